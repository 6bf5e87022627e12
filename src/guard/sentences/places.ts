// Where something stands in a file, in the reader's language. Readers name places in stable English words (`page 3`,
// `notes 2 line 4`); names out of the file itself, such as those of sheets, stay as they are.

import type { Language } from '../sentences.ts';

const WORDS_JA: readonly (readonly [place: RegExp, words: string])[] = [
  [/^page (\d+) fields\b/, '$1 ページの入力欄'],
  [/^page (\d+) comments\b/, '$1 ページのコメント'],
  [/^page (\d+)\b/, '$1 ページ'],
  [/^slide (\d+)\b/, 'スライド $1'],
  [/^notes (\d+)\b/, 'スライド $1 のノート'],
  [/^notes\b/, 'ノート'],
  [/^comments (\d+)\b/, 'コメント $1'],
  [/^comments\b/, 'コメント'],
  [/^footnotes\b/, '脚注'],
  [/^properties\b/, 'プロパティ'],
  [/^header(?=$| line \d+$)/, 'ヘッダー'],
  [/^drawing\b/, '図形'],
  [/^tracked changes\b/, '変更履歴'],
  [/^hidden text\b/, '見えない文字'],
  [/^pivot data\b/, 'ピボットのデータ'],
  [/^linked workbook\b/, 'リンク先のブック'],
  [/ ?\bline (\d+)$/, ' $1 行目'],
];

export function placeText(place: string, language: Language): string {
  if (language === 'en') return place;
  return WORDS_JA.reduce((text, [form, words]) => text.replace(form, words), place).trim();
}
