// Labels and their values inside one line: `氏名：佐藤 花子　電話：090-…`, a cell 「住所」 and the cell after it,
// `name: Jane Roe`. forms.ts puts such fields together to records.

import type { Line } from './lines.ts';
import { matchesOf } from './matches.ts';
import { bareName, scoreName } from './name-score.ts';
import { isOrganisation } from './not-names.ts';
import type { Field } from './record.ts';
import { type Role, roleOf } from './roles.ts';
import { findSpans } from './spans.ts';

export type LabelledField = Field & { readonly label: string };

const MAX_LINE = 400;
/** A colon or an equals sign after a word, or a word that only labels have: otherwise a line is not looked into. */
const MAY_HOLD_LABEL =
  /[:=→⇒]|氏|名|住|居|電話|携帯|連絡|生年|誕生|番号|メール|アドレス|口座|なまえ|でんわ|介護|病|障害|診断|血|給|賞|長|体重|HbA|検|コレス|記号|世帯|フリガナ|ふりがな|カナ|よみがな|TEL|年齢|続柄|\.{3}|・・|mail|tel|phone|name|dob|birth|address/i;
/** Dots and dashes that lead from a label to its value do the same. */
const WITH_COLON =
  /(?<=^|[\s、,/|;({・])([^\s:=→⇒、,/|;(){}"'<>]{1,20}) {0,8}(?:[:=→⇒](?!\/\/)|\.{3,}|・{2,}|-{2,})\s*/g;
/** 「【お名前】佐久間 恵美」: the brackets do what a colon does, as web forms write it. */
const IN_BRACKETS = /(?<=^|\s)([【[〔《][^【】[\]〔〕《》\s]{1,20}[】\]〕》])\s*:?\s*/g;
/** English labels of several words begin where the line or a part of it begins. */
const WORDS_WITH_COLON =
  /(?<=^|[,/|;({]\s?|\s\s|^[-*•] )([A-Za-z][\w'’./-]{0,20}(?: [\w'’./()-]{1,15}){1,4}) ?[:=](?!\/\/)\s*/g;
const BARE_WORD = /(?<=^|\s)([^\s:=、,。()]{2,12})(?=\s+\S)/g;

type Mark = { readonly label: string; readonly role: Role; readonly start: number; readonly end: number };

const marksBy = (text: string, pattern: RegExp): Mark[] =>
  matchesOf(text, pattern).flatMap((match) => {
    const label = match[1] ?? '';
    const role = /\d{3}/.test(label) ? null : roleOf(label);
    return role === null ? [] : [{ label, role, start: match.index, end: match.index + match[0].length }];
  });

/** Japanese labels may stand without a colon; in English such words are prose. */
function findMarks(text: string): Mark[] {
  const words = [
    ...(/[【[〔《]/.test(text) ? marksBy(text, IN_BRACKETS) : []),
    ...(text.includes(':') ? marksBy(text, WORDS_WITH_COLON) : []),
  ];
  const colons = /[:=→⇒]|\.{3}|・・|--/.test(text) ? marksBy(text, WITH_COLON) : [];
  const marks = [
    ...words,
    ...colons.filter(({ start }) => !words.some((mark) => mark.start <= start && start < mark.end)),
  ];
  const bare = /[ぁ-鿿]/.test(text)
    ? marksBy(text, BARE_WORD).filter(
        ({ label, start }) =>
          /[ぁ-鿿]/.test(label) && !marks.some((mark) => start >= mark.start && start < mark.end),
      )
    : [];
  return [...marks, ...bare].sort((a, b) => a.start - b.start);
}

const NAMING: ReadonlySet<Role> = new Set<Role>(['name', 'weak-name', 'other-name', 'kana']);

/** What follows a name: a bracket, a stop, the sex, a date. */
const AFTER_NAME = /[(、。]|,(?!\s?[A-Z][a-z])|\s[男女](?=\s|$)|(?:明治|大正|昭和|平成|令和)?\d/;

/** `平野翔太(53歳、東京都…)左手骨折`: the name, then what the rest tells. */
function unfold(field: LabelledField): LabelledField[] {
  if (!NAMING.has(field.role) || !/[ぁ-鿿(]/.test(field.value)) return [field];
  const cut = field.value.search(AFTER_NAME);
  if (cut <= 0) return [field];
  const rest = field.value.slice(cut);
  const more = findSpans(rest).flatMap(({ kind, start, end }) => {
    if (kind === 'postal' || kind === 'date') return [];
    const role: Role = kind === 'age' ? 'trait' : kind;
    return [{ ...field, role, label: '', value: rest.slice(start, end) }];
  });
  return [{ ...field, value: field.value.slice(0, cut).trim() }, ...more];
}

function fieldsInText(
  text: string,
  line: number,
): { readonly before: string; readonly fields: LabelledField[] } {
  const marks = findMarks(text);
  const fields = marks.map(({ label, role, end }, index) => ({
    role,
    label,
    value: text
      .slice(end, marks[index + 1]?.start ?? text.length)
      .replace(/[\s、,/|;]+$/, '')
      .trim(),
    line,
  }));
  return { before: text.slice(0, marks[0]?.start ?? text.length).trim(), fields };
}

/** `1. グエン・ティ・ラン 在留カード番号 …`: the name that stands before the first label of a line. */
function leadingName(before: string, line: number): LabelledField[] {
  const text = before.replace(/^[\s・•*●○■□◆◇-]*(?:\(?\d{1,4}[.):、\s])?\s*/, '').replace(/[\s、,/|(]+$/, '');
  const score = scoreName(bareName(text));
  const isName = score >= 0.9 || (score >= 0.5 && /^[ァ-ヺー]+(?:[・\s][ァ-ヺー]+)+$/.test(text));
  return isName ? [{ role: 'name', label: '', value: text, line }] : [];
}

/** Labels whose values are words of the table of roles too: 続柄 世帯主, 要介護状態 要介護3. */
const OF_WORDS: ReadonlySet<Role> = new Set<Role>(['trait', 'medical', 'weak-medical', 'grade', 'post']);

/** 「電 話 番 号」 and 「会員 氏名」 are labels, 「氏名 新井 隆」 holds its value already. */
function isLabelOnly(cell: string): boolean {
  const words = cell.split(/\s+/);
  if (words.length === 1 || !/[ぁ-鿿]/.test(cell)) return !/[、。]/.test(cell);
  return words.every((word) => word.length === 1) || words.every((word) => roleOf(word) !== null);
}

/** The role of a cell that is a label as a whole; `last` is the field before it. */
function roleOfCell(cell: string, last: LabelledField | undefined): Role | null {
  if (
    cell.length > 24 ||
    /[:=]|\d{2}|\d[年月日号歳.,]/.test(cell) ||
    isOrganisation(cell) ||
    !isLabelOnly(cell)
  )
    return null;
  const awaited = last !== undefined && last.value === '' && OF_WORDS.has(last.role);
  return awaited || cell === '' ? null : roleOf(cell);
}

/** The labelled values of a line, in order. A label at its end has the value ''. */
export function fieldsOfLine({ cells, text, number }: Line): readonly LabelledField[] {
  if (text.length > MAX_LINE || !MAY_HOLD_LABEL.test(text)) return [];
  const fields: LabelledField[] = [];
  for (const cell of cells) {
    const role = roleOfCell(cell, fields.at(-1));
    if (role !== null) fields.push({ role, label: cell, value: '', line: number });
    else {
      const inside = fieldsInText(cell, number);
      const last = fields.pop();
      if (last !== undefined) fields.push({ ...last, value: `${last.value} ${inside.before}`.trim() });
      else if (inside.fields.length > 0) fields.push(...leadingName(inside.before, number));
      fields.push(...inside.fields);
    }
  }
  return fields.flatMap(unfold);
}
