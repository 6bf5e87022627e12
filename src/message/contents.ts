// What each leaf of the structure holds: octets without their transfer encoding, the text of the parts that a reader
// shows, every name that a file goes by.

import { canonicalCharset, decodeCharset, decodeDeclaredHtml, guessedText } from './charset.ts';
import type { FaultList, Report } from './faults.ts';
import { reportNames } from './file-names.ts';
import { unflow } from './flowed.ts';
import { fieldValue } from './header-fields.ts';
import type { Parameter } from './parameters.ts';
import { type Part, placeOf } from './parts.ts';
import { decodeTransfer } from './transfer.ts';

export type Role = 'plain' | 'html' | 'message' | 'file';

export type Content = {
  readonly part: Part;
  readonly octets: Uint8Array;
  readonly role: Role;
  /** Of a plain or html part. */
  readonly text: string;
  /** What a guessing reader would show instead. */
  readonly guess: string | null;
  /** Every name found for a file, the one shown first; none for text. */
  readonly names: readonly string[];
};

const MAX_HTML_LENGTH = 5_000_000;
/** What only another mail can complete (RFC 2046 §5.2.2, §5.2.3). */
const INCOMPLETE: Readonly<Record<string, string>> = {
  'message/partial': 'a fragment of a mail',
  'message/external-body': 'content that lies elsewhere',
};

const valuesOf = (parameter: Parameter | undefined): string[] =>
  parameter === undefined ? [] : [parameter.value, ...parameter.others];

function namesOf({ contentType, disposition }: Part): string[] {
  const names = [
    ...valuesOf(disposition?.parameters.get('filename')),
    ...valuesOf(contentType.parameters.get('name')),
    ...valuesOf(contentType.parameters.get('filename')),
    ...valuesOf(disposition?.parameters.get('name')),
  ];
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
}

function roleOf(part: Part, names: readonly string[]): Role {
  if (part.type === 'message/rfc822' || part.type === 'message/global') return 'message';
  const isShown = names.length === 0 && (part.disposition === null || part.disposition.value === 'inline');
  if (!isShown || part.type.startsWith('multipart/')) return 'file';
  return part.type === 'text/plain' ? 'plain' : part.type === 'text/html' ? 'html' : 'file';
}

function readText(
  part: Part,
  octets: Uint8Array,
  role: Role,
  report: Report,
): { text: string; guess: string | null } {
  const { parameters } = part.contentType;
  const charset = parameters.get('charset');
  if (charset !== undefined && charset.others.length > 0)
    report('duplicate-parameter', 'more than one charset');
  const label = charset?.value ?? '';
  const strict = decodeCharset(octets, label);
  const decoded =
    strict.kind === 'bad-charset' && role === 'html' && label === '' ? decodeDeclaredHtml(octets) : strict;
  if (decoded.kind !== 'text') {
    report(decoded.kind, `text in ${label.slice(0, 40) || 'no charset'}`);
    const raw = new TextDecoder('utf-8').decode(octets);
    return { text: raw, guess: guessedText(octets, label) };
  }
  if (role === 'html' && decoded.text.length > MAX_HTML_LENGTH) {
    report('too-large', 'more HTML than the limit');
    return { text: decoded.text.slice(0, MAX_HTML_LENGTH), guess: null };
  }
  const isFlowed = /^flowed$/i.test(parameters.get('format')?.value ?? '') && role === 'plain';
  const text = isFlowed
    ? unflow(decoded.text, /^yes$/i.test(parameters.get('delsp')?.value ?? ''))
    : decoded.text;
  return { text, guess: guessedText(octets, label) };
}

/** The charset of a text file is told by its octets; what is said must at least be one that is known. */
function reportAttachedCharset({ type, contentType }: Part, report: Report): void {
  const label = contentType.parameters.get('charset')?.value ?? '';
  if (type.startsWith('text/') && canonicalCharset(label) === null)
    report('unknown-charset', `file in ${label.slice(0, 40)}`);
}

function readLeaf(part: Part, faults: FaultList): Content {
  const report = faults.at(placeOf(part.id));
  const names = namesOf(part);
  reportNames(names, report);
  const incomplete = INCOMPLETE[part.type];
  if (incomplete !== undefined) report('incomplete-message', incomplete);
  const role = roleOf(part, names);
  const octets = decodeTransfer(part.body, part.encoding, role === 'plain', report);
  const isText = role === 'plain' || role === 'html';
  if (!isText) reportAttachedCharset(part, report);
  const { text, guess } = isText ? readText(part, octets, role, report) : { text: '', guess: null };
  return { part, octets, role, text, guess, names };
}

/** In the order of the mail. */
export function readContents(leaves: readonly Part[], faults: FaultList): Content[] {
  return leaves.map((part) => readLeaf(part, faults));
}

/** `<a@b>` without its angles, or null. */
export function contentIdOf({ fields }: Part): string | null {
  return fieldValue(fields, 'content-id')?.replace(/^<|>$/g, '') ?? null;
}
