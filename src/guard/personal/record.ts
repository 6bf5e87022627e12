// One record about one person, made of labelled values: a row under its headers, a filled-in form, an object of JSON.
// Every reader of labelled data (tables, forms, cards) comes here, so that all agree on what a person's record is.

import type { PersonalKind } from '../facts.ts';
import { addressKey, isAddressLike } from './addresses.ts';
import { hasMedicalWord } from './medical-words.ts';
import { bareName, hasHonorific, scoreName } from './name-score.ts';
import { findNamesIn } from './names-in-text.ts';
import { nameKey } from './normalise.ts';
import { isPlaceholder } from './placeholders.ts';
import type { Role } from './roles.ts';
import { isNothing, parseValue } from './values.ts';

export type Field = { readonly role: Role; readonly value: string; readonly line: number };

export type Datum = {
  readonly kind: PersonalKind;
  /** One spelling, for comparing. */
  readonly value: string;
  /** As written, for the masked evidence. */
  readonly shown: string;
  readonly line: number;
};

export type PersonRecord = {
  /** Spellings of one name as written, the main one first: kanji, reading, romaji. Empty when no name is known. */
  readonly names: readonly string[];
  /** The same in the spelling that is compared. */
  readonly keys: readonly string[];
  /** Numbers that tell persons of one name apart: of members, patients, staff. */
  readonly references: readonly string[];
  /** A name is a datum too. */
  readonly data: readonly Datum[];
  readonly line: number;
};

/**
 * How much a value must look like a name: less where its label says that it is one. What does not may hold a reading
 * or a remark around a name.
 */
const ENOUGH = { name: 0.2, 'weak-name': 0.6, kana: 0.2 } as const;

function acceptName(role: keyof typeof ENOUGH, text: string): string | null {
  const bare = bareName(text);
  if (isNothing(bare) || isPlaceholder(bare)) return null;
  const score = scoreName(bare);
  if (score >= ENOUGH[role] || (score >= 0.3 && hasHonorific(text))) return bare;
  return text.length > 40 ? null : (findNamesIn(text).find(({ isCertain }) => isCertain)?.text ?? null);
}

const valuesOf = (fields: readonly Field[], role: Role): string[] =>
  fields.filter((field) => field.role === role && field.value !== '').map(({ value }) => value);

/** 「セイ」 and 「メイ」 in two cells are one reading. */
const joinReadings = (readings: readonly string[]): readonly string[] =>
  readings.length === 2 && readings.every((reading) => /^[ァ-ヺーぁ-ゖ]+$/.test(reading))
    ? [readings.join(' ')]
    : readings;

const NAMING: ReadonlySet<Role> = new Set<Role>(['name', 'surname', 'given-name', 'weak-name', 'kana']);

/** The name as its parts or as one, then its other spelling. */
export function namesOf(all: readonly Field[]): readonly string[] {
  const fields = all.filter(({ role }) => NAMING.has(role));
  const [first] = fields;
  if (first === undefined) return [];
  if (fields.length > 1 || first.role !== 'name') return spellingsIn(fields);
  const name = acceptName('name', first.value);
  return name === null ? [] : [name];
}

function spellingsIn(fields: readonly Field[]): readonly string[] {
  const named = (role: keyof typeof ENOUGH, values: readonly string[]): string[] =>
    values
      .map((value) => acceptName(role, value))
      .filter((name) => name !== null)
      .slice(0, 1);
  const [surname] = valuesOf(fields, 'surname');
  const [given = ''] = valuesOf(fields, 'given-name');
  const spellings = [
    ...named('name', valuesOf(fields, 'name')),
    ...named('name', surname === undefined ? [] : [`${surname} ${given}`.trim()]),
    ...named('weak-name', valuesOf(fields, 'weak-name')),
    ...named('kana', joinReadings(valuesOf(fields, 'kana'))),
  ];
  return [...new Set(spellings)];
}

/** Street, city and state in columns of their own are one address. */
function addressOf(fields: readonly Field[]): Datum | null {
  const parts = fields.filter(({ role, value }) => role === 'address' && !isNothing(value));
  const [first] = parts;
  if (first === undefined) return null;
  const shown = parts.length === 1 ? first.value : parts.map(({ value }) => value).join(' ');
  if (shown.length > 200 || !isAddressLike(shown)) return null;
  return { kind: 'address', value: addressKey(shown), shown, line: first.line };
}

