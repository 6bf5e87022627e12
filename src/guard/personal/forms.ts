// Filled-in forms: labels with their values on lines below each other, one form after the other. Also decides, for every
// reader of labelled values, whether a form tells about a person. Called by find-personal-data.ts.

import { fieldsOfLine, type LabelledField } from './labels.ts';
import { isBlank, type Line } from './lines.ts';
import { hasMedicalWord } from './medical-words.ts';
import { type Field, type PersonRecord, recordOf } from './record.ts';
import type { Role } from './roles.ts';
import { IDENTIFIERS, isNothing } from './values.ts';

export type Reading = {
  readonly records: readonly PersonRecord[];
  /** Numbers of the lines that were understood; nobody else looks at them. */
  readonly taken: Iterable<number>;
};

const NAMING: ReadonlySet<Role> = new Set<Role>(['name', 'weak-name', 'surname']);
const AT_WORK: ReadonlySet<Role> = new Set<Role>(['organisation', 'post']);
const CONTACT = new Set(['name', 'address', 'phone', 'email']);
/** So many blank lines end a form. */
const MAX_BLANK = 3;
const POSTAL_CODE = /^〒?\s?\d{3}-?\d{4}$/;
const MAX_REMARK = 200;
const REMARK =
  /内容|状況|経過|理由|相談|様子|備考|経緯|病状|症状|事情|メモ|コメント|意見|特記|注意|notes?|comments?|reason|history|details/i;
/** So many forms with a name and nothing else are a list of persons. */
const MIN_NAMES = 5;

/** A firm or a post is named, and nothing but how to reach somebody there. */
function isBusinessCard(fields: readonly Field[], { data }: PersonRecord): boolean {
  const atWork = fields.some(({ role, value }) => AT_WORK.has(role) && !isNothing(value));
  return atWork && data.every(({ kind }) => CONTACT.has(kind));
}

export type Judged = { readonly record: PersonRecord; readonly is: 'person' | 'name' | 'nobody' };

/** A name and one datum more, or a personal number, make a person; a name alone may be one of a list. */
export function judgeForm(fields: readonly Field[]): Judged {
  const record = recordOf(fields);
  const { names, data } = record;
  if (data.some(({ kind }) => IDENTIFIERS.has(kind))) return { record, is: 'person' };
  if (names.length === 0 || isBusinessCard(fields, record)) return { record, is: 'nobody' };
  const hasTrait = fields.some(
    ({ role, value }) => (role === 'trait' || role === 'reference') && !isNothing(value),
  );
  return { record, is: hasTrait || data.some(({ kind }) => kind !== 'name') ? 'person' : 'name' };
}

export function countForms(forms: readonly Judged[]): PersonRecord[] {
  const namesOnly = forms.filter((form) => form.is === 'name');
  const counted = forms.filter(
    ({ is }) => is === 'person' || (is === 'name' && namesOnly.length >= MIN_NAMES),
  );
  return counted.map(({ record }) => record);
}

/** A sentence, or what stands under 「相談内容」 and the like; other labels say what else the form is about. */
function mayTellOfHealth(text: string): boolean {
  const label = /^[【[]?([^\s:】\]]{1,20})(?:[】\]]|\s?:)/.exec(text)?.[1];
  return hasMedicalWord(text) && (label === undefined || REMARK.test(label));
}

/** A name after a name, or the label that the form began with, begins the next form. */
function beginsNext(open: readonly LabelledField[], { role, label }: LabelledField): boolean {
  const [first] = open;
  if (first === undefined) return false;
  if (label !== '' && label === first.label) return true;
  return (
    NAMING.has(role) &&
    open.some((field) => field.role === role || (role === 'name' && field.role === 'surname'))
  );
}

/** Puts fields together to forms, line by line. */
class Forms {
  readonly #forms: LabelledField[][] = [];
  #open: LabelledField[] = [];
  #blank = 0;

  read(line: Line): void {
    if (isBlank(line)) {
      this.#blank++;
      if (this.#blank >= MAX_BLANK) this.close();
      return;
    }
    this.#blank = 0;
    const fields = this.#isPostalCode(line)
      ? [{ role: 'address' as const, label: '', value: line.text, line: line.number }]
      : fieldsOfLine(line);
    if (fields.length === 0) this.#continue(line);
    if (fields.length === 0) this.#remark(line);
    for (const field of fields) {
      if (beginsNext(this.#open, field)) this.close();
      this.#open.push(field);
    }
  }

  /** 「〒260-0013」 on a line of its own inside a form begins an address without a label. */
  #isPostalCode({ text }: Line): boolean {
    const last = this.#open.at(-1);
    return last !== undefined && last.value !== '' && last.role !== 'address' && POSTAL_CODE.test(text);
  }

  /** The value of a label that had none, or of an address that had its postal code only, stands on the next line. */
  #continue({ text, number }: Line): void {
    const last = this.#open.at(-1);
    if (last === undefined || number - last.line > 2) return;
    if (last.value !== '' && !(last.role === 'address' && POSTAL_CODE.test(last.value))) return;
    const value = `${last.value} ${text.replaceAll('\t', ' ')}`.trim();
    this.#open[this.#open.length - 1] = { ...last, value, line: number };
  }

  /** A line about somebody's health under that person's name. */
  #remark({ text, number }: Line): void {
    const isAboutSomebody = this.#open.some(({ role, value }) => NAMING.has(role) && value !== '');
    if (!isAboutSomebody || text.length > MAX_REMARK || !mayTellOfHealth(text)) return;
    this.#open.push({ role: 'weak-medical', label: '', value: text.replaceAll('\t', ' '), line: number });
  }

  close(): void {
    if (this.#open.length > 0) this.#forms.push(this.#open);
    this.#open = [];
  }

  get all(): readonly (readonly LabelledField[])[] {
    return this.#forms;
  }
}

export function readForms(lines: readonly Line[], alreadyTaken: ReadonlySet<number>): Reading {
  const forms = new Forms();
  for (const line of lines) if (!alreadyTaken.has(line.number)) forms.read(line);
  forms.close();
  const judged = forms.all.map((fields) => ({ fields, form: judgeForm(fields) }));
  const records = new Set(countForms(judged.map(({ form }) => form)));
  const understood = judged.filter(({ form }) =>
    form.is === 'nobody' ? form.record.names.length > 0 : records.has(form.record),
  );
  return {
    records: [...records],
    taken: new Set(understood.flatMap(({ fields }) => fields.map(({ line }) => line))),
  };
}
