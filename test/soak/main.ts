// `npm run soak -- [--minutes N] [--seed N] [--json FILE]` (or SEKISHO_SOAK_MINUTES): half of the time with kills, the
// other half one long life. Ends with 1 when a mail was lost, leaked or doubled without a word, or memory keeps growing.

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Soaked, soak } from './soak.ts';

const CLIENTS = 4;
/** Of the median of the last quarter over that of the second: the first is warming up. */
const MOST_GROWTH = 1.15;
/** A shorter life says nothing about growth. */
const JUDGED_SECONDS = 300;
const CURVE_ROWS = 30;

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, json: { type: 'string' } },
});
const minutes = Number(values.minutes ?? process.env.SEKISHO_SOAK_MINUTES ?? 30);
const seed = Number(values.seed ?? Date.now() % 1e9);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run soak -- [--minutes N] [--seed N] [--json FILE]\n');
  process.exit(2);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function growthOf(rss: Soaked['rss']): number {
  const quarter = (n: number) =>
    median(rss.slice((rss.length * n) / 4, (rss.length * (n + 1)) / 4).map(([, mib]) => mib));
  return quarter(3) / quarter(1);
}

const startMs = performance.now();
const elapsed = () => (performance.now() - startMs) / 60_000;
const soaked = await soak({
  seed,
  clients: CLIENTS,
  killsOn: () => elapsed() < minutes / 2,
  livesOn: () => elapsed() < minutes,
  awaitsExpiry: true,
  say: (line) => process.stdout.write(`${line}\n`),
});

const growth = growthOf(soaked.rss);
const isGrowing = (soaked.rss.at(-1)?.[0] ?? 0) >= JUDGED_SECONDS && growth > MOST_GROWTH;
const { rss, ...told } = soaked;
process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
const step = Math.ceil(rss.length / CURVE_ROWS);
const rows = rss.filter((_, n) => n % step === 0).map(([s, mib]) => `${String(s).padStart(6)} s ${mib} MiB`);
process.stdout.write(`memory of the process tree in its long life:\n${rows.join('\n')}\n`);
process.stdout.write(`last quarter to second quarter: ${growth.toFixed(2)}\n`);
if (values.json !== undefined) {
  const at = new Date().toISOString();
  writeFileSync(values.json, `${JSON.stringify({ at, minutes, growth, ...soaked }, null, 2)}\n`);
}
const { lost, leaked, doubledUnexplained, exitCode, isAuditWhole } = soaked;
const faults = lost.length + leaked.length + doubledUnexplained.length;
process.exitCode = faults === 0 && exitCode === 0 && isAuditWhole && !isGrowing ? 0 : 1;
