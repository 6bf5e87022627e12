// RFC 2047 encoded words in header text, as readers decode them: also inside quoted strings, also with characters cut
// between two words. What cannot be decoded by all of them is reported.

import { decodeCharset } from './charset.ts';
import type { Report } from './faults.ts';

/** Blanks inside the text and no space between two words are against the rule, and readers decode them. */
const WORD = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([BbQq])\?([^?]*)\?=/g;
/** Some readers take blanks in the name of the character set, and a name that nobody knows. */
const UNFINISHED = /=\?[^?]{1,80}\?[bq]\?/i;

type Word = { readonly charset: string; readonly octets: Uint8Array };
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'words'; readonly words: Word[] };

function decodeQ(text: string): Uint8Array {
  const latin1 = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, 'latin1');
}

function decodeB(text: string, report: Report): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text.replace(/\s/g, '')))
    report('bad-encoded-word', `not base64: ${text.slice(0, 40)}`);
  return Buffer.from(text, 'base64');
}

/** Words that follow each other with nothing but white space between make one piece (RFC 2047 §6.2). */
function toPieces(text: string, report: Report): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(end, match.index);
    const [, charset = '', encoding = '', content = ''] = match;
    const octets = /b/i.test(encoding) ? decodeB(content, report) : decodeQ(content);
    const last = pieces.at(-1);
    if (last?.kind === 'words' && between.trim() === '') last.words.push({ charset, octets });
    else pieces.push({ kind: 'text', text: between }, { kind: 'words', words: [{ charset, octets }] });
    end = match.index + match[0].length;
  }
  pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

const sameCharset = (a: Word, b: Word): boolean => a.charset.toLowerCase() === b.charset.toLowerCase();

/** Each word alone is right; words of one charset together are what readers accept. */
function decodeWords(words: readonly Word[], report: Report): string {
  let text = '';
  for (let i = 0; i < words.length; ) {
    const first = words[i];
    if (first === undefined) break;
    let next = i + 1;
    let decoded = decodeCharset(first.octets, first.charset);
    if (decoded.kind === 'bad-charset') {
      while (next < words.length && sameCharset(first, words[next] ?? first)) next += 1;
      const run = words.slice(i, next);
      decoded = decodeCharset(Buffer.concat(run.map(({ octets }) => octets)), first.charset);
    }
    if (decoded.kind !== 'text') report(decoded.kind, `encoded word in ${first.charset}`);
    text += decoded.kind === 'text' ? decoded.text : Buffer.from(first.octets).toString('latin1');
    i = next;
  }
  return text;
}

/** Decodes the value of a header field. */
export function decodeHeaderText(text: string, report: Report): string {
  if (!text.includes('=?')) return text;
  const decoded = toPieces(text, report)
    .map((piece) => (piece.kind === 'text' ? piece.text : decodeWords(piece.words, report)))
    .join('');
  if (UNFINISHED.test(text.replace(WORD, ''))) report('bad-encoded-word', 'an encoded word without an end');
  return decoded;
}
