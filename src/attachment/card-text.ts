// Calendars and cards as their reader shows them: folded lines are one again (RFC 5545 §3.1, RFC 6350 §3.2), and the
// quoted-printable values of vCard 2.1 are decoded, in which telephones write Japanese names.

import { escapedOctets } from './octets.ts';
import { decodeStrictly } from './text-decoding.ts';

const QUOTED_PRINTABLE =
  /^([^:\r\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[^:\r\n]*:)([^\r\n]*(?:(?<==)\r?\n[^\r\n]*)*)/gim;
const CHARSET = /;CHARSET=([\w-]{1,40})/i;

function decodeValue(parameters: string, value: string): string {
  const octets = escapedOctets(value.replace(/=\r?\n/g, ''), '=');
  const charset = CHARSET.exec(parameters)?.[1] ?? 'utf-8';
  return decodeStrictly(octets, charset) ?? new TextDecoder().decode(octets);
}

/** The text of an .ics or .vcf file with its lines whole. */
export const readableCards = (text: string): string =>
  text
    .replace(QUOTED_PRINTABLE, (_, parameters: string, value: string) => {
      return `${parameters}${decodeValue(parameters, value).replace(/[\r\n]+/g, ' ')}`;
    })
    .replace(/\r?\n[ \t]/g, '');
