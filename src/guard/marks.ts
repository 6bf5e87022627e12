// Confidentiality marks: words that say 「this stays inside」, as stamps on documents, in subjects and file names, in the
// text of a mail. A mark is what somebody put there for this paper; a rule about marks, the name of a contract and the
// disclaimer under every mail are none. message/ asks for everything that is sent.

import type { MarkFact } from './facts.ts';
import { asLatin } from './look-alike-letters.ts';
import { normaliseLine } from './personal/normalise.ts';
import { linesIn } from './personal/pieces.ts';

export type MarkSource = { readonly where: string; readonly at: string; readonly text: string };

/** More marks than this in one source say nothing new. */
const MAX_PER_SOURCE = 10;
/** Stamps stand in lines of their own, titles and headers. */
const MAX_STAMP = 60;

/** Lines without one of these are not looked at. */
const HINT =
  /秘|限|門外|関係者以外|内部|お控え|ご遠慮|扱い?要注意|circulation|扱い?注意|厳重注意|取り?扱い?に|持ち?出し?|転送|口外|他言|内密|confiden|機密|internal use|internal only|outside|secret|distribut|proprietary|eyes only|need.to.know/i;

const JAPANESE =
  /(?:[社部課局院学庁行校所館店室園会省署支対]|関係者|役員|グループ|教職員)外秘|(?:人事|関係者以外|役員)秘|門外不出|(?:社内|部内|課内|院内|庁内|学内|校内|所内|局内|行内|園内|内部)限(?![界度])|関係者以外(?:の)?(?:閲覧|開示|持ち?出し?|複写)?(?:禁止|厳禁|不可)|秘密?扱い?(?=[】\])>]|$)|^秘密(?:情報|文書|資料)?$|[【[(<](?:秘密|内部)(?:情報|文書|資料)?[】\])>]|^内部(?:資料|文書)$|(?<!最)極秘(?!裏)|厳秘|マル秘|丸秘|(?:関係者|社内|部内|課内|役員|職員|教職員|役職員|委員|内部|当事者|担当者|受領者|[御貴当弊]社|本人|出席者|メンバー)(?:様)?限り|社内限定|社内専用|機密性[23](?:情報|文書|資料)?(?!以上|以下|[のとやは・、])|(?:厳重)?取り?扱い?(?:厳重|要)?注意|(?:社外|外部)?持ち?出し?(?:厳禁|禁止)|(?:社外|外部)への?(?:転送|開示|公開|配布|提供)(?:は|を)?(?:厳禁|禁止|不可|お控え|ご遠慮)|転送(?:厳禁|禁止|不可)|口外(?:厳禁|禁止|無用)|他言無用|[【[(<]機密(?:文書|資料|情報)?[】\])>]|^機密(?:文書|資料|情報)?(?:\([A-Z0-9]{1,2}\))?$|^秘(?=\s|$)|[(【[<]秘[)】\]>]/;
/** A request that only holds for what is not yet public. */
const UNPUBLISHED = /(?:発表|公表|公開|開示|情報解禁)前|未公開|未発表|内々|内密|オフレコ|インサイダー/;
const CARE = /取り?扱い?に(?:は)?(?:十分|充分|くれぐれも|厳重に)?ご?(?:注意|留意|配慮)|ご?内密に/;

const STAMP_WORD =
  '(?:strictly |highly |most |company |commercially |commercial[- ]in[- ])?(?:private (?:and|&) )?(?:proprietary (?:and|&) )?confidential(?: (?:and|&) proprietary)?|(?:for )?internal use only|(?:for )?internal (?:circulation |distribution )?only|commercial[- ]in[- ]confidence|company internal|top secret|trade secret|eyes only|not for (?:external )?(?:distribution|circulation|release)|do not (?:distribute|circulate)(?: externally)?|need-to-know';
const ENGLISH_STAMP = new RegExp(
  `(?<![\\w'’-])(?:${STAMP_WORD})(?![\\w'’-])(?! (?:information|agreement|treatment|material|data|matters?|clause|manner|disclosure|basis|advice|waste|undertaking|discussion|inquiries|enquiries|question|answer|letter of|client))`,
  'i',
);
const ENGLISH_REQUEST =
  /\bstrictly (?:private and )?confidential\b|\b(?:keep|treat) (?:this|it|these|the attached)(?: \w+){0,3} (?:strictly )?(?:confidential|in confidence|between us)|\b(?:do not|don't|must not be|not to be) (?:forward|share|shared|forwarded|disclose|disclosed|distribute|distributed)(?: \w+){0,3} (?:outside|externally|third part)/i;

/** 「社外秘ではありません」, 「社外秘を解除」. */
const DENIED =
  /(?:秘|限り|限定|注意|禁止)[」』】)\]]?(?:情報|資料|文書|扱い?|区分|指定)?(?:で(?:は|も)|じゃ)(?:ありません|ございません|ない|なく)|(?:秘|限り|限定|注意)[」』】)\]]?(?:指定|扱い?|区分)?(?:の|を|は|が)?(?:解除|廃止|外し|外れ|不要)|\bnot (?:strictly )?confidential\b|no longer confidential|non-confidential/i;
