// A mail as header fields and a body, octet for octet: put together again it is the same mail. Fields are cut, not
// read; whatever a repair does not name keeps its octets. Used by the files of this folder only.

import { indexOf, latin1 } from '../../attachment/octets.ts';
import { decodeRawHeader } from '../charset.ts';
import { decodeHeaderText } from '../encoded-words.ts';

export type RawField = {
  /** Lower case; empty for lines that belong to no field. */
  readonly name: string;
  /** One character per octet, all lines with their CRLF. */
  readonly text: string;
};

export type RawMail = {
  readonly fields: readonly RawField[];
  /** From the empty line on. */
  readonly body: Uint8Array;
};

/** A field as a person reads it. */
export type ShownField = { readonly name: string; readonly value: string };

const FIELD = /[^\r\n][^\n]*\n(?:[ \t][^\n]*\n)*/g;

/** Cuts a mail whose lines end with CRLF. A mail without an empty line has no body. */
export function cutMail(octets: Uint8Array): RawMail {
  const empty = indexOf(octets, '\r\n\r\n');
  const startsEmpty = latin1(octets, 0, 2) === '\r\n';
  const end = startsEmpty ? 0 : empty < 0 ? octets.length : empty + 2;
  const block = latin1(octets, 0, end);
  const fields = (block.endsWith('\n') ? block : `${block}\r\n`).match(FIELD) ?? [];
  return {
    fields: fields.map((text) => ({
      name: /^([!-9;-~]+)[ \t]*:/.exec(text)?.[1]?.toLowerCase() ?? '',
      text,
    })),
    body: octets.subarray(end),
  };
}

/** The octets of the mail. */
export function joinMail({ fields, body }: RawMail): Uint8Array {
  return Buffer.concat([Buffer.from(fields.map(({ text }) => text).join(''), 'latin1'), body]);
}

export function sizeOf({ fields, body }: RawMail): number {
  return fields.reduce((sum, { text }) => sum + text.length, body.length);
}

/** What stands behind the colon, folds and all. */
export function fieldBody({ text }: RawField): string {
  return text.slice(text.indexOf(':') + 1);
}

/** The field with another value; the name keeps its spelling. */
export function withValue({ name, text }: RawField, value: string): RawField {
  return { name, text: `${text.slice(0, text.indexOf(':'))}: ${value}\r\n` };
}

/** Every field with its name as written and its value decoded, in one line. */
export function showFields({ fields }: RawMail): readonly ShownField[] {
  return fields
    .filter(({ name }) => name !== '')
    .map((field) => {
      const value = fieldBody(field)
        .replace(/\r\n(?=[ \t])/g, '')
        .trim();
      const text = decodeRawHeader(value) ?? value;
      return { name: field.text.slice(0, field.name.length), value: decodeHeaderText(text, () => undefined) };
    });
}
