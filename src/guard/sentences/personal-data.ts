// The sentences about personal data in both languages, and what its kinds are called in Japanese.

import type { PersonalKind } from '../facts.ts';
import { itemsJa, type Lines, list, placeEn, placeJa, plural, type SentenceKey } from './lines.ts';

type Keys = Extract<SentenceKey, 'unencrypted-personal-data' | 'my-number' | 'special-care-data'>;
type PersonalLines = Readonly<Record<Keys, Lines>>;
type Note = NonNullable<Lines['note']>;

/** Also on the pages. */
export const PERSONAL_KINDS_JA: Readonly<Record<PersonalKind, string>> = {
  name: '氏名',
  address: '住所',
  phone: '電話番号',
  email: 'メールアドレス',
  'birth-date': '生年月日',
  'my-number': 'マイナンバー',
  'health-insurance': '保険証の番号',
  'bank-account': '口座番号',
  'credit-card': 'カード番号',
  'driving-licence': '免許証番号',
  passport: '旅券番号',
  pension: '年金番号',
  'residence-card': '在留カード番号',
  medical: '病歴・介護',
  salary: '給与',
  grade: '成績',
  ssn: '社会保障番号（米国）',
  nino: '国民保険番号（英国）',
};

const kindJa = (kind: string) => (PERSONAL_KINDS_JA as Readonly<Record<string, string>>)[kind] ?? kind;

const kinds = (value: unknown) =>
  itemsJa(Array.isArray(value) ? value.map((kind) => kindJa(String(kind))) : value, 4, undefined, '・');

/** `name: 山* 太*` → `氏名：山* 太*`; of a file, the number of persons in it. */
export const personalNoteJa: Note = (_, { kind, note = '' }) =>
  kind === 'file'
    ? `${note}人分`
    : note.replace(/^([a-z-]+): /, (_match, name: string) => `${kindJa(name)}：`);

const personalNoteEn: Note = (_, { kind, note = '' }) => (kind === 'file' ? plural(note, 'person') : note);

export const personalDataJa: PersonalLines = {
  'unencrypted-personal-data': {
    label: (v) => `個人情報 ${v.persons}人`,
    sentence: (v) =>
      `${v.persons} 人分の個人情報（${kinds(v.kinds)}）が、暗号化されずに${placeJa(v.where)}に含まれています（しきい値 ${v.limit}）。`,
    note: personalNoteJa,
  },
  'my-number': {
    label: (v) => `マイナンバー ${v.count}`,
    sentence: (v) => `マイナンバー ${v.count} 件が、暗号化されずに${placeJa(v.where)}に含まれています。`,
    note: personalNoteJa,
  },
  'special-care-data': {
    label: (v) => `要配慮情報 ${v.persons}人`,
    sentence: (v) =>
      `${v.persons} 人分の病歴・介護などの要配慮個人情報が、暗号化されずに${placeJa(v.where)}に含まれています。`,
    note: personalNoteJa,
  },
};

export const personalDataEn: PersonalLines = {
  'unencrypted-personal-data': {
    label: (v) => `Personal data: ${v.persons}`,
    sentence: (v) =>
      `Personal data of ${plural(v.persons, 'person')} (${list(v.kinds, 4, 'more')}) leaves unencrypted in ${placeEn(v.where)} (limit ${v.limit}).`,
    note: personalNoteEn,
  },
  'my-number': {
    label: (v) => `My Number: ${v.count}`,
    sentence: (v) => `${plural(v.count, 'My Number')} unprotected in ${placeEn(v.where)}.`,
    note: personalNoteEn,
  },
  'special-care-data': {
    label: (v) => `Health data: ${v.persons}`,
    sentence: (v) =>
      `Health or care data of ${plural(v.persons, 'person')} leaves unencrypted in ${placeEn(v.where)}.`,
    note: personalNoteEn,
  },
};
