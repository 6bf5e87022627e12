// Is a file a mail, or a mailbox of mails? Told by the octets, since a mail may mix charsets and so be no text. The
// mails themselves are read by message/, which hands its reader in.

import { spend } from './budget.ts';
import { addInner, type Findings, type Source } from './findings.ts';
import { indexOf, latin1 } from './octets.ts';

const HEAD_OCTETS = 4096;
const FIELD = /^[A-Za-z][\w-]*:[ \t]?|^[ \t]+\S/;
const TELLING_FIELDS =
  /^(?:from|to|date|subject|message-id|mime-version|received|return-path|content-type)$/i;

/** A mail starts with header fields only, of which at least two are such as every mail has (RFC 5322 §3.6), or with parts. */
function startsWithHeader(octets: Uint8Array): boolean {
  const lines = latin1(octets, 0, HEAD_OCTETS).split(/\r?\n/);
  const end = lines.indexOf('');
  const isCut = end < 0 && octets.length > HEAD_OCTETS;
  const fields = lines.slice(0, end >= 0 ? end : isCut ? -1 : lines.length);
  if (fields.some((line) => !FIELD.test(line))) return false;
  const names = fields.flatMap((line) => /^([A-Za-z][\w-]*):/.exec(line)?.[1]?.toLowerCase() ?? []);
  // A part alone, as S/MIME signs it: Content-Type and its like, nothing else.
  if (names.includes('content-type') && names.every((name) => name.startsWith('content-'))) return true;
  return (
    new Set(names.filter((name) => TELLING_FIELDS.test(name)).map((name) => name.toLowerCase())).size >= 2
  );
}

/** Where the line ends that a mailbox puts before each mail (RFC 4155), or -1. */
function separatorEnd(octets: Uint8Array, at: number): number {
  return latin1(octets, at, at + 5) === 'From ' ? indexOf(octets, '\n', at) : -1;
}

export function mailKind(octets: Uint8Array): 'eml' | 'mbox' | null {
  const first = separatorEnd(octets, 0);
  if (first >= 0) return startsWithHeader(octets.subarray(first + 1)) ? 'mbox' : null;
  return startsWithHeader(octets) ? 'eml' : null;
}

/** Each mail of a mailbox becomes a file; the line before it is dropped. */
export function readMailbox({ octets, budget }: Source, found: Findings): void {
  let start = separatorEnd(octets, 0) + 1;
  for (let at = indexOf(octets, '\nFrom ', start); start < octets.length; ) {
    const next = at < 0 ? -1 : separatorEnd(octets, at + 1);
    const isMail = next >= 0 && startsWithHeader(octets.subarray(next + 1));
    if (at >= 0 && !isMail) {
      at = indexOf(octets, '\nFrom ', at + 1);
      continue;
    }
    spend(budget, 'entries', 1);
    addInner(found, `${found.inner.length + 1}.eml`, octets.subarray(start, at < 0 ? octets.length : at + 1));
    start = at < 0 ? octets.length : next + 1;
    at = at < 0 ? -1 : indexOf(octets, '\nFrom ', start);
  }
}
