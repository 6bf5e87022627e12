// Takes off the transfer encoding (RFC 2045 §6) as readers do, and reports where they would not all read the same.

import { latin1 } from '../attachment/octets.ts';
import type { Report } from './faults.ts';
import type { Encoding } from './parts.ts';

const STEP_OCTETS = 48 * 1024;

/** Where trailing padding and white space begin. */
function endOfData(octets: Uint8Array): number {
  let end = octets.length;
  while (end > 0 && /[=\r\n\t ]/.test(String.fromCharCode(octets[end - 1] ?? 0))) end -= 1;
  return end;
}

/**
 * What clean base64 stands for, and of how many characters it consists; null when anything foreign is in it. Step by
 * step: a large file never stands in memory as text.
 */
function decodeCleanBase64(octets: Uint8Array): { decoded: Uint8Array; characters: number } | null {
  const end = endOfData(octets);
  const padding = latin1(octets, end).replace(/[^=]+/g, '').length;
  const decoded = Buffer.allocUnsafeSlow(Math.ceil(end / 4) * 3);
  let filled = 0;
  let characters = padding;
  let rest = '';
  for (let at = 0; at < end; at += STEP_OCTETS) {
    const fresh = latin1(octets, at, Math.min(end, at + STEP_OCTETS)).replace(/[\r\n\t ]+/g, '');
    if (/[^A-Za-z0-9+/]/.test(fresh)) return null;
    characters += fresh.length;
    const text = rest + fresh;
    const whole = at + STEP_OCTETS < end ? text.length - (text.length % 4) : text.length;
    filled += decoded.write(text.slice(0, whole), filled, 'base64');
    rest = text.slice(whole);
  }
  return { decoded: decoded.subarray(0, filled), characters };
}

/** Padding only at the end, nothing foreign between; lines may have any length. */
function decodeBase64(octets: Uint8Array, isText: boolean, report: Report): Uint8Array {
  const clean = decodeCleanBase64(octets);
  if (clean === null) {
    report('bad-base64', 'octets that are not base64, or padding inside');
    return Buffer.from(latin1(octets).replace(/[\r\n\t ]+/g, ''), 'base64');
  }
  if (!isText && clean.characters % 4 !== 0) report('bad-base64', 'the base64 is cut off');
  return clean.decoded;
}

/** Lines have 76 characters; so long a line of blanks is made to keep decoders busy. */
const LONG_LINE = 2000;
const MANY_BLANKS = /[ \t]{200}/;

/** Blanks at the end of a line were added on the way (RFC 2045 §6.7 rule 3). */
function withoutEndBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1;
  return line.slice(0, end);
}

/** The lines with their ends, soft breaks taken out. */
function joinSoftBreaks(text: string, report: Report): string {
  const lines = text.split('\n');
  const joined = lines.map((line, n) => {
    if (line.length > LONG_LINE && MANY_BLANKS.test(line))
      report('bad-quoted-printable', 'a line that is mostly blanks');
    const isEnded = n < lines.length - 1;
    const isCrLf = isEnded && line.endsWith('\r');
    const content = withoutEndBlanks(isCrLf ? line.slice(0, -1) : line);
    if (!content.endsWith('=')) return `${content}${isCrLf ? '\r\n' : isEnded ? '\n' : ''}`;
    if (/=[0-9A-Fa-f]?=$/.test(content))
      report('bad-quoted-printable', 'a line break inside an encoded octet');
    return content.slice(0, -1);
  });
  return joined.join('');
}

function decodeQuotedPrintable(octets: Uint8Array, isText: boolean, report: Report): Uint8Array {
  const text = joinSoftBreaks(latin1(octets), report);
  if (!isText && /=(?![0-9A-Fa-f]{2})/.test(text))
    report('bad-quoted-printable', 'an equals sign that encodes nothing');
  const decoded = text.replace(/=([0-9A-Fa-f]{2})/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/**
 * The octets without their transfer encoding. For plain text sloppy encoding is taken as readers show it; for
 * everything else it is a fault.
 */
export function decodeTransfer(
  octets: Uint8Array,
  encoding: Encoding,
  isText: boolean,
  report: Report,
): Uint8Array {
  if (encoding === 'base64') return decodeBase64(octets, isText, report);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(octets, isText, report);
  return octets;
}
