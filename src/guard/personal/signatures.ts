// Lines that are written under and around every mail: signatures, quoted header fields, quoted text. The people in them
// act for their firm; they are not what the mail tells about. Called by find-personal-data.ts for text people wrote.

import { isBlank, type Line } from './lines.ts';
import { isSurname } from './name-score.ts';
import { findNamesIn } from './names-in-text.ts';
import { isFirm } from './not-names.ts';
import { paragraphsOf } from './paragraphs.ts';

const MAX_LINES = 14;
/** The writer's name in two scripts, and a colleague's. */
const MAX_NAMES = 3;
/** The writer's own mail address, the desk's, a colleague's; more are a list of people. */
const MAX_ADDRESSES = 4;
const SEPARATOR = /^(?:-- ?|[-=_*~━─―＝#+・.☆★◇◆■□/\\|]{6,}|(?:[-=_*~━─＝+][-=_*~━─＝+.\s]){4,}.?)$/;
const CLOSING =
  /^(?:(?:with )?(?:best|kind|warm|many)?\s?(?:regards|wishes|thanks)|sincerely|yours (?:sincerely|faithfully|truly)|cheers|thank you|respectfully)\s?[,.!]?$|^敬具$/i;
const AT_WORK =
  /支店|本部|センター|グループ|チーム|担当|部長|課長|係長|室長|主任|店長|社長|取締役|事務局|(?:manager|director|officer|engineer|consultant|coordinator|assistant|executive|president|representative|specialist|analyst|sales|marketing|logistics|procurement|reception|team|department)\b/i;
const CONTACT =
  /\b(?:tel|fax|phone|mobile|cell|e-?mail|mail|url|direct|mob)\b|^[tmfe]:|電話|携帯|℡|☎|〒|https?:\/\/|www\.|@[\w-]+\.|0\d{1,4}-\d{1,4}-\d{3,4}|\(\d{3}\)\s?\d{3}|\b0\d{2,4} \d{3,4} ?\d{3,4}/i;
/** What stands in records about others and in no signature of one's own. */
const ABOUT_OTHERS =
  /様|殿$|さん|氏名|名前|生年月日|\bDOB\b|\bbirth|\bname\s?:|患者|病名|口座|番号[:\s]\s?\d/i;
const HEADER_FIELD =
  /^(?:from|to|cc|bcc|sent|date|subject|reply-to|差出人|送信者|宛先|送信日時|日時|件名|送信元|受信日時)\s?:/i;
/** Who wrote or packaged a thing: copyright lines, logs of changes. */
const AUTHORSHIP =
  /(?:copyright|\(c\)|©)\s|copyright|^\W{0,4}(?:(?:19|20)\d\d(?:\s?[-,]\s?(?:19|20)\d\d)*|authors?|written by|maintainers?|uploaders?|committers?|contributors?|signed-off-by|co-authored-by|reviewed-by|reported-by|upstream[\w -]*|packaged by|thanks to|@author)\b[\s:,].*[<@]/i;
/** A head of a GNU change log, when entries that begin with a star stand below it. */
const CHANGE_LOG_HEAD = /^(?:19|20)\d\d-\d\d-\d\d\s+[^<>@]{2,60}\s<[^<>\s]+@[^<>\s]+>$/;
/** A header field with so many addresses is a list, whoever wrote it. */
const LIST_OF_ADDRESSES = 10;

/** The lines of a header field that begins here, if it is none with a list; it goes on behind a comma. */
function headerField(lines: readonly Line[], index: number): readonly Line[] {
  const text = lines[index]?.text ?? '';
  if (!text.includes(':') || !HEADER_FIELD.test(text)) return [];
  const more = lines.slice(index).findIndex(({ text }) => !/[,;]$/.test(text));
  const field = lines.slice(index, more < 0 ? undefined : index + more + 1);
  const addresses = field.reduce((sum, { text }) => sum + text.split('@').length - 1, 0);
  return addresses < LIST_OF_ADDRESSES ? field : [];
}

const isAuthorship = ({ text, cells }: Line): boolean => cells.length === 1 && AUTHORSHIP.test(text);

function isChangeLogHead(line: Line, lines: readonly Line[], index: number): boolean {
  if (!line.text.endsWith('>') || !CHANGE_LOG_HEAD.test(line.text)) return false;
  return lines.slice(index + 1, index + 3).some(({ text }) => /^\s*\*\s/.test(text));
}

/** 「購買部」, 「総務課」, 「企画室」, but not 「服部」 or 「505号室」. */
const isDepartment = (word: string): boolean =>
  word.length >= 3 && /\D[部課係局室]$/.test(word) && !/号室$/.test(word) && !isSurname(word);

const isAtWork = (text: string): boolean =>
  isFirm(text) || AT_WORK.test(text) || text.split(/[\s/|・]+/).some(isDepartment);

/** Rows of three cells and more are a table, whatever firms and phones stand in it. */
const isTable = (lines: readonly Line[]): boolean =>
  lines.filter(({ cells }) => cells.length >= 3).length >= 2;

/** A firm or a post, and how to reach it. */
function isSignature(lines: readonly Line[]): boolean {
  if (lines.length === 0 || lines.length > MAX_LINES || isTable(lines)) return false;
  if (lines.some(({ text }) => ABOUT_OTHERS.test(text))) return false;
  if (lines.reduce((sum, { text }) => sum + text.split('@').length - 1, 0) > MAX_ADDRESSES) return false;
  const reaches = lines.filter(({ text }) => CONTACT.test(text)).length;
  if (reaches === 0 || !lines.some(({ text }) => isAtWork(text))) return false;
  return lines.flatMap(({ text }) => findNamesIn(text)).length <= MAX_NAMES;
}

/** The filled lines after `from`, up to the next separator. */
function linesAfter(lines: readonly Line[], from: number): Line[] {
  const after: Line[] = [];
  for (const line of lines.slice(from + 1, from + 1 + MAX_LINES * 3)) {
    if (SEPARATOR.test(line.text.trim())) break;
    if (!isBlank(line)) after.push(line);
    if (after.length > MAX_LINES) break;
  }
  return after;
}

/** Under 「敬具」 and `Kind regards` the writer's own name stands, whatever follows. */
function underClosing(lines: readonly Line[], from: number): Line[] {
  const after = linesAfter(lines, from).slice(0, 8);
  const end = after.findIndex(({ text }) => ABOUT_OTHERS.test(text));
  return end < 0 ? after : after.slice(0, end);
}

/** Numbers of the lines in which nobody is looked for. */
export function findSignatures(lines: readonly Line[]): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (all: readonly Line[]) => {
    for (const { number } of all) found.add(number);
  };
  for (const [index, line] of lines.entries()) {
    if (isBlank(line)) continue;
    add(headerField(lines, index));
    if (/^\s*>/.test(line.text) || isAuthorship(line) || isChangeLogHead(line, lines, index))
      found.add(line.number);
    else if (line.text.length <= 120 && SEPARATOR.test(line.text.trim())) {
      const after = linesAfter(lines, index);
      if (isSignature(after)) add(after);
    } else if (line.text.length <= 30 && CLOSING.test(line.text.trim())) add(underClosing(lines, index));
  }
  for (const paragraph of paragraphsOf(lines)) if (isSignature(paragraph)) add(paragraph);
  return found;
}
