// What people type into the search field and what it means; what it cannot mean is said, not guessed.

import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/web/search-query.ts';

const read = (text: string) => parseQuery(text, 'Asia/Tokyo');

describe('a search', () => {
  it.each([
    ['', {}],
    ['plan  2026', { words: ['plan', '2026'] }],
    ['"price list" taro@corp.example 10:42', { words: ['price list', 'taro@corp.example', '10:42'] }],
    ['Re: plan', { words: ['Re:', 'plan'] }],
    ['from:yamada to:client.example to:"x y"', { from: ['yamada'], to: ['client.example', 'x y'] }],
    ['FROM：山田 subject:“見積 書”', { from: ['山田'], subject: ['見積 書'] }],
    ['reason:my-number has:attachment', { reasons: [['my-number']], hasFile: true }],
    ['reason:personal id:m-4x', { reasons: [['unencrypted-personal-data']], id: ['m-4x'] }],
    [
      'after:2026-11-01 before:2026-12-01',
      { since: '2026-10-31T15:00:00.000Z', before: '2026-11-30T15:00:00.000Z' },
    ],
  ])('reads %j', (text, search) => {
    expect(read(text)).toEqual({ kind: 'query', search });
  });

  it.each([
    ['state:held', { search: {}, states: ['held'] }],
    ['state:sent', { search: {}, states: ['done'] }],
    [
      'state:returned',
      { search: { decisions: ['return'] }, states: ['held', 'queued', 'done', 'cancelled'] },
    ],
  ])('reads %j as a state', (text, query) => {
    expect(read(text)).toEqual({ kind: 'query', ...query });
  });

  it.each([
    ['form:yamada', 'operator', 'form:', 'from'],
    ['plan reason:colour', 'value', 'reason:colour', 'visible-recipients'],
    ['state:gone', 'value', 'state:gone', 'returned'],
    ['has:cheese', 'value', 'has:cheese', 'attachment'],
    ['from:', 'empty', 'from:', null],
    ['after:tomorrow', 'date', 'tomorrow', null],
    ['before:2026-02-30', 'date', '2026-02-30', null],
  ])('says what is wrong with %j', (text, what, wrong, known) => {
    const parsed = read(text);
    expect(parsed).toMatchObject({ kind: 'mistake', mistake: { what, text: wrong } });
    if (known !== null && parsed.kind === 'mistake') expect(parsed.mistake.known).toContain(known);
  });

  it('takes any text without breaking', () => {
    for (const text of ['"', ':', '“”', 'a:"', '\u0000:x', '🙂:🙂', '%_\\', 'x'.repeat(200)]) {
      expect(['query', 'mistake']).toContain(read(text).kind);
    }
  });
});
