// Every kind of personal data under its label, and beside it what only looks like it.

import { describe, expect, it } from 'vitest';
import type { PersonalKind } from '../../../src/guard/facts.ts';
import { kindsIn } from './read-text.ts';

type Case = readonly [kind: PersonalKind, label: string, value: string, lookAlike: string];

const CASES: readonly Case[] = [
  ['address', '住所', '石川県白山市倉光2-1-7', '自宅'],
  ['address', 'Address', '14 Orchard Lane, Exeter', 'unknown'],
  ['phone', '携帯電話', '090-4411-2255', '0120-444-555'],
  ['phone', '電話番号', '９０４４１１２２５５', '123'],
  ['phone', 'Mobile', '+44 7700 900123', 'n/a'],
  ['email', 'メールアドレス', 'kaede@example.com', '無し'],
  ['birth-date', '生年月日', '昭和61年2月3日', '未記入'],
  ['birth-date', '生年月日', 'H3.11.30', '平成生まれ'],
  ['birth-date', 'Date of birth', '17/09/1984', '40 years'],
  ['my-number', '個人番号', '1234 5678 9018', '1234 5678 9012'],
  ['my-number', 'マイナンバー', '９８３２０５６７３２１４', '□□□□□□□□□□□□'],
  ['health-insurance', '被保険者番号', '0033441122', 'あり'],
  ['bank-account', '口座番号', '1203344', '未登録'],
  ['bank-account', '振込先', 'みどり銀行 本店 普通 1203344', 'みどり銀行 本店'],
  ['bank-account', 'IBAN', 'DE89 3704 0044 0532 0130 00', 'DE'],
  ['credit-card', 'カード番号', '4242-4242-4242-4242', '4242-4242-4242-4243'],
  ['credit-card', 'Card number', '378282246310005', '378282246310006'],
  ['driving-licence', '運転免許証番号', '309012345620', '普通'],
  ['passport', '旅券番号', 'TR1234567', '申請中'],
  ['pension', '基礎年金番号', '1234-567890', '未加入'],
  ['residence-card', '在留カード番号', 'AB12345678CD', '永住者'],
  ['medical', '既往症', '高血圧', '特になし'],
  ['medical', 'アレルギー', '卵', '無'],
  ['medical', '所見', '糖尿病の疑い', '問題なし'],
  ['salary', '基本給', '245,000円', '規程による'],
  ['grade', '数学', '82', '-'],
  ['ssn', 'SSN', '457-55-5462', '000-12-3456'],
  ['nino', 'NI number', 'AB 12 34 56 C', 'BG 12 34 56 C'],
];

const form = (label: string, value: string): string => `氏名：早瀬 かえで\n${label}：${value}\n`;
const table = (label: string, value: string): string => `氏名\t${label}\n早瀬 かえで\t${value}\n`;

describe('kinds of personal data', () => {
  it.each(CASES)('finds %s in a form under %s: %s', (kind, label, value) => {
    expect(kindsIn(form(label, value))).toContain(kind);
  });

  it.each(CASES)('finds %s in a table under %s: %s', (kind, label, value) => {
    expect(kindsIn(table(label, value))).toContain(kind);
  });

  it.each(CASES)('does not take a look-alike for %s under %s', (kind, label, _, lookAlike) => {
    expect(kindsIn(form(label, lookAlike))).not.toContain(kind);
    expect(kindsIn(table(label, lookAlike))).not.toContain(kind);
  });
});

describe('numbers without a label of their own', () => {
  const FOUND: readonly (readonly [PersonalKind, string])[] = [
    ['my-number', '下記のマイナンバーを登録しました。\n1234 5678 9018'],
    ['credit-card', 'Card declined: 4242 4242 4242 4242'],
    ['passport', 'パスポートの番号は TR1234567 です。'],
    ['residence-card', '在留カードの写し AB12345678CD を受領しました。'],
    ['ssn', 'Social security: 457-55-5462'],
  ];
  it.each(FOUND)('believes a %s where the text speaks of it', (kind, text) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  const CHANCE = [
    'お問い合わせ番号 1234 5678 9018 でお調べください。',
    '品番 TR1234567 は在庫がございません。',
    '管理コード AB12345678CD を付与しました。',
    '4242424242424242 rows copied in 3 s',
    'build 457-55-5462 finished',
  ];
  it.each(CHANCE)('takes the same form for chance elsewhere: %s', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('believes a column of eight right check digits, but not one right number among many', () => {
    const valid = ['1234 5678 9018', '9832 0567 3214'];
    const column = Array.from({ length: 8 }, (_, n) => `${1000 + n}\t${valid[n % 2]}`).join('\n');
    expect(kindsIn(column)).toEqual(['my-number']);
    const mixed = Array.from({ length: 8 }, (_, n) => `${1000 + n}\t1234 5678 90${10 + n}`).join('\n');
    expect(kindsIn(mixed)).toEqual([]);
  });

  it('never believes a check digit under the name of a thing', () => {
    const rows = Array.from({ length: 10 }, () => '123456789018\tノートPC').join('\n');
    expect(kindsIn(`シリアル番号\t機器名\n${rows}`)).toEqual([]);
  });
});
