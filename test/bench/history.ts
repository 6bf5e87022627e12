// Section `history`: how long the facts of one mail take from ten million pairs of addresses that have seen each other.
// The database is filled past the store: learning so many mail by mail would take hours.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/store/open-store.ts';
import { AUTHORS, CONTACTS_EACH, countOf, personOf, TYPICAL, timeMails } from './history-questions.ts';
import { type Measured, percentile } from './section.ts';

const PAIRS = 10_000_000;
const TARGET_MS = 2;

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
