// A person's name as people write it in headers and greetings, taken apart as far as its form allows. A text that is
// no person's name (a desk, a department, a company) yields null.

import { bareName } from '../personal/name-score.ts';
import { foldVariants, normaliseLine } from '../personal/normalise.ts';
import { soundOf } from './romaji.ts';
import { isKanjiSurname, soundsLikeSurname, soundsOfSurname } from './surnames.ts';

export type PersonName = {
  /** The surname in kanji, variants folded; null when the name is in kana or Latin letters. */
  readonly kanji: string | null;
  /** The given name as written behind the surname; empty when there is none. */
  readonly given: string;
  /** How the surname may sound; for a Latin name every word of it, for its order is not known. */
  readonly sounds: readonly string[];
  /** Words of a Latin name in lower case; empty for a Japanese one. */
  readonly words: readonly string[];
};

const ORGANISATION =
  /株式会社|有限会社|合同会社|合資会社|\(株\)|\(有\)|法人|組合|銀行|(?:部|課|係|局|室|店|所|会|校|院|館|社|窓口|担当|センター|グループ|チーム|事務局)$/;
const LATIN_ORGANISATION =
  /\b(?:inc|ltd|llc|corp|gmbh|co|team|support|sales|info|office|desk|dept|group|service|services|news|shop|admin|all|customers?|members?|friends?|colleagues?|everyone|sirs?|madam|folks|guys|there|both|hello)\b/i;
const KANA_ONLY = /^[ぁ-ゖァ-ヺー]+$/;

/** Kanji of surnames that people write in two ways and mean the same. */
const VARIANT: Readonly<Record<string, string>> = {
  齋: '斎',
  齊: '斎',
  斉: '斎',
  邊: '辺',
  邉: '辺',
  澤: '沢',
  廣: '広',
  櫻: '桜',
  國: '国',
  瀧: '滝',
  龍: '竜',
  冨: '富',
  舘: '館',
  峯: '峰',
  條: '条',
  關: '関',
  眞: '真',
  嶌: '島',
  濵: '浜',
  藏: '蔵',
  莊: '荘',
  籐: '藤',
};

const folded = (text: string) => [...foldVariants(text)].map((letter) => VARIANT[letter] ?? letter).join('');

function japanese(surname: string, given: string): PersonName {
  if (KANA_ONLY.test(surname)) return { kanji: null, given, sounds: [soundOf(surname)], words: [] };
  return { kanji: folded(surname), given, sounds: soundsOfSurname(surname), words: [] };
}

const isSurname = (word: string) =>
  KANA_ONLY.test(word) ? word.length >= 2 && soundsLikeSurname(soundOf(word)) : isKanjiSurname(word);

/** `竹内進` → 竹内, 進: the longest surname that leaves a given name of at most three letters. */
function splitJoined(word: string): PersonName | null {
  const letters = [...word];
  if (KANA_ONLY.test(word)) return null;
  for (let cut = Math.min(4, letters.length - 1); cut >= 1; cut--) {
    const given = letters.slice(cut).join('');
    if (letters.length - cut > 3 || ORGANISATION.test(given)) continue;
    if (isKanjiSurname(letters.slice(0, cut).join('')))
      return japanese(letters.slice(0, cut).join(''), given);
  }
  return null;
}

/** The name stands at the end: `営業部 石川 淳`, `経理ご担当 柴田`. */
function parseJapanese(text: string): PersonName | null {
  const words = text.split(/[\s・,]+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (before !== undefined && isSurname(before) && !ORGANISATION.test(last)) return japanese(before, last);
  if (isSurname(last)) return japanese(last, '');
  return ORGANISATION.test(last) ? null : splitJoined(last);
}

function parseLatin(text: string): PersonName | null {
  if (LATIN_ORGANISATION.test(text) || /\d/.test(text)) return null;
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z'’-]+/)
    .map((word) => word.replace(/[^a-z]/g, ''))
    .filter((word) => word.length >= 2 && !/^(?:mr|mrs|ms|miss|dr|prof|jr|sr|phd|san|sama)$/.test(word));
  if (words.length === 0 || words.length > 4) return null;
  return { kanji: null, given: '', sounds: words.map(soundOf), words };
}

/** Returns the name, or null when the text is not one person's name. */
export function parsePersonName(text: string): PersonName | null {
  const bare = bareName(
    normaliseLine(text)
      .replace(/["'“”]/g, '')
      .replace(/[(（[【<].*$/, '')
      .replace(/\s*[/|].*$/, ''),
  ).trim();
  if (bare === '' || bare.includes('@') || bare.length > 40) return null;
  if (/^[\p{Script=Latin}\s.,'’-]+$/u.test(bare)) return parseLatin(bare);
  return /^[\p{Script=Han}々〆ヶヵぁ-ゖァ-ヺー・\s,]+$/u.test(bare) ? parseJapanese(bare) : null;
}
