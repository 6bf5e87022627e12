// Calendars and cards as their reader shows them: folded lines are one again (RFC 5545 §3.1, RFC 6350 §3.2), and the
// quoted-printable values of vCard 2.1 are decoded, in which telephones write Japanese names.

import { escapedOctets } from './octets.ts';
import { decodeStrictly } from './text-decoding.ts';

/** A name and its parameters; longer ones are nobody's. */
const HEAD = /^[^:]{1,400}:/;
const QUOTED_PRINTABLE = /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;
const CHARSET = /;CHARSET=([\w-]{1,40})/i;

function decodeValue(head: string, value: string): string {
  const octets = escapedOctets(value, '=');
  const charset = CHARSET.exec(head)?.[1] ?? 'utf-8';
  const decoded = decodeStrictly(octets, charset) ?? new TextDecoder().decode(octets);
  return decoded.replace(/[\r\n]+/g, ' ');
}

/** The text of an .ics or .vcf file with its lines whole; null when none of them is folded or encoded. */
export function wholeLines(text: string): string | null {
  if (!/\n[ \t]/.test(text) && !/QUOTED-PRINTABLE/i.test(text)) return null;
  const lines = text.split(/\r?\n/);
  const pieces: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const head = HEAD.exec(line)?.[0] ?? '';
    if (/^[ \t]/.test(line)) pieces.push(line.slice(1));
    else if (!QUOTED_PRINTABLE.test(head)) pieces.push('\n', line);
    else {
      const value = [line.slice(head.length)];
      // An equals sign at the end of a line says that the next one belongs to it (RFC 2045 §6.7).
      for (; value.at(-1)?.endsWith('=') && at + 1 < lines.length; at += 1) value.push(lines[at + 1] ?? '');
      pieces.push('\n', head, decodeValue(head, value.map((part) => part.replace(/=$/, '')).join('')));
    }
  }
  return pieces.slice(1).join('');
}
