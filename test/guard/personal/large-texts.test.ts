// Texts far larger than any office writes are read piece by piece: nobody is lost where two pieces meet, and a list of
// everybody ends at a number that no limit reaches.

import { describe, expect, it } from 'vitest';
import { kindsIn, readTexts } from './read-text.ts';

const SURNAMES = '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤'.split(' ');
const nameOf = (n: number): string => `${SURNAMES[n % 10]} 花子`;
const mailOf = (n: number): string => `hanako${n}@mail.example`;
const phoneOf = (n: number): string => `090-${1000 + (n % 9000)}-${1000 + Math.floor(n / 9000)}`;
const filled = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

const COUNT = 6_000;

describe('a large text is counted to the last person', () => {
  it.each([
    [
      'a table whose head stands on the first of its pieces',
      `氏名\tメール\tメモ\n${filled(COUNT, (n) => `${nameOf(n)}\t${mailOf(n)}\t${'・'.repeat(40)}`)}`,
    ],
    [
      'JSON in one line',
      `[${filled(COUNT, (n) => `{"name":"${nameOf(n)}","email":"${mailOf(n)}"}`).replaceAll('\n', ',')}]`,
    ],
    [
      'JSON with its list in an object',
      `{"data":[\n${filled(COUNT, (n) => `{"name":"${nameOf(n)}","email":"${mailOf(n)}"},`)}\n{}]}`,
    ],
    [
      'a dump whose rows follow one INSERT',
      `INSERT INTO people (name, email) VALUES\n${filled(COUNT, (n) => `('${nameOf(n)}','${mailOf(n)}'),`)}\n(1,2);`,
    ],
    [
      'XML',
      `<people>\n${filled(COUNT, (n) => `<person><name>${nameOf(n)}</name><email>${mailOf(n)}</email></person>`)}\n</people>`,
    ],
    ['cards', filled(COUNT, (n) => `BEGIN:VCARD\nFN:${nameOf(n)}\nEMAIL:${mailOf(n)}\nEND:VCARD`)],
    ['labelled values', filled(COUNT, (n) => `name:${nameOf(n)}\tmail:${mailOf(n)}`)],
  ])('%s', (_title, text) => {
    expect(readTexts(text).persons).toBe(COUNT);
    expect(kindsIn(text)).toEqual(['name', 'email']);
  });

  it('says on which line of the whole text a value stands', () => {
    const text = `${'a line of nothing much\n'.repeat(20_000)}マイナンバー 123456789018\n`;
    const evidence = readTexts(text).places.flatMap((place) => place.evidence);
    expect(evidence).toMatchObject([{ at: 'line 20001', kind: 'my-number' }]);
  });
});

describe('a text about everybody', () => {
  it('of 130,000 rows is counted up to a number beyond any limit', () => {
    const [place] = readTexts(
      `氏名\t電話番号\n${filled(130_000, (n) => `${nameOf(n)}\t${phoneOf(n)}`)}`,
    ).places;
    expect(place).toMatchObject({ persons: 20_000, kinds: [{ kind: 'name' }, { kind: 'phone' }] });
  });

  it('of nothing but heads, each of which might begin a table, is read once', () => {
    expect(readTexts('氏名 住所 電話番号\n'.repeat(30_000)).persons).toBe(0);
  });
});
