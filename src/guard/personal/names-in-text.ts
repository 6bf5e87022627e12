// Names of persons inside running text. Certain ones (a known surname and a plausible given name) may stand anywhere;
// others (Latin, katakana) only where the text gives them a place of their own.

import { matchesOf } from './matches.ts';
import { isSurname, scoreName } from './name-score.ts';

export type NameInText = {
  readonly text: string;
  readonly start: number;
  readonly hasHonorific: boolean;
  /** By its own words; a name in Latin letters or katakana, or with a rare surname, is one by its place only. */
  readonly isCertain: boolean;
};

/** What parts one thing from the next, but not O'Brien; a tab may also stand inside a name that a page has torn. */
const DELIMITER =
  /[()[\]{}<>「」『』【】、,，;:。/|→←⇒=•●○■□◆◇※*#"!?☎℡]+|(?<![A-Za-z])'|'(?![A-Za-z])|\s-\s|^[-・]\s*|^\(?\d{1,4}[.):]\s*/;
const HONORIFIC = /\s?(?:様|さま|さん|氏|殿|君|くん|ちゃん)/;
const BEGINS_WITH_HONORIFIC = new RegExp(`^${HONORIFIC.source}`);
const FROM_HONORIFIC = new RegExp(`${HONORIFIC.source}.*$`);
/** 「利用者の高城」: what a particle parts from the surname. */
const BEFORE_PARTICLE = /^.*[のはがをにへでともや](?=[\p{Script=Han}々ヶ]{1,4}$)/u;
const CERTAIN = 0.9;
const WORD = /\S+/g;
const MAX_WORDS = 24;
const MAX_NAME = 8;

type Piece = { readonly text: string; readonly start: number };

/** The pieces between delimiters, without the white space around them. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  let start = 0;
  const add = (piece: string, at: number) => {
    const trimmed = piece.trim();
    if (trimmed !== '') pieces.push({ text: trimmed, start: at + piece.indexOf(trimmed) });
  };
  for (let match = DELIMITER.exec(rest); match !== null; match = DELIMITER.exec(rest)) {
    add(rest.slice(0, match.index), start);
    const cut = match.index + match[0].length;
    rest = rest.slice(cut);
    start += cut;
  }
  add(rest, start);
  return pieces;
}

/** How many words the name at the head of `words` takes, and where in the first word it begins. */
type Match = {
  readonly text: string;
  readonly offset: number;
  readonly words: number;
  readonly hasHonorific: boolean;
};

/** 「佐藤 花子」 and 「佐藤 花子様の」, also behind a particle. */
function matchPair([word = '', next = '', third = '']: readonly string[]): Match | null {
  const offset = BEFORE_PARTICLE.exec(word)?.[0].length ?? 0;
  const surname = word.slice(offset);
  const given = next.replace(FROM_HONORIFIC, '');
  if (given === '' || surname.length > 5 || given.length > 5) return null;
  const text = `${surname} ${given}`;
  const hasHonorific = given !== next || BEGINS_WITH_HONORIFIC.test(third);
  const isKana = /^[ぁ-ゖァ-ヺー]{2,4}$/.test(given);
  if (scoreName(text) < (hasHonorific || isKana ? 0.7 : 0.95)) return null;
  return { text, offset, words: 2, hasHonorific };
}

/** 「松田悦子様の連絡先」: the longest certain name that ends where the honorific begins. */
function matchBeforeHonorific([word = '']: readonly string[]): Match | null {
  const end = word.search(HONORIFIC);
  for (let offset = Math.max(0, end - MAX_NAME); offset <= end - 2; offset++) {
    const text = word.slice(offset, end);
    if (scoreName(text) >= CERTAIN) return { text, offset, words: 1, hasHonorific: true };
  }
  return null;
}

function matchWord([word = '', next = '']: readonly string[]): Match | null {
  if (word.length > MAX_NAME || scoreName(word) < CERTAIN) return null;
  return { text: word, offset: 0, words: 1, hasHonorific: BEGINS_WITH_HONORIFIC.test(next) };
}

function japaneseNames({ text, start }: Piece): NameInText[] {
  const names: NameInText[] = [];
  const found = matchesOf(text, WORD).slice(0, MAX_WORDS);
  const words = found.map(([word]) => word);
  for (let at = 0; at < words.length; at++) {
    const ahead = words.slice(at, at + 3);
    const match = matchPair(ahead) ?? matchBeforeHonorific(ahead) ?? matchWord(ahead);
    if (match === null) continue;
    names.push({
      text: match.text,
      start: start + (found[at]?.index ?? 0) + match.offset,
      hasHonorific: match.hasHonorific,
      isCertain: true,
    });
    at += match.words - 1;
  }
  return names.length > 0 ? names : rareName(text, words, start);
}

/** A surname that no dictionary knows before a given name that it does, with nothing else beside them. */
function rareName(text: string, words: readonly string[], start: number): NameInText[] {
  const isPair = words.length === 2 && words.every((word) => word.length <= 4);
  return isPair && scoreName(text) >= 0.6 ? [{ text, start, hasHonorific: false, isCertain: false }] : [];
}

const TITLE = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+/;
const FOREIGN = /^[ァ-ヺー]+(?:[・\s][ァ-ヺー]+){1,4}$/;

/** Latin and katakana names fill their piece but for a form of address. */
function foreignNames({ text, start }: Piece): NameInText[] {
  const name = text
    .replace(/^\d{1,5}\s/, '')
    .replace(TITLE, '')
    .replace(/\s?(?:様|さん|氏)$/, '')
    .replaceAll('\t', ' ');
  if (scoreName(name) < (FOREIGN.test(name) ? 0.5 : 0.6)) return [];
  return [{ text: name, start, hasHonorific: name.length !== text.length, isCertain: false }];
}

const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx)\.? (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2})/u;

/** `Ms. Harriet Boone has been …`: the form of address tells where a name begins in English prose. */
function titledName({ text, start }: Piece): NameInText[] {
  const match = TITLED.exec(text);
  const name = match?.[1] ?? '';
  if (match === null || scoreName(name) < 0.6) return [];
  const at = start + match.index + match[0].length - name.length;
  return [{ text: name, start: at, hasHonorific: true, isCertain: true }];
}

function latinNames(piece: Piece): NameInText[] {
  const whole = foreignNames(piece);
  return whole.length > 0 ? whole : titledName(piece);
}

/** All names in `text` in order. `text` is normalised. */
export function findNamesIn(text: string): readonly NameInText[] {
  if (text.trim().length < 2) return [];
  return piecesOf(text).flatMap((piece) =>
    /[\p{Script=Han}ぁ-ゖ]/u.test(piece.text) ? japaneseNames(piece) : latinNames(piece),
  );
}

const ADDRESSED =
  /^[\s\d.)(・•*■□●○◆◇-]*([\p{Script=Han}々ヶぁ-ゖァ-ヺー]{1,5})\s?(?:様|さま|さん|殿)(?!\p{L})/u;

/** 「三浦様」 at the start of a line: a surname and an honorific, which is a name by its place only. */
export function findSurnameAddressed(text: string): readonly NameInText[] {
  const match = ADDRESSED.exec(text);
  const surname = match?.[1] ?? '';
  if (match === null || !isSurname(surname)) return [];
  return [{ text: surname, start: match[0].indexOf(surname), hasHonorific: true, isCertain: false }];
}
