// The header block that a mail client writes above the mail it answers or forwards: From, Sent, To, Cc, Subject in the
// languages of its users. Tells who was in the conversation before.

import type { Mailbox, QuotedHeader } from '../guard/facts.ts';
import { parseMailboxes } from './addresses.ts';
import { type Attribution, readAttribution } from './attribution.ts';
import { findRestriction } from './wording.ts';

type Label = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const LABELS: Readonly<Record<string, Label>> = {
  from: 'from',
  差出人: 'from',
  送信者: 'from',
  発信者: 'from',
  von: 'from',
  sent: 'date',
  date: 'date',
  送信日時: 'date',
  日時: 'date',
  日付: 'date',
  送信日: 'date',
  gesendet: 'date',
  to: 'to',
  宛先: 'to',
  受信者: 'to',
  an: 'to',
  cc: 'cc',
  subject: 'subject',
  件名: 'subject',
  題名: 'subject',
  betreff: 'subject',
  de: 'from',
  da: 'from',
  van: 'from',
  发件人: 'from',
  寄件者: 'from',
  '보낸 사람': 'from',
  envoyé: 'date',
  enviado: 'date',
  fecha: 'date',
  inviato: 'date',
  verzonden: 'date',
  发送时间: 'date',
  寄件日期: 'date',
  '보낸 날짜': 'date',
  à: 'to',
  a: 'to',
  para: 'to',
  aan: 'to',
  收件人: 'to',
  收件者: 'to',
  '받는 사람': 'to',
  抄送: 'cc',
  副本: 'cc',
  참조: 'cc',
  objet: 'subject',
  asunto: 'subject',
  assunto: 'subject',
  oggetto: 'subject',
  onderwerp: 'subject',
  主题: 'subject',
  主旨: 'subject',
  제목: 'subject',
  importance: 'other',
  重要度: 'other',
  attachments: 'other',
  添付ファイル: 'other',
  'reply-to': 'other',
};

const LINE = /^[\s>＞*]*([\p{L}-]{1,14}(?: \p{Script=Hangul}{2})?)[\s*]*[:：][\s*]*(.*?)\*?$/u;
const NOTES_DATE =
  /(?:^|\s)(?:on\s+)?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?\s*$/i;
const NOTES_LINES = 8;
const MAX_AUTHOR = 200;
const MAX_LINES = 60;
const NO_REPORT = () => {};

type Entry = { readonly label: Label; value: string };

const hasColon = (line: string | undefined): boolean =>
  line !== undefined && (line.includes(':') || line.includes('：'));

function readLabel(line: string): Entry | null {
  if (!hasColon(line)) return null;
  const [, name = '', value = ''] = LINE.exec(line) ?? [];
  const label = LABELS[name.toLowerCase()];
  return label === undefined ? null : { label, value: value.trim() };
}

const bare = (line: string): string => line.replace(/^[\s>＞]+/, '').trim();

/** The labelled lines from `at`; a line without a label goes on with the one before, an empty line ends the block. */
function readEntries(lines: readonly string[], at: number): Entry[] {
  const entries: Entry[] = [];
  for (const line of lines.slice(at, at + MAX_LINES)) {
    const entry = readLabel(line);
    if (entry !== null) {
      entries.push(entry);
      continue;
    }
    const text = bare(line);
    const last = entries.at(-1);
    if (text === '' || last === undefined) break;
    // Only lists of people are wrapped.
    if (last.label !== 'to' && last.label !== 'cc' && last.label !== 'from') break;
    last.value += ` ${text}`;
  }
  return entries;
}

/** `labels` is the line of its first label. */
type NotesBlock = { readonly author: string; readonly labels: number };

/**
 * How Notes begins a block: `"Ann" <a@b> on 05/12/2001 09:15:22 AM`, or the name and the date on two lines, and below
 * it To, Cc and Subject. Null when none starts here.
 */
function readNotesBlock(lines: readonly string[], at: number): NotesBlock | null {
  // The time in its date has one.
  if (!hasColon(lines[at]) && !hasColon(lines[at + 1])) return null;
  const first = bare(lines[at] ?? '');
  if (first === '' || first.length > MAX_AUTHOR || readLabel(first) !== null) return null;
  const isOneLine = NOTES_DATE.test(first);
  const dated = isOneLine ? first : `${first} ${bare(lines[at + 1] ?? '')}`;
  const author = NOTES_DATE.test(dated) ? dated.replace(NOTES_DATE, '').trim() : '';
  if (author === '' || (!isOneLine && author !== first)) return null;
  const below = at + (isOneLine ? 1 : 2);
  const labels = [below, below + 1, below + 2].find((n) => bare(lines[n] ?? '') !== '');
  if (labels === undefined || readLabel(lines[labels] ?? '')?.label !== 'to') return null;
  // An empty line stands between Cc and Subject.
  const labelled = lines.slice(labels, labels + NOTES_LINES).flatMap((line) => readLabel(line)?.label ?? []);
  return labelled.includes('subject') ? { author, labels } : null;
}

