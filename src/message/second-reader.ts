// mailparser reads the mail again, and both readings are compared: number and octets of attachments, words of the text.
// Where they disagree, recipients' readers will too.

import { Readable, type Stream } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream, MessageText } from 'mailparser';
import { canonicalCharset } from './charset.ts';
import type { Content } from './contents.ts';
import type { Report } from './faults.ts';
import { inNfkc } from './nfkc.ts';
import type { Structure } from './parts.ts';

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
  maxHtmlLengthToParse: 5_000_000,
  ignoreEmbedded: true,
  checksumAlgo: 'sha1',
} as const;

/** Charsets in which its tables and ours name the same letters. */
const COMPARABLE: ReadonlySet<string> = new Set(['', 'utf-8', 'iso-2022-jp', 'shift_jis', 'euc-jp']);

/** mailparser shows these as text, unless they are attached. */
const SHOWN = new Set(['text/plain', 'text/html', 'message/delivery-status']);

function isShown({ part }: Content): boolean {
  const disposition = part.disposition?.value ?? '';
  return SHOWN.has(part.type) && (disposition === '' || disposition === 'inline');
}

const STEP_OCTETS = 64 * 1024;

/**
 * The mail a little at a time, so that a large one is never copied whole. White space behind a boundary is allowed,
 * and mailparser does not know it: it is left out.
 */
function* stepsOf(octets: Uint8Array, { paddings }: Structure): Generator<Buffer> {
  const whole = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  let start = 0;
  const holes = [...paddings].sort((a, b) => a.start - b.start);
  for (const hole of [...holes, { start: whole.length, end: whole.length }]) {
    for (; start < hole.start; start += STEP_OCTETS)
      yield whole.subarray(start, Math.min(hole.start, start + STEP_OCTETS));
    start = hole.end;
  }
}

const isLineEnd = (octet: number | undefined): boolean => octet === 0x0a || octet === 0x0d;

/** Whether `theirs` holds the octets of `own`. Line ends at the end are treated differently by every decoder. */
async function holdsSame(own: Uint8Array, theirs: AsyncIterable<Buffer>): Promise<boolean> {
  let end = own.length;
  while (isLineEnd(own[end - 1])) end -= 1;
  let at = 0;
  let isSame = true;
  for await (const chunk of theirs) {
    const inside = Math.max(0, Math.min(chunk.length, end - at));
    const expected = Buffer.from(own.buffer, own.byteOffset + Math.min(at, end), inside);
    isSame &&= expected.equals(chunk.subarray(0, inside)) && chunk.subarray(inside).every(isLineEnd);
    at += chunk.length;
  }
  return isSame && at >= end;
}

const lettersOf = (text: string, comparable: boolean): string =>
  comparable ? inNfkc(text).replace(/[^\p{L}\p{N}]+/gu, '') : text.replace(/[^A-Za-z0-9]+/g, '');

function sameText(ours: readonly string[], theirs: string, comparable: boolean): boolean {
  return lettersOf(ours.join('\n'), comparable) === lettersOf(theirs.replaceAll('<br/>\n', '\n'), comparable);
}

const isComparable = ({ part, text }: Content): boolean => {
  const charset = canonicalCharset(part.contentType.parameters.get('charset')?.value ?? '');
  return (
    charset !== null &&
    COMPARABLE.has(charset) &&
    !(charset === '' && part.body.includes(0x1b)) &&
    text !== ''
  );
};

type Theirs = {
  readonly attachments: number;
  /** The first attachment with other octets than ours, or null. */
  readonly other: number | null;
  readonly text: string;
  readonly html: string;
};

function octetsFrom(content: Stream): AsyncIterable<Buffer> {
  if (content instanceof Readable) return content;
  throw new Error('an attachment that is no stream');
}

/** What mailparser finds; its attachments are compared with `files` as they come, and not kept. */
async function readThere(
  octets: Uint8Array,
  structure: Structure,
  files: readonly Content[],
): Promise<Theirs> {
  const { MailParser } = await import('mailparser');
  const parser = new MailParser(OPTIONS);
  let attachments = 0;
  let other: number | null = null;
  let [text, html] = ['', ''];
  await pipeline(
    Readable.from(stepsOf(octets, structure)),
    parser,
    async (found: AsyncIterable<AttachmentStream | MessageText>) => {
      for await (const one of found) {
        if (one.type === 'text') {
          text = one.text ?? '';
          html = typeof one.html === 'string' ? one.html : '';
          continue;
        }
        const own = files[attachments]?.octets ?? new Uint8Array();
        if (!(await holdsSame(own, octetsFrom(one.content)))) other ??= attachments;
        attachments += 1;
        one.release();
      }
    },
  );
  return { attachments, other, text, html };
}

/** Reads `octets` with mailparser and reports `readers-disagree` when it found other content than we did. */
export async function compareReaders(
  octets: Uint8Array,
  structure: Structure,
  contents: readonly Content[],
  report: Report,
): Promise<void> {
  const disagree = (detail: string) => report('readers-disagree', detail);
  try {
    const files = contents.filter((content) => !isShown(content));
    const theirs = await readThere(octets, structure, files);
    if (files.length !== theirs.attachments)
      return disagree(`${files.length} attachments here, ${theirs.attachments} there`);
    if (theirs.other !== null) return disagree(`attachment ${theirs.other + 1} has other octets`);
    const shown = contents.filter(isShown);
    const comparable = shown.every(isComparable);
    const plain = shown.filter(({ part }) => part.type !== 'text/html');
    const html = shown.filter(({ part }) => part.type === 'text/html');
    if (!sameText(plain.map(textOf), theirs.text, comparable)) return disagree('the text is another');
    if (!sameText(html.map(textOf), theirs.html, comparable)) return disagree('the HTML is another');
  } catch (error) {
    disagree(`mailparser gave up: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The text of a part that we took for a file but mailparser shows, too. */
function textOf({ text, octets }: Content): string {
  return text === '' ? new TextDecoder('utf-8').decode(octets) : text;
}
