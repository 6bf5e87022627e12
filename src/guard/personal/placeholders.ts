// Names and numbers that forms, manuals and tests use for nobody: 山田太郎, John Doe, 090-1234-5678, taro@example.com.

import { nameKey } from './normalise.ts';

const NAMES = new Set(
  [
    '山田 太郎',
    '山田 花子',
    '山田 一郎',
    '日本 太郎',
    '日本 花子',
    '東京 太郎',
    '見本 太郎',
    '見本 花子',
    '記入 太郎',
    '甲野 太郎',
    '乙野 花子',
    'ヤマダ タロウ',
    'ヤマダ ハナコ',
    'Taro Yamada',
    'Hanako Yamada',
    'John Doe',
    'Jane Doe',
    'John Smith',
    'Joe Bloggs',
    'Foo Bar',
  ].map(nameKey),
);
const SPEAKING =
  /テスト|サンプル|ダミー|架空 ?太郎|例示|〇〇|○○|△△|□□|××|\b(?:test|sample|dummy|example|your)\b/i;

/** Letters that one of these words begins with. */
const MAY_SPEAK = /[テサダ架例〇○△□×A-Za-z]/;

/** How the Japanese ones begin, so that hardly any other name has to be folded. */
const MAY_BE_ONE = /^[山日東見記甲乙やヤ]|^[A-Za-z]/;

/** Whether nobody has this name. */
export const isPlaceholder = (name: string): boolean =>
  (MAY_SPEAK.test(name) && SPEAKING.test(name)) || (MAY_BE_ONE.test(name) && NAMES.has(nameKey(name)));

/** Digits that only count up, or stay the same: no subscriber has them. */
export const isSampleNumber = (digits: string): boolean =>
  /1234-?5678$|(\d)\1{7}$|0{4}-?0{4}$|1111-?2222$/.test(digits);
