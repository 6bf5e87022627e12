// Attachments of the time before MIME, inside a plain text: uuencoded files are decoded, an armoured PGP message is
// taken as the encrypted file it is, BinHex and yEnc are reported because nobody reads them here.

import { latin1 } from '../attachment/octets.ts';
import type { Report } from './faults.ts';

export type OldAttachment = { readonly name: string; readonly octets: Uint8Array };

const HEAD_OCTETS = 64 * 1024;
const UU_BEGIN = /^begin(?:-base64)? [0-7]{3,4} (.+)$/;
const PGP_BEGIN = '-----BEGIN PGP MESSAGE-----';
const PGP_END = '-----END PGP MESSAGE-----';

function decodeUuLine(line: string): Uint8Array {
  const value = (at: number): number => ((line.charCodeAt(at) || 32) - 32) & 0x3f;
  const length = value(0);
  const octets: number[] = [];
  for (let at = 1; octets.length < length && at < line.length; at += 4) {
    const bits = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
    octets.push((bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff);
  }
  return Uint8Array.from(octets.slice(0, length));
}

function decodeUu(lines: readonly string[], isBase64: boolean): Uint8Array {
  if (isBase64) return Buffer.from(lines.join(''), 'base64');
  return Buffer.concat(lines.map(decodeUuLine));
}

/** The first character of a line says how many octets it holds; prose that starts with `begin 2024` does not fit. */
function isUuLine(line: string): boolean {
  const length = ((line.charCodeAt(0) || 32) - 32) & 0x3f;
  const expected = 1 + Math.ceil(length / 3) * 4;
  return /^[ -`]+$/.test(line) && line.trimEnd().length <= expected + 1 && line.length >= expected - 3;
}

function* uuencoded(text: string, report: Report): Generator<OldAttachment> {
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const begin = lines[at] ?? '';
    const name = UU_BEGIN.exec(begin)?.[1];
    if (name === undefined) continue;
    const isBase64 = begin.startsWith('begin-base64');
    if (!isBase64 && !isUuLine(lines[at + 1] ?? '')) continue;
    const end = lines.findIndex((line, n) => n > at && line.trim() === (isBase64 ? '====' : 'end'));
    if (end < 0) {
      report('old-attachment', 'uuencoded content without an end');
      return;
    }
    yield { name, octets: decodeUu(lines.slice(at + 1, end), isBase64) };
    at = end;
  }
}

function* armoured(text: string): Generator<OldAttachment> {
  for (let at = text.indexOf(PGP_BEGIN); at >= 0; ) {
    const end = text.indexOf(PGP_END, at);
    if (end < 0) return;
    yield { name: 'message.asc', octets: Buffer.from(text.slice(at, end + PGP_END.length)) };
    at = text.indexOf(PGP_BEGIN, end);
  }
}

/** Whether such content may be in a file that claims to be something else. */
export const mayHoldOldAttachments = (octets: Uint8Array): boolean =>
  octets.length > 0 &&
  /^(?:begin|=ybegin|\(This file must be converted with BinHex)/m.test(latin1(octets, 0, HEAD_OCTETS));

/** What hides in a plain text. */
export function findOldAttachments(text: string, report: Report): OldAttachment[] {
  const found: OldAttachment[] = [];
  if (text.includes('begin')) found.push(...uuencoded(text, report));
  found.push(...armoured(text));
  if (/^=ybegin .*\bline=/m.test(text)) report('old-attachment', 'yEnc content is not read');
  if (/^\(This file must be converted with BinHex/m.test(text))
    report('old-attachment', 'BinHex content is not read');
  return found;
}