/** Talk about marks: rules, classes, training, quotation. */
const ABOUT_MARKS =
  /(?:秘|限り|限定|注意|機密)[」』】)\]]?(?:情報|資料|文書|書類|データ)?(?:とは|の(?:定義|区分|管理|取り?扱|ルール|規程|規定|表示|表記|ラベル|スタンプ|印|押印)|等?(?:の|と)(?:区分|表示|表記|明記|記載|ラベル|記し|書か|押)|管理規程|取扱規程|レベル|ラベル)|保持契約|守秘義務|(?:規程|規則|ガイドライン|研修|ポリシー|マニュアル).{0,30}(?:秘|限り|注意)|(?:labell?ed|marked|classified|stamped) (?:as )?["“']?(?:confidential|internal|secret)|classification|[「『"“][^」』"”]{0,12}(?:秘|限り|注意|confidential|internal|secret)[」』"”]\s?(?:など|等)?(?:と|の|や|を|は|など|等|である)/i;
/** One line that names several classes is a list of classes. */
const CLASSES =
  /社外秘|部外秘|極秘|関係者外秘|取扱注意|公開|一般|機密|\bpublic\b|\binternal\b|\bconfidential\b|\brestricted\b|\bsecret\b/gi;
/** What firms write under every mail, or at the foot of every page. */
const DISCLAIMER =
  /誤って(?:受信|届|お受け)|誤送信|受信者以外|名宛人|意図した受信|(?:破棄|削除)(?:して|いただ|くださ|願)|含まれ(?:る|ている)(?:場合|こと|可能性)|intended (?:only|solely|for|recipient)|intended$|in error|may contain|privileged|notify the sender|please delete|unauthori[sz]ed|disclaimer|notice:|©|\(c\)|copyright|all rights reserved/i;
/** A disclaimer goes on over so many lines. */
const DISCLAIMER_REACH = 3;

const compactOf = (text: string): string => text.replace(/(?<=[^\x20-\x7e]) +(?=[^\x20-\x7e])/g, '');

/** `C O N F I D E N T I A L` and 「社 外 秘」 as one word. */
function unspaced(line: string): string {
  if (!line.includes(' ')) return line;
  const isSpaced = /^(?:\S ){3,}\S$/.test(line.trim());
  return isSpaced ? line.trim().replaceAll(' ', '') : compactOf(line);
}

function isTalk(line: string): boolean {
  const classes = new Set(Array.from(line.matchAll(CLASSES), ([word]) => word.toLowerCase()));
  return classes.size >= 3 || DENIED.test(line) || ABOUT_MARKS.test(line);
}

/** The mark in one normalised line, as written there, or null. */
function markIn(line: string): string | null {
  const text = unspaced(line);
  if (isTalk(text)) return null;
  const japanese = JAPANESE.exec(text)?.[0] ?? (UNPUBLISHED.test(text) ? CARE.exec(text)?.[0] : undefined);
  if (japanese !== undefined) return japanese;
  const isSentence = /[a-z]{2,}[.!?]$/.test(text.trim()) || text.length > MAX_STAMP;
  return (isSentence ? ENGLISH_REQUEST : ENGLISH_STAMP).exec(text)?.[0] ?? null;
}

function isDisclaimer(lines: readonly string[], at: number): boolean {
  const around = lines.slice(Math.max(0, at - DISCLAIMER_REACH), at + DISCLAIMER_REACH + 1);
  const from = around.slice(0, Math.min(at, DISCLAIMER_REACH)).lastIndexOf('');
  const own = around.slice(from + 1);
  const end = own.indexOf('', Math.min(at, DISCLAIMER_REACH) - from - 1);
  return own.slice(0, end < 0 ? undefined : end).some((line) => DISCLAIMER.test(line));
}

type Hit = { readonly word: string; readonly line: number };

function builtInMarks(lines: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.length > 2_000 || !HINT.test(unspaced(line))) continue;
    const word = markIn(line);
    if (word !== null && !isDisclaimer(lines, at)) hits.push({ word, line: at + 1 });
    if (hits.length >= MAX_PER_SOURCE) break;
  }
  return hits;
}

/** The words of the policy hold wherever they stand, whatever their case, width and script. */
function ownMarks(lines: readonly string[], words: readonly string[]): Hit[] {
  const sought = words.map((word) => ({ word, folded: asLatin(normaliseLine(word)).toLowerCase() }));
  return sought.flatMap(({ word, folded }) => {
    const at = lines.findIndex((line) => line.toLowerCase().includes(folded));
    return at < 0 ? [] : [{ word, line: at + 1 }];
  });
}

function marksIn(
  sources: readonly MarkSource[],
  hitsIn: (lines: readonly string[]) => readonly Hit[],
): MarkFact[] {
  return sources.flatMap(({ where, at, text }) => {
    const lines = linesIn(text.replaceAll('㊙', 'マル秘')).map((line) =>
      asLatin(normaliseLine(line)).replaceAll('\t', ' ').trim(),
    );
    const hits = hitsIn(lines);
    const firsts = hits.filter(({ word }, index) => hits.findIndex((hit) => hit.word === word) === index);
    const place = (line: number) =>
      lines.length === 1 ? at : [at, `line ${line}`].filter((part) => part !== '').join(' ');
    return firsts.map(({ word, line }) => ({ word, where, at: place(line) }));
  });
}

/** The marks of every source in order, each word once for a source; `words`: those of the policy. */
export const findMarks = (sources: readonly MarkSource[], words: readonly string[]): MarkFact[] =>
  marksIn(sources, (lines) => [...builtInMarks(lines), ...ownMarks(lines, words)]);

/** As {@link findMarks}, the words of the policy alone. */
export const findWords = (sources: readonly MarkSource[], words: readonly string[]): MarkFact[] =>
  marksIn(sources, (lines) => ownMarks(lines, words));
