// Address books: vCard (RFC 6350, and 2.1 as phones write it, quoted-printable in Shift_JIS) and LDIF (RFC 2849).

import { normaliseLine } from '../normalise.ts';
import type { Field } from '../record.ts';
import type { Role } from '../roles.ts';
import { type FormatReading, type FormatReadings, firstText, ofForms, PIECE_SIZE } from './format.ts';

const ROLES: Readonly<Record<string, Role>> = {
  fn: 'name',
  cn: 'name',
  displayname: 'name',
  sn: 'surname',
  surname: 'surname',
  givenname: 'given-name',
  tel: 'phone',
  telephonenumber: 'phone',
  mobile: 'phone',
  homephone: 'phone',
  email: 'email',
  mail: 'email',
  adr: 'address',
  postaladdress: 'address',
  homepostaladdress: 'address',
  street: 'address',
  bday: 'birth-date',
  dateofbirth: 'birth-date',
  org: 'organisation',
  o: 'organisation',
  title: 'post',
  departmentnumber: 'post',
  employeenumber: 'reference',
  uid: 'reference',
};

const octetsOf = (binary: string): Uint8Array => Uint8Array.from(binary, (letter) => letter.charCodeAt(0));

function decodeOctets(octets: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(octets);
  } catch {
    return new TextDecoder().decode(octets);
  }
}

function decodeBase64(text: string, charset = 'utf-8'): string {
  try {
    return decodeOctets(octetsOf(atob(text)), charset);
  } catch {
    return '';
  }
}

const decodeQuotedPrintable = (text: string, charset: string): string =>
  decodeOctets(
    octetsOf(
      text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
    charset,
  );

type Property = { readonly name: string; readonly value: string; readonly line: number };

/** `TEL;TYPE=CELL:090-…`, `cn:: 5bGx…`; parameters only matter for the encoding. */
function propertyOf(text: string, line: number): Property | null {
  const match = /^(?:[\w-]+\.)?([\w-]{1,40})((?:;[^:]{0,80})*)(::?)\s*(.*)$/.exec(text);
  if (match === null) return null;
  const [, name = '', parameters = '', colons, raw = ''] = match;
  const charset = /charset=([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8';
  const isQuoted = /quoted-printable/i.test(parameters);
  const value =
    colons === '::' || /encoding=b(ase64)?\b/i.test(parameters)
      ? decodeBase64(raw, charset)
      : isQuoted
        ? decodeQuotedPrintable(raw, charset)
        : raw;
  return { name: name.toLowerCase(), value: normaliseLine(value), line };
}

/** Long values go on in the next line: after a space (both), or after `=` at the end (quoted-printable). */
function* unfold(lines: readonly string[]): Generator<{ readonly text: string; readonly line: number }> {
  let last = { text: '', line: 1 };
  for (const [index, line] of lines.entries()) {
    if (index > 0 && /^[ \t]\S/.test(line)) last.text += line.slice(1);
    else if (last.text.endsWith('=') && /quoted-printable/i.test(last.text))
      last.text = last.text.slice(0, -1) + line;
    else {
      if (index > 0) yield last;
      last = { text: line, line: index + 1 };
    }
  }
  yield last;
}

function fieldsOf({ name, value, line }: Property): Field[] {
  const parts = value.split(';').map((part) => part.trim());
  if (name === 'n')
    return [
      { role: 'surname', value: parts[0] ?? '', line },
      { role: 'given-name', value: parts[1] ?? '', line },
    ];
  const role = ROLES[name];
  if (role === undefined || value === '') return [];
  if (name !== 'adr') return [{ role, value: value.replace(/^(tel|mailto):/, ''), line }];
  const [, , street = '', city = '', region = ''] = parts;
  const isJapanese = /[ぁ-鿿]/.test(value);
  return [{ role, value: isJapanese ? region + city + street : `${street} ${city} ${region}`.trim(), line }];
}

const ENDS = /^end:vcard$|^$/i;

function* readingsOf(lines: readonly string[]): Generator<FormatReading> {
  let cards: Field[][] = [];
  let open: Field[] = [];
  for (const { text, line } of unfold(lines)) {
    if (ENDS.test(text.trim())) {
      if (open.length > 0) cards.push(open);
      open = [];
      if (cards.length < PIECE_SIZE) continue;
      yield ofForms(cards);
      cards = [];
      continue;
    }
    const property = propertyOf(text, line);
    if (property !== null) open.push(...fieldsOf(property));
  }
  if (open.length > 0) cards.push(open);
  yield ofForms(cards);
}

export const readCards = (lines: readonly string[]): FormatReadings | null =>
  /^begin:vcard|^dn::?\s|^version: 1$/i.test(firstText(lines)) ? readingsOf(lines) : null;
