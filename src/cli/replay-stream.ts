// `sekisho replay --jsonl FILE --eml DIR`: a chronological stream of real mail, history learned as it goes. The mail
// was sent, so every mail teaches, a held one as if its sender had confirmed it.

import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { domainOf, parseAddrSpec } from '../guard/address.ts';
import { organizationSchema, policySchema, type Rules } from '../guard/policy.ts';
import { createRecordedHistory } from '../guard/recorded-history.ts';
import type { Grant } from '../guard/verdict.ts';
import { parseHeaderAddress } from '../message/addresses.ts';
import { createJudge, envelopeOf, type Judge, learnFrom, reasonsOf } from './judge-with.ts';
import { configuredRules } from './rules-of-config.ts';

const DAY_MS = 86_400_000;

const addresses = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const lineSchema = z.object({
  date: z.string(),
  from: z.string(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
});
type Line = z.output<typeof lineSchema>;

export type StreamOptions = {
  readonly jsonl: string;
  readonly eml: string;
  readonly config: string | undefined;
  readonly learnDays: number;
  readonly json: boolean;
};

type Tally = { readonly held: Map<string, number>; readonly recorded: Map<string, number> };
type Totals = Tally & { judged: number; skipped: number; sender: number; supervisor: number };

const count = (tally: Map<string, number>, ids: readonly string[]) => {
  for (const id of ids) tally.set(id, (tally.get(id) ?? 0) + 1);
};

/** Without a configuration the domain of the first sender is the company. */
function rulesFor(first: Line, configured: Rules | null): Rules {
  if (configured !== null) return configured;
  const sender = parseAddrSpec(first.from);
  if (sender === null) throw new TypeError(`not an address: ${first.from}`);
  return {
    organization: organizationSchema.parse({ domains: [domainOf(sender)] }),
    policy: policySchema.parse({}),
  };
}

/** Old mail went to addresses that no rule allows (`.ann@client.example`); what is none at all is left out. */
function envelopeOfLine({ from, to, cc, bcc }: Line) {
  const paths = [...to, ...cc, ...bcc].flatMap((path) => parseHeaderAddress(path) ?? []);
  return envelopeOf(parseHeaderAddress(from) ?? '', [...new Set(paths)]);
}

function addToTotals(totals: Totals, needs: readonly Grant[], found: ReturnType<typeof reasonsOf>): void {
  totals.judged++;
  if (needs.includes('supervisor')) totals.supervisor++;
  else if (needs.length > 0) totals.sender++;
  count(totals.held, found.reasons);
  count(totals.recorded, found.recorded);
}

function summaryOf(totals: Totals): string {
  const share = (n: number) => `${((100 * n) / Math.max(1, totals.judged)).toFixed(2)} %`;
  const checks = [...new Set([...totals.held.keys(), ...totals.recorded.keys()])].sort();
  const row = (id: string) => {
    const held = totals.held.get(id) ?? 0;
    return `  ${id.padEnd(28)} held ${String(held).padStart(6)} ${share(held).padStart(8)}   recorded ${totals.recorded.get(id) ?? 0}`;
  };
  return [
    `judged ${totals.judged}, only learned from ${totals.skipped}`,
    `held for the sender ${totals.sender} (${share(totals.sender)}), for a supervisor ${totals.supervisor} (${share(totals.supervisor)})`,
    ...checks.map(row),
    '',
  ].join('\n');
}

/** The mail of line `n` (from 1); a folder that starts at 000000.eml counts from 0. */
function mailFileOf(folder: string, n: number, countsFromZero: boolean): string {
  return join(folder, `${String(countsFromZero ? n - 1 : n).padStart(6, '0')}.eml`);
}

/** Writes one line per judged mail to stdout and a summary by check to stderr. */
export async function replayStream(options: StreamOptions): Promise<void> {
  const configured = await configuredRules(options.config);
  const history = createRecordedHistory();
  const countsFromZero = existsSync(join(options.eml, '000000.eml'));
  const totals: Totals = {
    judged: 0,
    skipped: 0,
    sender: 0,
    supervisor: 0,
    held: new Map(),
    recorded: new Map(),
  };
  let judge: Judge | null = null;
  let judgeFrom = 0;
  let n = 0;
  for await (const text of createInterface({ input: createReadStream(options.jsonl) })) {
    if (text.trim() === '') continue;
    n++;
    const line = lineSchema.parse(JSON.parse(text));
    const at = new Date(line.date);
    if (judge === null) {
      judge = await createJudge(history, rulesFor(line, configured));
      judgeFrom = at.getTime() + options.learnDays * DAY_MS;
    }
    const octets = await readFile(mailFileOf(options.eml, n, countsFromZero));
    const inspected = await judge(envelopeOfLine(line), octets, at);
    learnFrom(history, inspected, at);
    if (at.getTime() < judgeFrom) {
      totals.skipped++;
      continue;
    }
    const { needs, wouldBe } = inspected.verdict;
    const found = reasonsOf(inspected.verdict);
    addToTotals(totals, needs, found);
    const action = wouldBe === 'forward' ? 'pass' : 'hold';
    const { autoRepair } = inspected;
    const result = { n, action, needs, ...found, ...(autoRepair.length === 0 ? {} : { autoRepair }) };
    const shown = options.json ? JSON.stringify(result) : `${n} ${action} ${found.reasons.join(' ')}`;
    process.stdout.write(`${shown}\n`);
  }
  process.stderr.write(summaryOf(totals));
}
