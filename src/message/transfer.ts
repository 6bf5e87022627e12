// Takes off the transfer encoding (RFC 2045 §6) as readers do, and reports where they would not all read the same.

import { latin1 } from '../attachment/octets.ts';
import type { Report } from './faults.ts';
import type { Encoding } from './parts.ts';

/** Padding only at the end, nothing foreign between; lines may have any length. */
function decodeBase64(octets: Uint8Array, isText: boolean, report: Report): Uint8Array {
  const text = latin1(octets).replace(/[\r\n\t ]+/g, '');
  const data = text.replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(data)) report('bad-base64', 'octets that are not base64, or padding inside');
  else if (!isText && text.length % 4 !== 0) report('bad-base64', 'the base64 is cut off');
  return Buffer.from(text, 'base64');
}

const hexValue = (octet: number | undefined): number => {
  if (octet === undefined) return -1;
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
const isBlank = (octet: number | undefined): boolean => octet === 0x20 || octet === 0x09;

/** Where the line ends if only blanks are left on it, else -1. */
function blankLineEnd(octets: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(octets[at])) at += 1;
  if (at >= octets.length) return at;
  if (octets[at] === LF) return at + 1;
  return octets[at] === CR && octets[at + 1] === LF ? at + 2 : -1;
}

function decodeQuotedPrintable(octets: Uint8Array, isText: boolean, report: Report): Uint8Array {
  const out = Buffer.allocUnsafe(octets.length);
  let length = 0;
  for (let at = 0; at < octets.length; ) {
    const octet = octets[at] ?? 0;
    if (octet === EQUALS) {
      const high = hexValue(octets[at + 1]);
      const low = hexValue(octets[at + 2]);
      const softEnd = high < 0 ? blankLineEnd(octets, at + 1) : -1;
      if (high >= 0 && low >= 0) out[length++] = high * 16 + low;
      else if (softEnd < 0) {
        if (!isText) report('bad-quoted-printable', 'an equals sign that encodes nothing');
        out[length++] = octet;
      }
      at = high >= 0 && low >= 0 ? at + 3 : softEnd >= 0 ? softEnd : at + 1;
    } else {
      // Blanks at the end of a line were added on the way (RFC 2045 §6.7 rule 3).
      const lineEnd = isBlank(octet) && !isBlank(octets[at - 1]) ? blankLineEnd(octets, at) : -1;
      if (lineEnd < 0) out[length++] = octet;
      at =
        lineEnd < 0
          ? at + 1
          : lineEnd - (octets[lineEnd - 2] === CR ? 2 : octets[lineEnd - 1] === LF ? 1 : 0);
    }
  }
  return out.subarray(0, length);
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
