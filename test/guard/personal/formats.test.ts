// Text that programs write: address books, dumps, bank transfers, claims.

import { describe, expect, it } from 'vitest';
import { kindsIn, readTexts } from './read-text.ts';

const zengin = (name: string, account: string): string =>
  `2${'0001'}${'ﾐﾄﾞﾘ'.padEnd(15)}${'001'}${'ﾎﾝﾃﾝ'.padEnd(15)}${'    '}1${account}${name.padEnd(30)}${'0000250000'}`.padEnd(
    120,
  );

const PEOPLE = ['森下 葵', '堀江 渚', '三木 陸', '日野 詩織', '阿部 一郎'].map((name, n) => [
  name,
  `090-1212-000${n}`,
  `person${n}@mail.example`,
]);

type Case = readonly [title: string, persons: number, kinds: readonly string[], text: string];

const CASES: readonly Case[] = [
  [
    'a vCard of an old phone',
    1,
    ['name', 'phone'],
    'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=90=58=89=BA;=88=A8\nTEL;CELL:09012120002\nEND:VCARD',
  ],
  [
    'LDIF with names in base64',
    1,
    ['name', 'phone'],
    `dn: uid=1,dc=example\ncn:: ${btoa(String.fromCharCode(...new TextEncoder().encode('森下 葵')))}\nhomePhone: 076-111-2222\n`,
  ],
  [
    'a bank transfer file',
    2,
    ['name', 'bank-account'],
    [
      '11100000000001ｵﾘ-ﾌﾞ'.padEnd(120),
      zengin('ﾓﾘｼﾀ ｱｵｲ', '1203344'),
      zengin('ﾎﾘｴ ﾅｷﾞｻ', '1203345'),
      '8000002000000500000'.padEnd(120),
    ].join('\n'),
  ],
  [
    'an export of fixed width',
    5,
    ['name', 'birth-date', 'phone'],
    ['ﾓﾘｼﾀ ｱｵｲ  ', 'ﾎﾘｴ ﾅｷﾞｻ  ', 'ﾐｷ ﾘｸ     ', 'ﾋﾉ ｼｵﾘ    ', 'ｱﾍﾞ ｲﾁﾛｳ  ']
      .map((name, n) => `00${n}${name}19${50 + n * 9}0102090121200${10 + n}Z`)
      .join('\n'),
  ],
  [
    'JSON whose keys say nothing',
    5,
    ['name', 'phone', 'email'],
    JSON.stringify({
      total: 5,
      items: PEOPLE.map(([a, b, c], n) => ({ c1: n, c2: a, c3: b, c4: c, c5: null })),
    }),
  ],
  [
    'JSON of columns and rows',
    5,
    ['name', 'phone', 'email'],
    JSON.stringify({ columns: ['c1', 'c2', 'c3'], rows: PEOPLE }, null, 2),
  ],
  [
    'medical claims',
    1,
    ['medical', 'health-insurance', 'name', 'birth-date'],
    'IR,1,17,1,9999999,,Clinic\nRE,1,1112,50604,森下　葵,2,3550102\nHO,33120015,16524,6612\nSY,0737291,50604,1',
  ],
  [
    'a dump whose columns the table names',
    2,
    ['name', 'phone'],
    "CREATE TABLE c (\n id INT,\n full_name VARCHAR(40),\n tel VARCHAR(20)\n);\nINSERT INTO c VALUES (1,'森下 葵','090-1212-0002'),(2,'堀江 渚','090-1212-0003');",
  ],
  [
    'labelled tab-separated values',
    2,
    ['name', 'email'],
    'time:1\tname:Ruth Fell\tuser:ruth@example.com\ntime:2\tname:Ola Berg\tuser:ola@example.com',
  ],
  [
    'messages between hospitals',
    1,
    ['medical', 'name', 'birth-date', 'phone'],
    'MSH|^~\\&|A|B\rPID|1||123^^^H||森下^葵||19850203|F|||白山市倉光2-1-7||090-1212-0002\rDG1|1||高血圧症',
  ],
  [
    'a patient whose name is an object of its own',
    1,
    ['name', 'birth-date'],
    '{"resourceType":"Patient","name":[{"family":"森下","given":["葵"]}],"birthDate":"1985-02-03"}',
  ],
  [
    'members inside an object',
    2,
    ['name', 'phone'],
    '{"total":2,"members":[{"氏名":"森下 葵","電話":"090-1212-0002"},{"氏名":"堀江 渚","電話":"090-1212-0003"}]}',
  ],
  [
    'JSON that was cut off',
    2,
    ['name', 'email'],
    '[{"name":"Ruth Fell","email":"ruth@example.com"},{"name":"Ola Berg","email":"ola@example.com","ad',
  ],
  [
    'JSON lines with escapes',
    1,
    ['name', 'phone'],
    '{"氏名":"\\u68ee\\u4e0b \\u8475","電話":"090-1212-0002"}',
  ],
  [
    'messages inside JSON',
    3,
    ['name', 'phone'],
    JSON.stringify([
      { text: '森下 葵様の電話は 090-1212-0002 です' },
      { text: '堀江 渚様の電話は 090-1212-0003 です' },
      { text: '三木 陸様の電話は 090-1212-0004 です' },
    ]),
  ],
];

describe('formats of programs', () => {
  it.each(CASES)('reads %s', (_, persons, kinds, text) => {
    expect(readTexts(text).persons).toBe(persons);
    expect(kindsIn(text)).toEqual(expect.arrayContaining([...kinds]));
  });

  it.each([
    [
      'business cards',
      'BEGIN:VCARD\nFN:森下 葵\nORG:株式会社オリーブ\nTEL:076-111-2222\nEMAIL:aoi@olive.example\nEND:VCARD',
    ],
    ['calendars', 'BEGIN:VCALENDAR\nATTENDEE;CN=森下 葵:mailto:aoi@example.com\nEND:VCALENDAR'],
    [
      'texts of a program',
      '<resources><string name="name">氏名</string><string name="tel">電話番号</string></resources>',
    ],
    ['goods in SQL', "INSERT INTO goods (id, name, price) VALUES (1,'Oak table',300),(2,'Elm chair',120);"],
    ['shops in JSON', '[{"name":"みどり書店 本店","address":"石川県白山市倉光2-1-7","tel":"076-111-2222"}]'],
    ['orders in JSON lines', '{"order":"123456789018","ms":12}\n{"order":"983205673214","ms":9}'],
  ])('finds nobody in %s', (_, text) => {
    expect(readTexts(text).persons).toBe(0);
  });
});

describe('hostile text', () => {
  it.each([
    ['brackets', '['.repeat(50_000)],
    ['quotes', '"\\'.repeat(50_000)],
    ['blanks', `${' '.repeat(50_000)}x`],
    ['labels', '氏名：'.repeat(20_000)],
    ['tabs', '氏名\t'.repeat(20_000)],
    ['at signs', 'a@b.c'.repeat(20_000)],
    ['digits', '1234-5678-'.repeat(10_000)],
    ['parts of names', '山田'.repeat(20_000)],
    ['open tags', '<a b="'.repeat(20_000)],
    ['tuples', `INSERT INTO t VALUES ${"('".repeat(20_000)}`],
  ])('of nothing but %s is read to its end', (_, text) => {
    expect(readTexts(text).persons).toBeLessThan(3);
  });
});
