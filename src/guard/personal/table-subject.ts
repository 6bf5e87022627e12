// What the rows of a table are about, once its columns are known: persons (then their records count), or firms, things
// and people at work (then none does). The rules of record for tables stand here; tables.ts asks.

import type { PersonalKind } from '../facts.ts';
import type { PersonRecord } from './record.ts';
import { domainOf, isRoleAddress } from './role-addresses.ts';
import type { Role } from './roles.ts';
import type { Column } from './table-regions.ts';
import { IDENTIFIERS } from './values.ts';

export type Rows = {
  readonly columns: readonly Column[];
  readonly records: readonly PersonRecord[];
  /** Whether a head said what the columns are. */
  readonly isHeaded: boolean;
};

const NAMES: ReadonlySet<Role> = new Set<Role>(['name', 'surname']);
/** What the rows are about, when no name of a person stands in them. */
const OTHERS: ReadonlySet<Role> = new Set<Role>(['organisation', 'thing', 'staff', 'post']);
const BUSINESS_LABEL =
  /会社|社用|代表|内線|直通|オフィス|勤務先|職場|office|work|business|extension|company/i;
const DAY_LABEL =
  /^(?:\d{1,2}|\d{1,2}日|\d{1,2}\/\d{1,2}|[月火水木金土日]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?:\s?\(.\))?$/i;

const kindsOf = (records: readonly PersonRecord[]): ReadonlySet<PersonalKind> =>
  new Set(records.flatMap(({ data }) => data.map(({ kind }) => kind)));

const valuesOf = (records: readonly PersonRecord[], kind: PersonalKind): string[] =>
  records.flatMap(({ data }) => data.filter((datum) => datum.kind === kind).map(({ value }) => value));

const isMobile = (phone: string): boolean => /^0[5789]0/.test(phone) || /^07\d{9}$/.test(phone);

/**
 * Who does what in a firm: position or department, and nothing to reach a person by but lines and mailboxes of that
 * one firm. A column of readings makes it a roster.
 */
function areColleagues(columns: readonly Column[], records: readonly PersonRecord[]): boolean {
  const roles = columns.map(({ role }) => role);
  const atWork = columns.some(({ role, label }) => role === 'post' || BUSINESS_LABEL.test(label));
  if (!atWork || roles.includes('kana')) return false;
  const kinds = kindsOf(records);
  if ([...kinds].some((kind) => kind !== 'name' && kind !== 'phone' && kind !== 'email')) return false;
  const phones = valuesOf(records, 'phone');
  const domains = new Set(valuesOf(records, 'email').map(domainOf));
  return domains.size <= 1 && !phones.some(isMobile);
}

/** Names over the days of a month and nothing else: who works when. */
function isShiftPlan(columns: readonly Column[], records: readonly PersonRecord[]): boolean {
  const days = columns.filter(({ label }) => DAY_LABEL.test(label)).length;
  return days >= 5 && [...kindsOf(records)].every((kind) => kind === 'name');
}

/** Without a head, a name and an amount or a date are somebody in charge; a name and a phone are not. */
const REACHING: ReadonlySet<PersonalKind> = new Set<PersonalKind>([
  'address',
  'phone',
  'email',
  'birth-date',
  'bank-account',
  ...IDENTIFIERS,
]);

const reachesPerson = ({ data }: PersonRecord): boolean => data.some(({ kind }) => REACHING.has(kind));

const hasIdentifier = ({ data }: PersonRecord): boolean => data.some(({ kind }) => IDENTIFIERS.has(kind));

/** Rows that have no name: a number of a person, a private mail address, or a customer's number with a phone. */
function nameless(columns: readonly Column[], records: readonly PersonRecord[]): PersonRecord[] {
  const aboutOthers = columns.some(({ role }) => role !== null && OTHERS.has(role));
  return records.filter((record) => {
    if (hasIdentifier(record)) return true;
    if (aboutOthers) return false;
    const mails = record.data.filter(({ kind }) => kind === 'email');
    const ownMail = mails.some(({ value }) => !isRoleAddress(value));
    return ownMail || (record.references.length > 0 && reachesPerson(record));
  });
}

const UNTOLD: ReadonlySet<Role> = new Set<Role>(['date', 'serial', 'trait', 'medical', 'grade', 'salary']);

/** Whether a column says enough to make records of the rows and judge them. */
export const mayBeAboutPersons = (columns: readonly Column[]): boolean =>
  columns.some(({ role }) => role !== null && !UNTOLD.has(role));

/** The records that are about persons; null when nothing tells what the rows are about. */
export function judgeRows({ columns, records, isHeaded }: Rows): PersonRecord[] | null {
  const hasNames = columns.some(({ role }) => role !== null && NAMES.has(role));
  const readsKana = !hasNames && columns.some(({ role }) => role === 'kana');
  const named = records.filter(({ names }) => names.length > 0);
  if (hasNames || (readsKana && named.some(reachesPerson))) {
    if (areColleagues(columns, named) || isShiftPlan(columns, named)) return [];
    const counted = isHeaded && hasNames ? named : named.filter(reachesPerson);
    const others = records.filter((record) => record.names.length === 0 && hasIdentifier(record));
    return isHeaded || counted.length >= 3 ? [...counted, ...others] : null;
  }
  const persons = nameless(columns, records);
  if (persons.length > 0) return persons;
  return isHeaded && columns.some(({ role }) => role !== null && OTHERS.has(role)) ? [] : null;
}