/** Kinds that forms ask for in several boxes, and what stands between the parts. */
const IN_PARTS = [
  ['phone', '-', 3],
  ['birth-date', '/', 3],
  ['my-number', '-', 3],
  ['credit-card', '-', 4],
] as const;

const MIN_PARTS = 3;

/** Values of which each box holds some digits only: 「090」「1234」「5678」. */
function datumInParts(fields: readonly Field[]): Datum[] {
  let count = 0;
  for (const { value } of fields) if (value.length <= 4) count += 1;
  if (count < MIN_PARTS) return [];
  const short = fields.filter(({ value }) => value.length <= 4);
  return IN_PARTS.flatMap(([kind, joint, count]) => {
    const parts = short.filter(({ role, value }) => role === kind && /^\d{1,4}$/.test(value));
    const [first] = parts;
    const shown = parts.map(({ value }) => value).join(joint);
    const value = first === undefined || parts.length !== count ? null : parseValue(kind, shown);
    return first === undefined || value === null ? [] : [{ kind, value, shown, line: first.line }];
  });
}

type LabelledKind = Exclude<PersonalKind, 'name' | 'address'>;

/** What a label alone tells to be personal data; names and addresses show it by themselves. */
export const LABELLED_KINDS: readonly LabelledKind[] = [
  'phone',
  'email',
  'birth-date',
  'my-number',
  'health-insurance',
  'bank-account',
  'credit-card',
  'driving-licence',
  'passport',
  'pension',
  'residence-card',
  'medical',
  'salary',
  'grade',
  'ssn',
  'nino',
];

const LABELLED: ReadonlySet<Role> = new Set(LABELLED_KINDS);

const isLabelledKind = (role: Role): role is LabelledKind => LABELLED.has(role);

/** Accounts are often called by a mail address: `user: ann@…`. */
const MAY_BE_MAIL_ADDRESS: ReadonlySet<Role> = new Set<Role>(['name', 'weak-name', 'reference', 'serial']);

function datumOf({ role: given, value, line }: Field): Datum | null {
  const role = MAY_BE_MAIL_ADDRESS.has(given) && value.includes('@') ? 'email' : given;
  if (!isLabelledKind(role)) return null;
  const parsed = parseValue(role, value);
  return parsed === null ? null : { kind: role, value: parsed, shown: value, line };
}

/** `Symptom`, `Result` and the like are about health only beside something that is, or where the value says so. */
function weakMedical(fields: readonly Field[], isMedical: boolean): Datum[] {
  return fields.flatMap(({ role, value, line }) => {
    if (role !== 'weak-medical' || !(isMedical || hasMedicalWord(value))) return [];
    const parsed = parseValue('medical', value);
    return parsed === null ? [] : [{ kind: 'medical' as const, value: parsed, shown: value, line }];
  });
}

/** The record that these values make; without names or data it may be empty. Who counts it decides what is enough. */
export function recordOf(fields: readonly Field[]): PersonRecord {
  const line = fields[0]?.line ?? 1;
  const data: Datum[] = [];
  const references: string[] = [];
  const address = addressOf(fields);
  if (address !== null) data.push(address);
  data.push(...datumInParts(fields));
  for (const field of fields) {
    const datum = datumOf(field);
    if (datum !== null) data.push(datum);
    if (field.role === 'reference' && !isNothing(field.value)) references.push(field.value);
  }
  if (fields.some(({ role }) => role === 'weak-medical'))
    data.push(
      ...weakMedical(
        fields,
        data.some(({ kind }) => kind === 'medical'),
      ),
    );
  return personRecord(namesOf(fields), data, references, line);
}

/** `data` without the name: it is added here. */
export function personRecord(
  names: readonly string[],
  data: readonly Datum[],
  references: readonly string[],
  line: number,
): PersonRecord {
  const keys = names.length === 0 ? names : names.map(nameKey).filter((key) => key !== '');
  const [shown] = names;
  const [value] = keys;
  const isNamed = shown !== undefined && value !== undefined;
  return {
    names,
    keys,
    references,
    line,
    data: isNamed ? [{ kind: 'name', value, shown, line }, ...data] : data,
  };
}
