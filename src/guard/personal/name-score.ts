// How much a short text looks like the name of one person. The surname and the form decide; a given name may be anything.

import { GIVEN_NAMES } from './given-names.ts';
import { KANA_GIVEN_NAMES } from './kana-given-names.ts';
import { NAME_LIKE_WORDS } from './name-like-words.ts';
import { foldVariants } from './normalise.ts';
import { endsLikeOrganisation, isDoubtfulLatin, isOrganisation, isWordNotName } from './not-names.ts';
import { SURNAME_READINGS } from './surname-readings.ts';
import { SURNAMES } from './surnames.ts';

const HONORIFIC = /\s*(様|さま|さん|氏|殿|君|くん|ちゃん|先生|[\s　]印)$/;
const TITLE = /^(Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+/;
const TITLE_AFTER = /,?\s+(Jr|Sr|II|III|MD|PhD|Esq)\.?$/;

/** How tickets write it: `ITO/HARUKA MS`. */
const AIRLINE = /^([A-Z]{2,20})\/([A-Z]{2,20}(?: [A-Z]{2,20})?)(?: (?:MR|MRS|MS|MISS|MSTR))?$/;

/** Kanji that occur in three given names or more: what an unknown given name is made of. */
const GIVEN_KANJI: ReadonlySet<string> = (() => {
  const counts = new Map<string, number>();
  for (const name of GIVEN_NAMES)
    for (const letter of name) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= 3).map(([letter]) => letter));
})();

/** Japanese words with single spaces between, the last of which ends as no honorific does. */
const IS_BARE =
  /^(?:[ぁ-ヺー々\u4e00-\u9fff]+ )*[ぁ-ヺー々\u4e00-\u9fff]*(?![様まん氏殿君生印])[ぁ-ヺー々\u4e00-\u9fff]$/;

/** The name without what is put around it: `山田 太郎 様` → `山田 太郎`, `Dr. Jane Roe` → `Jane Roe`. */
export function bareName(text: string): string {
  if (IS_BARE.test(text)) return text;
  let bare = text.trim().replace(AIRLINE, '$1 $2').replace(TITLE, '').replace(TITLE_AFTER, '');
  for (let before = ''; before !== bare; ) {
    before = bare;
    const cut = bare.replace(HONORIFIC, '');
    if (cut.length > 0 && !(cut.length === 1 && /[氏君]$/.test(bare))) bare = cut;
  }
  return bare.replace(/\s{2,}/g, ' ');
}

export const hasHonorific = (text: string): boolean =>
  /(様|さま|さん|氏|殿|君|くん|ちゃん)$/.test(text.trim());

const toKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

export const isSurname = (text: string): boolean => SURNAMES.has(text) || SURNAMES.has(foldVariants(text));

/** Whether `text` may be the given name after a surname: known, or one to three letters that names are made of. */
export function isGivenName(text: string): boolean {
  if (GIVEN_NAMES.has(text)) return true;
  if (/^[ぁ-ゖァ-ヺー]{2,5}$/.test(text)) return KANA_GIVEN_NAMES.has(toKatakana(text));
  return [...text].length <= 3 && [...text].every((letter) => GIVEN_KANJI.has(letter)) && !isSurname(text);
}

function scoreParts(surname: string, given: string): number {
  if (isSurname(surname)) return isGivenName(given) ? 1 : 0.7;
  return GIVEN_NAMES.has(given) ? 0.6 : 0.4;
}

/** `山田太郎`: the best place to cut, longer surnames first. */
function scoreJoined(name: string): number {
  if (NAME_LIKE_WORDS.has(name)) return isSurname(name) ? 0.35 : 0.15;
  const letters = [...name];
  if (letters.length < 2 || letters.length > 7) return isSurname(name) ? 0.35 : 0.1;
  let best = 0;
  for (let cut = Math.min(4, letters.length - 1); cut >= 1; cut--) {
    const surname = letters.slice(0, cut).join('');
    const given = letters.slice(cut).join('');
    if (!isSurname(surname)) continue;
    if (GIVEN_NAMES.has(given)) return 0.95;
    if (isGivenName(given)) best = Math.max(best, cut === 1 ? 0.75 : 0.9);
    else if (letters.length - cut <= 3) best = Math.max(best, 0.45);
  }
  if (best > 0) return best;
  return isSurname(name) ? 0.35 : letters.length <= 4 ? 0.25 : 0.1;
}