/** Whether a header block with a sender starts on this very line; Thunderbird begins it with the subject. */
export function isHeaderBlockAt(lines: readonly string[], at: number): boolean {
  if (readNotesBlock(lines, at) !== null) return true;
  const first = readLabel(lines[at] ?? '')?.label;
  if (first === undefined) return false;
  const labels = new Set(readEntries(lines, at).map(({ label }) => label));
  if (first === 'subject' || first === 'date') return labels.has('from') && labels.has('to');
  if (first !== 'from') return false;
  return labels.size >= 3 || (labels.size === 2 && labels.has('subject'));
}

/** Whether two labelled lines of a block stand here, whichever they are: enough below a line that announces one. */
export function isPartialBlockAt(lines: readonly string[], at: number): boolean {
  if (readLabel(lines[at] ?? '') === null) return false;
  return new Set(readEntries(lines, at).map(({ label }) => label)).size >= 2;
}

/** Outlook writes `Name [mailto:a@b]`, some clients `Name (a@b)`; people without an address cannot be used. */
function peopleOf(text: string): Mailbox[] {
  const spelled = text
    .replace(/\[mailto:([^\]]*)\]/gi, '<$1>')
    .replace(/<mailto:([^>]*)>/gi, '<$1>')
    .replace(/[＜]([^＜＞]*@[^＜＞]*)[＞]/g, '<$1>')
    .replaceAll('、', ',');
  return parseMailboxes([spelled], NO_REPORT);
}

function toHeader(entries: readonly Entry[], below: string): QuotedHeader {
  const valuesOf = (label: Label): string =>
    entries
      .filter((entry) => entry.label === label)
      .map(({ value }) => value)
      .join(', ');
  const fromText = valuesOf('from');
  const [from = null] = peopleOf(fromText);
  return {
    from,
    fromName:
      from?.name ??
      (fromText === ''
        ? null
        : fromText
            .replace(/[<[(].*$/, '')
            .trim()
            .slice(0, 80) || null),
    to: peopleOf(valuesOf('to')),
    cc: peopleOf(valuesOf('cc')),
    subject: entries.find(({ label }) => label === 'subject')?.value.slice(0, 200) ?? null,
    restricted: findRestriction(below),
  };
}

/** What its author wrote: down to the next block. */
function textBelow(lines: readonly string[], from: number): string {
  let to = from;
  while (to < Math.min(lines.length, from + MAX_LINES * 5) && !isHeaderBlockAt(lines, to)) to += 1;
  return lines.slice(from, to).join('\n');
}

function fromAttribution({ from, fromName }: Attribution, below: string): QuotedHeader {
  return { from, fromName, to: [], cc: [], subject: null, restricted: findRestriction(below) };
}

/** All header blocks and attributions of a quoted text, the newest first, at most `limit`. */
export function readQuotedHeaders(text: string, limit: number): QuotedHeader[] {
  const lines = text.split('\n').map((line) => line.replace(/^[\s>＞]+/, ''));
  const found: QuotedHeader[] = [];
  for (let at = 0; at < lines.length && found.length < limit; at += 1) {
    const notes = readNotesBlock(lines, at);
    if (notes !== null) {
      const from: Entry = { label: 'from', value: notes.author };
      const entries = readEntries(lines, notes.labels);
      found.push(toHeader([from, ...entries], textBelow(lines, notes.labels + entries.length)));
      at = notes.labels + entries.length - 1;
      continue;
    }
    if (isHeaderBlockAt(lines, at)) {
      const entries = readEntries(lines, at);
      found.push(toHeader(entries, textBelow(lines, at + entries.length)));
      at += entries.length - 1;
      continue;
    }
    const attribution = readAttribution(lines, at);
    if (attribution === null) continue;
    found.push(fromAttribution(attribution, textBelow(lines, at + attribution.lines)));
    at += attribution.lines - 1;
  }
  return found;
}
