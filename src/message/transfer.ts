// Takes off the transfer encoding (RFC 2045 §6) as readers do, and reports where they would not all read the same.

import { latin1 } from '../attachment/octets.ts';
import type { Report } from './faults.ts';
import type { Encoding } from './parts.ts';

/** Padding only at the end, nothing foreign between; lines may have any length. */
function decodeBase64(octets: Uint8Array, isText: boolean, report: Report): Uint8Array {
  const text = latin1(octets).replace(/[\r\n\t ]+/g, '');
  let end = text.length;
  while (text[end - 1] === '=') end -= 1;
  if (/[^A-Za-z0-9+/]/.test(text.slice(0, end)))
    report('bad-base64', 'octets that are not base64, or padding inside');
  else if (!isText && text.length % 4 !== 0) report('bad-base64', 'the base64 is cut off');
  return Buffer.from(text, 'base64');
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
