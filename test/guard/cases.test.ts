// Each check's table of mails, judged in memory (by the command `check`, or as `replay` judges several mails) and by a live
// relay: the same answer both ways. (That both databases answer alike is shown in test/store/history.test.ts and recent.test.ts.)

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { CHECKS } from '../../src/guard/checks/index.ts';
import { CHECK_IDS, type CheckId } from '../../src/guard/checks-list.ts';
import { onDatabase } from '../store/databases.ts';
import type { Case } from './cases/case.ts';
import { judged, live } from './cases/run.ts';
import { TABLES } from './cases/tables.ts';

const ALL = Object.entries(TABLES) as [CheckId, readonly Case[]][];

const folder = mkdtempSync(join(tmpdir(), 'sekisho-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `check` is given one mail and the contacts of its author; mails of the hours before are known to `replay` only. */
const wayOf = ({ before }: Case) => (before === undefined ? 'check' : 'replay, as it follows other mails');

it('every check of the list has its table', () => {
  const ids = CHECK_IDS.toSorted();
  expect(Object.keys(TABLES).sort()).toEqual(ids);
  expect(CHECKS.map(({ id }) => id).sort()).toEqual(ids);
});

describe.each(ALL)('%s', (check, table) => {
  it.each(
    table.map((tried) => [tried.holds ? 'holds' : 'passes', tried.title, wayOf(tried), tried] as const),
  )('%s: %s (by %s)', async (_, __, ___, tried) => {
    expect(await judged(check, tried, folder)).toBe(tried.holds);
  });

  it('has at least six mails that are held and six that pass, in Japanese and English', () => {
    const isJapanese = ({ title }: Case) => /[ぁ-ゖァ-ヺ一-鿿]/.test(title);
    for (const holds of [true, false]) {
      const cases = table.filter((tried) => tried.holds === holds);
      expect(cases.length).toBeGreaterThanOrEqual(6);
      expect(new Set(cases.map(isJapanese)).size).toBe(2);
    }
  });
});

/** What a case leaves behind for the next one. */
const LEFT_BEHIND = [
  'contacts',
  'domain_counts',
  'disclosures',
  'learned_names',
  'paces',
  'recent_mails',
  'recent_recipients',
];

onDatabase('sqlite', 'A live relay', (places) => {
  it.each(ALL)('answers every mail of %s alike', async (check, table) => {
    const place = await places.fresh();
    const store = await place.open();
    const database = new DatabaseSync(place.settings.url.replace('sqlite:', ''), { timeout: 10_000 });
    onTestFinished(() => database.close());
    database.exec('PRAGMA synchronous = OFF');
    const forget = ['BEGIN', ...LEFT_BEHIND.map((name) => `DELETE FROM ${name}`), 'COMMIT'].join(';');
    for (const tried of table) {
      database.exec(forget);
      expect([tried.title, await live(check, tried, store)]).toEqual([tried.title, tried.holds]);
    }
  });
});
