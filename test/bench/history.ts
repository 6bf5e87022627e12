// Section `history`: how long the facts of one mail take from ten million pairs of addresses that have seen each other.
// The database is filled past the store: learning so many mail by mail would take hours.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AddrSpec, type Domain, parseAddrSpec, registrableDomain } from '../../src/guard/address.ts';
import type { HistoryQuestion } from '../../src/guard/history.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type Measured, percentile } from './section.ts';

const PAIRS = 10_000_000;
const TARGET_MS = 2;
/** Nine in ten mails that leave the company go to so many people outside at most. */
const TYPICAL = 3;
const AUTHORS = 300;
const CONTACTS_EACH = 1000;
const MAILS = 1000;
const NOW = '2026-11-24T01:00:00.000Z';

function addr(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

function fill(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = OFF');
  database.exec('BEGIN');
  const seen = database.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO disclosures SELECT randomblob(16) AS pair, '2026-10-01T00:00:00.000Z' FROM n ORDER BY pair`,
  );
  seen.run(PAIRS);
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

type Timed = { readonly times: readonly number[]; readonly cpuMs: number };

async function timeMails({ answerHistory }: Store, outside: number): Promise<Timed> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let n = 0; n < MAILS; n += 1) {
    const question = questionOf(n, outside);
    const start = performance.now();
    await answerHistory(question, NOW);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { times, cpuMs: (user + system) / 1000 / MAILS };
}

async function measure(folder: string): Promise<Measured> {
  const path = join(folder, 'sekisho.db');
  const keyFile = join(folder, 'key');
  const settings = { url: `sqlite:${path}`, keyFile, writerId: 'bench', onFailure: () => {} };
  await (await openStore(settings)).close();
  fill(path);
  const store = await openStore(settings);
  const rows: Measured['rows'][number][] = [];
  const failed: string[] = [];
  for (const outside of [1, 3, 10]) {
    const { times, cpuMs } = await timeMails(store, outside);
    const median = percentile(times, 0.5);
    rows.push([`${outside} outside`, median, percentile(times, 0.99), cpuMs]);
    if (outside <= TYPICAL && median >= TARGET_MS)
      failed.push(`${median.toFixed(2)} ms for ${outside} recipients`);
  }
  await store.close();
  return {
    title: `History: the facts of one mail from ${PAIRS / 1_000_000} million pairs of addresses, SQLite`,
    columns: ['recipients', 'median ms', '99 % ms', 'CPU ms'],
    rows,
    notes: [`Promise: less than ${TARGET_MS} ms median for a typical mail. CPU: mean over all threads.`],
    failed,
  };
}

export async function history(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
