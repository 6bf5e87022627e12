// What of a text its sender wrote, and what it quotes or forwards: marked lines, an attribution above them, or the
// header block that Outlook puts above the mail answered.

import { linesIn } from '../guard/personal/pieces.ts';
import { readAttribution } from './attribution.ts';
import { isHeaderBlockAt, isPartialBlockAt } from './quoted-header.ts';

export type Split = {
  readonly own: string;
  readonly quoted: string;
  /** Forwarded text without quote marks: its recipient has not seen it yet. */
  readonly forwarded: string;
};

type Kind = keyof Split;

const MARKS = /^[ \t]{0,3}(?:[>＞][ \t]?)+/;
const RULER = /^[_＿\-=\s]*$/;
const FORWARD_LINE =
  /^[-_=*>\s]*(?:(?:begin )?forwarded (?:message|by [^\n]{1,60})|転送(?:された)?(?:メッセージ|メール)|weitergeleitete nachricht|message transféré|mensaje reenviado)\s*:?[-_=*\s]*$/i;
const REPLY_LINE =
  /^\s*[-_=*]{2,}\s*(?:original message|original appointment|元のメッセージ|元のメール|返信元メッセージ|reply message|ursprüngliche nachricht|message d'origine|mensaje original)\s*[-_=*]{2,}\s*$/i;
/** Header lines may follow the forward line after a few empty ones. */
const NEAR = 6;
/** Such lines are short, also with all their dashes. */
const MAX_LENGTH = 200;

function isQuoteNext(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 4).find((line) => line.trim() !== '');
  return next !== undefined && MARKS.test(next);
}

function isForwardLine(lines: readonly string[], at: number): boolean {
  if (!FORWARD_LINE.test((lines[at] ?? '').slice(0, MAX_LENGTH))) return false;
  return lines.slice(at + 1, at + 1 + NEAR).some((_line, n) => isPartialBlockAt(lines, at + 1 + n));
}

/** Whether from here on everything is quoted or forwarded; null for an ordinary line. */
function startsRest(lines: readonly string[], at: number, otherwise: Kind): Kind | null {
  if (isForwardLine(lines, at)) return 'forwarded';
  return REPLY_LINE.test((lines[at] ?? '').slice(0, MAX_LENGTH)) || isHeaderBlockAt(lines, at)
    ? otherwise
    : null;
}

function withoutRuler(lines: string[]): string[] {
  let end = lines.length;
  while (end > 0 && RULER.test(lines[end - 1] ?? '')) end -= 1;
  return lines.slice(0, end);
}

/** The first line that may be more than an ordinary one; as many as there are lines when there is none. */
function findQuote(lines: readonly string[]): number {
  for (const [at, line] of lines.entries())
    if (MARKS.test(line) || startsRest(lines, at, 'quoted') !== null || readAttribution(lines, at) !== null)
      return at;
  return lines.length;
}

/** `isForward`: the subject says that the mail is forwarded, which the quote itself often does not. */
export function splitQuotes(text: string, isForward: boolean): Split {
  const lines = linesIn(text);
  const first = findQuote(lines);
  if (first === lines.length)
    return { own: text.includes('\r') ? lines.join('\n') : text, quoted: '', forwarded: '' };
  const sections: Record<Kind, string[]> = { own: lines.slice(0, first), quoted: [], forwarded: [] };
  const otherwise: Kind = isForward ? 'forwarded' : 'quoted';
  for (let at = first; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (MARKS.test(line)) {
      sections[otherwise].push(line);
      continue;
    }
    const rest = startsRest(lines, at, otherwise);
    const attribution = rest === null ? readAttribution(lines, at) : null;
    const length = attribution?.lines ?? 0;
    if (rest !== null || (length > 0 && !isQuoteNext(lines, at + length))) {
      sections.own = withoutRuler(sections.own);
      sections[rest ?? otherwise] = sections[rest ?? otherwise].concat(lines.slice(at));
      break;
    }
    if (length > 0) sections[otherwise].push(...lines.slice(at, at + length));
    else sections.own.push(line);
    at += Math.max(0, length - 1);
  }
  return {
    own: sections.own.join('\n'),
    quoted: sections.quoted.join('\n'),
    forwarded: sections.forwarded.map((line) => line.replace(MARKS, '')).join('\n'),
  };
}
