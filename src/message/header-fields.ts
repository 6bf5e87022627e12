// Splits a header block into its fields (RFC 5322 §2.2) and reports every line that readers may take in two ways.
// Used for the mail itself and for every part.

import { latin1 } from '../attachment/octets.ts';
import { decodeRawHeader } from './charset.ts';
import type { Report } from './faults.ts';

/** Name in lower case; the value is unfolded text in which encoded words are still encoded. */
export type Field = { readonly name: string; readonly value: string };

export type Header = {
  readonly fields: readonly Field[];
  /** Where the body starts. */
  readonly bodyStart: number;
};

const MAX_OCTETS = 512 * 1024;
const MAX_LINES = 10_000;
const LF = 0x0a;

/** At most one of each (RFC 5322 §3.6, RFC 2045 §3): readers differ in which of two they take. */
const SINGULAR = new Set(
  (
    'from sender reply-to to cc bcc subject date message-id in-reply-to references mime-version content-type ' +
    'content-transfer-encoding content-disposition content-id content-description list-id auto-submitted'
  ).split(' '),
);

/** Controls that no field needs; tab and the escapes of ISO-2022-JP are in use. */
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/;

/** The lines of the block without their ends, and where the body starts. */
function splitLines(octets: Uint8Array, start: number, end: number, report: Report) {
  const lines: string[] = [];
  for (let at = start; at < end; ) {
    const feed = octets.indexOf(LF, at);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    const line = latin1(octets, at, next).replace(/\r?\n$/, '');
    if (line === '') return { lines, bodyStart: next };
    if (next - start > MAX_OCTETS || lines.length >= MAX_LINES) {
      report('header-too-large', 'the header is larger than the limit');
      return { lines, bodyStart: at };
    }
    lines.push(line);
    at = next;
  }
  return { lines, bodyStart: end };
}

type OpenField = { readonly name: string; value: string };

/** A line that starts a field, or null. */
function startField(line: string, report: Report): OpenField | null {
  const [, name, blank = '', value = ''] = /^([\x21-\x39\x3b-\x7e]+)([ \t]*):(.*)$/s.exec(line) ?? [];
  if (name === undefined) {
    report('bad-header-line', `not a header field: ${line.slice(0, 40)}`);
    return null;
  }
  if (blank !== '') report('space-before-colon', `blank before the colon of ${name.slice(0, 40)}`);
  return { name: name.toLowerCase(), value };
}

/** Octets that are no ASCII, as mailers write them without encoding. */
function toText(value: string, report: Report): string {
  const text = decodeRawHeader(value);
  if (text === null) report('bad-charset', 'octets in the header that are text in no charset');
  return text ?? value;
}

function reportRepeated(fields: readonly Field[], report: Report): void {
  const first = new Map<string, string>();
  for (const { name, value } of fields) {
    if (!SINGULAR.has(name)) continue;
    const known = first.get(name);
    if (known !== undefined && known !== value) report('duplicate-header', `${name} is there more than once`);
    if (known === undefined) first.set(name, value);
  }
}

/** Reads the header block that starts at `start`. A line that belongs to no field is reported and left out. */
export function readHeader(octets: Uint8Array, start: number, end: number, report: Report): Header {
  const { lines, bodyStart } = splitLines(octets, start, end, report);
  const open: OpenField[] = [];
  for (const [number, line] of lines.entries()) {
    // The separator of a mailbox file, which all readers skip.
    if (number === 0 && /^>?From /.test(line)) continue;
    const current = open.at(-1);
    if (CONTROL.test(line)) report('control-character', 'a control character in the header');
    if (!/^[ \t]/.test(line)) {
      const field = startField(line, report);
      if (field !== null) open.push(field);
    } else if (current === undefined) report('bad-header-line', 'the header starts with a folded line');
    else {
      if (line.trim() === '') report('blank-fold', `a folded line of blanks in ${current.name.slice(0, 40)}`);
      current.value += line;
    }
  }
  const fields = open.map(({ name, value }) => ({ name, value: toText(value, report).trim() }));
  reportRepeated(fields, report);
  return { fields, bodyStart };
}

/** The first field of that name (lower case), or null. */
export function fieldValue(fields: readonly Field[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}
