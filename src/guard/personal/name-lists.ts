// Lists of nothing but names, one on each line: pupils, winners, guests. Who attends a meeting or makes a thing is left
// out. Called by find-personal-data.ts with what tables and forms have left.

import type { Reading } from './forms.ts';
import type { Line } from './lines.ts';
import { bareName, scoreName } from './name-score.ts';
import { paragraphsOf } from './paragraphs.ts';
import { isPlaceholder } from './placeholders.ts';
import { type PersonRecord, personRecord } from './record.ts';

/** So many names without a word about them; fewer when a heading says that it is a list of persons. */
const MIN_NAMES = 10;
const MIN_UNDER_HEADING = 5;
const SHARE = 0.7;
const CERTAIN = 0.9;
/** Among certain names, what looks a little like one is one. */
const PLAUSIBLE = 0.6;
const MAX_LENGTH = 24;

const HEADING =
  /名簿|一覧|リスト|氏名|名前|合格者|当選者|対象者|申込者|該当者|以下の方|次の方|roster|list of|names?:?$/i;
const ATTENDANCE =
  /出席|欠席|参加メンバー|委員|役員|著者|作者|担当|体制|スタッフ紹介|登壇|講師|attend|present|author|committee|speaker|team|cast/i;
const NUMBERING = /^[\s・•*●○■◆-]*(?:(?:No\.?)?\(?[A-Z]?\d{1,8}[.):]?\s+|\d{1,4}[.)])?\s*/;

type Candidate = { readonly name: string; readonly score: number; readonly line: number };

const mayBeName = (text: string): boolean => text !== '' && text.length <= MAX_LENGTH && !text.includes('\t');

function candidateOf({ text, number }: Line): Candidate | null {
  if (!mayBeName(text)) return null;
  const name = bareName(text.replace(NUMBERING, ''));
  const score = scoreName(name);
  return score < PLAUSIBLE || isPlaceholder(name) ? null : { name, score, line: number };
}

function namesOf(paragraph: readonly Line[], before: string): readonly Candidate[] {
  const first = paragraph[0]?.text ?? '';
  if (ATTENDANCE.test(before) || ATTENDANCE.test(first)) return [];
  const candidates = paragraph.map(candidateOf).filter((candidate) => candidate !== null);
  const certain = candidates.filter(({ score }) => score >= CERTAIN).length;
  const needed = HEADING.test(before) || HEADING.test(first) ? MIN_UNDER_HEADING : MIN_NAMES;
  if (certain < needed || certain < paragraph.length * SHARE) return [];
  const heading = paragraph[0]?.number;
  return candidates.filter(({ score, line }) => score >= CERTAIN || line !== heading);
}

/** Names in lines of `lines` that are not in `skipped`. */
export function readNameLists(lines: readonly Line[], skipped: ReadonlySet<number>): Reading {
  const records: PersonRecord[] = [];
  const few = lines.filter(({ text }) => mayBeName(text)).length < MIN_UNDER_HEADING;
  if (few) return { records, taken: [] };
  let before = '';
  for (const paragraph of paragraphsOf(lines)) {
    const open = paragraph.filter(({ number }) => !skipped.has(number));
    for (const { name, line } of namesOf(open, before)) records.push(personRecord([name], [], [], line));
    before = paragraph.at(-1)?.text ?? '';
  }
  return { records, taken: new Set(records.map(({ line }) => line)) };
}
