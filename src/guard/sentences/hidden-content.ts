// The sentences of the check hidden-content in both languages, and what the kinds of hidden content are called.

import type { Lines } from './lines.ts';
import { placeText } from './places.ts';

type HiddenKey = 'hidden-content' | 'hidden-content/word';
type HiddenLines = Readonly<Record<HiddenKey, Lines>>;

const KINDS_JA: Readonly<Record<string, string>> = {
  sheet: '非表示のシート',
  row: '非表示の行',
  column: '非表示の列',
  comment: 'コメント',
  'tracked-change': '削除の変更履歴',
  notes: 'ノート',
  embedded: '埋め込まれたファイル',
  text: '見えない文字',
};

const KINDS_EN: Readonly<Record<string, string>> = {
  sheet: 'hidden sheet',
  row: 'hidden rows',
  column: 'hidden columns',
  comment: 'comments',
  'tracked-change': 'tracked deletions',
  notes: 'speaker notes',
  embedded: 'an embedded file',
  text: 'text that is not shown',
};

type Note = NonNullable<Lines['note']>;

/** Of a file, what is hidden in it and where: `sheet Sheet2`. Of a value, what is said of personal data elsewhere too. */
const noteWith =
  (kinds: Readonly<Record<string, string>>, personalNote: Note): Note =>
  (values, evidence) => {
    if (evidence.kind !== 'file') return personalNote(values, evidence);
    return (evidence.note ?? '').replace(/^[a-z-]+/, (word) => kinds[word] ?? word);
  };

export const hiddenContentJa = (personalNote: Note): HiddenLines => ({
  'hidden-content': {
    label: () => '隠れた個人情報',
    sentence: (v) =>
      `「${v.file}」の${KINDS_JA[String(v.kind)] ?? ''}（${placeText(String(v.at), 'ja')}）に個人情報が残っています。受け取った人は表示できます。`,
    note: noteWith(KINDS_JA, personalNote),
  },
  'hidden-content/word': {
    label: (v) => `隠れた「${v.word}」`,
    sentence: (v) =>
      `「${v.file}」の${KINDS_JA[String(v.kind)] ?? ''}（${placeText(String(v.at), 'ja')}）に「${v.word}」と書かれています。受け取った人は表示できます。`,
    note: noteWith(KINDS_JA, personalNote),
  },
});

export const hiddenContentEn = (personalNote: Note): HiddenLines => ({
  'hidden-content': {
    label: () => 'Hidden personal data',
    sentence: (v) =>
      `${v.file} carries personal data where it is not seen at first sight (${KINDS_EN[String(v.kind)] ?? ''}: ${v.at}); whoever receives it can open that.`,
    note: noteWith(KINDS_EN, personalNote),
  },
  'hidden-content/word': {
    label: (v) => `Hidden "${v.word}"`,
    sentence: (v) =>
      `${v.file} says "${v.word}" where it is not seen at first sight (${KINDS_EN[String(v.kind)] ?? ''}: ${v.at}); whoever receives it can open that.`,
    note: noteWith(KINDS_EN, personalNote),
  },
});