function scoreKana(name: string): number {
  const parts = toKatakana(name).split(/[\s・]+/);
  if (parts.some((part) => part.length < 1)) return 0.1;
  const [surname = '', given = ''] = parts;
  if (parts.length === 2 && SURNAME_READINGS.has(surname)) return KANA_GIVEN_NAMES.has(given) ? 0.95 : 0.8;
  if (parts.length >= 2 && parts.length <= 5) return 0.5;
  if (name.length < 3 || name.length > 14) return SURNAME_READINGS.has(parts.join('')) ? 0.3 : 0.1;
  for (let cut = 2; cut <= Math.min(6, name.length - 2); cut++)
    if (SURNAME_READINGS.has(surname.slice(0, cut)) && KANA_GIVEN_NAMES.has(surname.slice(cut))) return 0.6;
  return SURNAME_READINGS.has(surname) ? 0.3 : 0.2;
}

const LATIN_WORD =
  /^(\p{Lu}[\p{L}]*([''’-]\p{L}+)*|(de|da|di|del|van|von|der|den|bin|al|el|la|le)|\p{Lu}\.?)$/u;

/** `Barbara Castellano`, `CASTELLANO Barbara`, `Castellano, Barbara`, `J. R. Roe`. */
function scoreLatin(name: string): number {
  const words = name
    .replace(',', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 5 || !words.every((word) => LATIN_WORD.test(word))) return 0;
  const long = words.filter((word) => word.replace(/\W/g, '').length >= 2);
  if (words.length === 1) return name.length >= 2 ? 0.3 : 0;
  if (long.length < 2) return 0.3;
  return words.length <= 4 && !isDoubtfulLatin(name) ? 0.6 : 0.4;
}

const PARTED = /[\s・]/;
const PAIR = /^[^\s・]+ [^\s・]+$/;

/** The words of a Japanese name: one, or two with a space between, for nearly all. */
function partsOf(name: string): readonly string[] {
  if (!PARTED.test(name)) return [name];
  return PAIR.test(name) ? name.split(' ') : name.split(/[\s・]+/).filter((part) => part !== '');
}

function scoreJapanese(name: string): number {
  const parts = partsOf(name);
  if (parts.length > 3) return 0;
  const [surname = '', given = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (endsLikeOrganisation(last) && !isSurname(last) && !GIVEN_NAMES.has(last) && scoreJoined(last) < 0.9)
    return 0;
  if (parts.length === 1) return scoreJoined(surname);
  if ([...surname].length > 5 || [...given].length > 5) return 0.1;
  return parts.length === 2 ? scoreParts(surname, given) : 0.35;
}

/** Kanji, perhaps kana: in no other script. */
const IN_KANJI = /^[\u4e00-\u9fff][ぁ-ゖァ-ヺー々〆・ \u4e00-\u9fff]*$/;

function scoreForm(name: string): number {
  if (IN_KANJI.test(name)) return scoreInKanji(name);
  if (/^[\p{Script=Latin}\s.,''’-]+$/u.test(name)) return scoreLatin(name);
  if (/^[ぁ-ゖァ-ヺー・\s]+$/.test(name)) return scoreKana(name);
  if (!/^[\p{Script=Han}々〆ヶヵぁ-ゖァ-ヺー・\s]+$/u.test(name)) return 0;
  return scoreInKanji(name);
}

function scoreInKanji(name: string): number {
  const common = foldVariants(name);
  return common === name ? scoreJapanese(name) : Math.max(scoreJapanese(name), scoreJapanese(common));
}

const MAX_LENGTH = 40;
const IN_NO_NAME = /[\d@〒:;/\\|()[\]{}<>=+*&%#!?"「」。、]/;

/**
 * 0 (no name) to 1 (a known surname and a plausible given name). 0.9 and more may stand without a header or label,
 * 0.35 and more is enough under the header 氏名. `name` is normalised and bare.
 */
export function scoreName(name: string): number {
  if (name.length === 0 || name.length > MAX_LENGTH || IN_NO_NAME.test(name)) return 0;
  const score = scoreForm(name);
  return score > 0 && (isOrganisation(name) || isWordNotName(name)) ? 0 : score;
}
