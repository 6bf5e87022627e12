// mailparser reads the mail again, and both readings are compared: number and octets of attachments, words of the text.
// Where they disagree, recipients' readers will too.

import { canonicalCharset } from './charset.ts';
import type { Content } from './contents.ts';
import type { Report } from './faults.ts';
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

/** White space behind a boundary is allowed, and mailparser does not know it. */
function withoutPaddings(octets: Uint8Array, { paddings }: Structure): Buffer {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (const padding of [...paddings].sort((a, b) => a.start - b.start)) {
    pieces.push(octets.subarray(start, padding.start));
    start = padding.end;
  }
  return Buffer.concat([...pieces, octets.subarray(start)]);
}

/** Line ends and blanks at the end are treated differently by every decoder. */
function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  if (Math.abs(a.length - b.length) > 2) return Buffer.from(trimmed(a)).equals(trimmed(b));
  return Buffer.from(a).equals(b) || Buffer.from(trimmed(a)).equals(trimmed(b));
}

function trimmed(octets: Uint8Array): Uint8Array {
  let end = octets.length;
  while (end > 0 && (octets[end - 1] === 0x0a || octets[end - 1] === 0x0d)) end -= 1;
  return octets.subarray(0, end);
}

const lettersOf = (text: string, comparable: boolean): string =>
  comparable ? text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '') : text.replace(/[^A-Za-z0-9]+/g, '');

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

/** Reads `octets` with mailparser and reports `readers-disagree` when it found other content than we did. */
export async function compareReaders(
  octets: Uint8Array,
  structure: Structure,
  contents: readonly Content[],
  report: Report,
): Promise<void> {
  const { simpleParser } = await import('mailparser');
  const disagree = (detail: string) => report('readers-disagree', detail);
  try {
    const theirs = await simpleParser(withoutPaddings(octets, structure), OPTIONS);
    const files = contents.filter((content) => !isShown(content));
    if (files.length !== theirs.attachments.length)
      return disagree(`${files.length} attachments here, ${theirs.attachments.length} there`);
    const other = files.findIndex(
      ({ octets: own }, i) => !sameOctets(own, theirs.attachments[i]?.content ?? own),
    );
    if (other >= 0) return disagree(`attachment ${other + 1} has other octets`);
    const shown = contents.filter(isShown);
    const comparable = shown.every(isComparable);
    const plain = shown.filter(({ part }) => part.type !== 'text/html');
    const html = shown.filter(({ part }) => part.type === 'text/html');
    if (!sameText(plain.map(textOf), theirs.text ?? '', comparable)) return disagree('the text is another');
    if (!sameText(html.map(textOf), theirs.html || '', comparable)) return disagree('the HTML is another');
  } catch (error) {
    disagree(`mailparser gave up: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The text of a part that we took for a file but mailparser shows, too. */
function textOf({ text, octets }: Content): string {
  return text === '' ? new TextDecoder('utf-8').decode(octets) : text;
}
