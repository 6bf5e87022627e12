// node test/bench/history.ts [PAIRS]: how long the facts of one mail take from a history of so many pairs of addresses
// that have seen each other, on SQLite. Builds the database once per run in a folder of its own; prints one row per kind
// of mail. The target is 2 ms median from 10 million pairs.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AddrSpec, type Domain, parseAddrSpec, registrableDomain } from '../../src/guard/address.ts';
import type { HistoryQuestion } from '../../src/guard/history.ts';
import { openStore } from '../../src/store/open-store.ts';

export type Row = {
  readonly name: string;
  readonly medianMs: number;
  readonly p99Ms: number /** Mean over all threads: what a busy machine does not change. */;
  readonly cpuMs: number;
};

const AUTHORS = 300;
const CONTACTS_EACH = 1000;
const MAILS = 1000;
const NOW = '2026-11-24T01:00:00.000Z';

function addr(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

/** Rows written past the store: learning ten million pairs mail by mail would take hours. */
function fill(path: string, pairs: number): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = OFF');
  database.exec('BEGIN');
  const seen = database.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO disclosures SELECT randomblob(16) AS pair, '2026-10-01T00:00:00.000Z' FROM n ORDER BY pair`,
  );
  seen.run(pairs);
  const insert = {
    contact: database.prepare('INSERT INTO contacts VALUES (?, ?, ?, ?, ?)'),
    domain: database.prepare('INSERT INTO domain_counts VALUES (?, ?, ?, ?)'),
    name: database.prepare('INSERT INTO learned_names VALUES (?, ?, ?, ?, ?, ?)'),
  };
  const dates = ['2026-01-05T00:00:00.000Z', '2026-11-01T00:00:00.000Z'] as const;
  for (let a = 0; a < AUTHORS; a += 1)
    for (let c = 0; c < CONTACTS_EACH; c += 1)
      insert.contact.run(
        `author${a}@corp.example`,
        personOf((a * 37 + c * 11) % 100_000),
        countOf(c),
        ...dates,
      );
  for (let f = 0; f < 10_000; f += 1) insert.domain.run(`firm${f}.example`, 1 + (f % 50), ...dates);
  for (let p = 0; p < 100_000; p += 1)
    insert.name.run('person', personOf(p), `name${p % 5000}`, 1 + (p % 9), ...dates);
  for (let f = 0; f < 10_000; f += 1)
    insert.name.run('company', `firm${f}.example`, `firm ${f}`, 1 + (f % 9), ...dates);
  database.exec('COMMIT');
  database.close();
}

/** People write often to few and seldom to many. */
const countOf = (rank: number) => Math.max(1, Math.floor(200 / (rank + 1)));
const personOf = (n: number) => `person${n}@firm${n % 10_000}.example`;

/** What a mail to these people asks, greeting and file included. */
function questionOf(n: number, outside: number): HistoryQuestion {
  const people = Array.from({ length: outside }, (_, i) =>
    addr(personOf((n * 7919 + i * 104_729) % 100_000)),
  );
  const domains = people.map((person) => registrableDomain(person.slice(person.indexOf('@') + 1) as Domain));
  return {
    author: addr(`author${n % AUTHORS}@corp.example`),
    recipients: [...people, addr(`author${(n + 1) % AUTHORS}@corp.example`)],
    domains,
    together: people,
    pairs: [],
    subjects: [
      ...people.map((subject) => ({ kind: 'person', subject }) as const),
      ...domains.map((subject) => ({ kind: 'company', subject }) as const),
      { kind: 'file', subject: String(n).padStart(64, '0') },
    ],
    names: [{ kind: 'company', name: `firm ${n % 10_000}` }],
    outside: true,
  };
}

function rowOf(name: string, times: readonly number[], { user, system }: NodeJS.CpuUsage): Row {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { name, medianMs: at(0.5), p99Ms: at(0.99), cpuMs: (user + system) / 1000 / times.length };
}

export async function run(pairs = 10_000_000): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  const path = join(folder, 'sekisho.db');
  const settings = {
    url: `sqlite:${path}`,
    keyFile: join(folder, 'key'),
    writerId: 'bench',
    onFailure: () => {},
  };
  try {
    await (await openStore(settings)).close();
    fill(path, pairs);
    const store = await openStore(settings);
    const rows: Row[] = [];
    for (const outside of [1, 3, 10]) {
      const times: number[] = [];
      const cpu = process.cpuUsage();
      for (let n = 0; n < MAILS; n += 1) {
        const question = questionOf(n, outside);
        const start = performance.now();
        await store.answerHistory(question, NOW);
        times.push(performance.now() - start);
      }
      rows.push(rowOf(`history: a mail to ${outside} outside, ${pairs} pairs`, times, process.cpuUsage(cpu)));
    }
    await store.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  for (const { name, medianMs, p99Ms, cpuMs } of await run(Number(process.argv[2] ?? 10_000_000)))
    console.log(
      `${name.padEnd(52)} median ${medianMs.toFixed(2)} ms   99 % ${p99Ms.toFixed(2)} ms   CPU ${cpuMs.toFixed(2)} ms`,
    );
}
