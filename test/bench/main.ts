// `npm run bench [SECTION…] [-- --json FILE]`: measures, prints tables, and writes the figures as JSON where asked.
// One file per section, all of them listed in sections.ts. Figures are of this machine at this moment: compare ratios.

import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { inColumns, type Measured } from './section.ts';
import { SECTIONS } from './sections.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(SECTIONS, name));
if (values.help === true || unknown.length > 0) {
  process.stderr.write(`usage: npm run bench -- [--json FILE] [${Object.keys(SECTIONS).join('] [')}]\n`);
  process.exit(values.help === true ? 0 : 2);
}

const names = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
const measured: Record<string, Measured> = {};
for (const name of names) {
  const run = SECTIONS[name];
  if (run === undefined) continue;
  measured[name] = await run();
  process.stdout.write(`${inColumns(measured[name])}\n`);
  if (measured[name].failed.length > 0) process.exitCode = 1;
}
if (values.json !== undefined) {
  const [{ model } = { model: 'unknown' }] = cpus();
  const machine = {
    node: process.version,
    cpu: model,
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 1024 ** 2),
  };
  writeFileSync(
    values.json,
    `${JSON.stringify({ at: new Date().toISOString(), machine, ...measured }, null, 2)}\n`,
  );
}
