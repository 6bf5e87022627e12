// Postal addresses in running text: Japanese from the prefecture or municipality to the house, English by street type.

import { matchesOf } from './matches.ts';
import type { Span } from './spans.ts';

const PREFECTURE =
  '北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県';
/** What ends an address; a single space does not, when a building with a number follows. */
const REST = '[^\\s,、。()「」【】|;:/<>"\'→]';
const HOUSE = '\\d{1,4}(?:丁目|番地?|号|条|線|-\\d)';

const FROM_PREFECTURE = new RegExp(`(?:${PREFECTURE})${REST}{2,50}`, 'g');
const FROM_MUNICIPALITY = new RegExp(
  `[\\p{Script=Han}ぁ-ゖァ-ヺー々ヶ]{1,8}[市区郡町村][^\\s,、。()「」【】|;:/<>"'\\d]{0,20}${HOUSE}${REST}{0,30}`,
  'gu',
);
/** So long is its name at most without what it ends in: eight letters, which may be of two UTF-16 units each. */
const MAX_MUNICIPALITY = 16;
const MUNICIPALITY = /[市区郡町村]/;
const ENGLISH =
  /(?<![\d-])\d{1,5}[A-Za-z]? (?:[A-Z0-9][A-Za-z0-9'.]{0,20} ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Boulevard|Ct|Court|Pl|Place|Way|Ter|Terrace|Crescent|Close|Square|Sq|Gardens|Parkway|Pkwy|Circle|Cir|Highway|Hwy|Grove|Mews|Row)\b\.?/g;
const BUILDING =
  /^ [^\s,、。()「」【】|;:/<>"'→]{1,20}\d{1,4}(?:号室?|棟\d{0,4}号?室?|F|階)?(?=[\s,、。()」|;:/<]|$)/;

/** Kana but の, kanji but 丁, 号 and 番: none of them is folded. */
const KEPT = '\\u3041-\\u306d\\u306f-\\u30fc\\u4e00\\u4e02-\\u53f6\\u53f8-\\u7569\\u756b-\\u9fff';
/** Of these and of numbers with hyphens, no postal code in front. */
const IS_KEY = new RegExp(`^(?!\\d{3}-?\\d{4})[\\d${KEPT}-]*[\\d${KEPT}]$`);

/** The part that two spellings share: `6丁目7番17号` and `6-7-17` are one, the building is left out. */
export const addressKey = (text: string): string => (IS_KEY.test(text) ? text : foldAddress(text));

const foldAddress = (text: string): string =>
  text
    .replace(/^〒?\s?\d{3}-?\d{4}\s*/, '')
    .split(/\s/)
    .slice(0, /[A-Za-z]/.test(text) ? 8 : 1)
    .join(' ')
    .replace(/丁目|番地?|号|の(?=\d)/g, '-')
    .replace(/-+$/, '')
    .toLowerCase();

function spanOf(line: string, match: RegExpExecArray | RegExpMatchArray): Span {
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const building = BUILDING.exec(line.slice(end, end + 40))?.[0] ?? '';
  return { kind: 'address', start, end: end + building.length, value: addressKey(match[0]) };
}

/** Whether the whole cell may be an address, under a header that says so. */
export const isAddressLike = (cell: string): boolean =>
  cell.length >= 4 && /[都道府県市区町村郡]|\d/.test(cell) && /\D{2}/.test(cell) && !cell.includes('@');

export function findAddresses(line: string): Span[] {
  const spans: Span[] = [];
  const municipality = line.search(MUNICIPALITY);
  if (municipality >= 0) {
    for (const match of matchesOf(line, FROM_PREFECTURE))
      if (MUNICIPALITY.test(match[0])) spans.push(spanOf(line, match));
    const from = Math.max(0, municipality - MAX_MUNICIPALITY);
    for (const match of matchesOf(line, FROM_MUNICIPALITY, from)) spans.push(spanOf(line, match));
  }
  if (/\d [A-Z]/.test(line)) for (const match of matchesOf(line, ENGLISH)) spans.push(spanOf(line, match));
  return spans;
}
