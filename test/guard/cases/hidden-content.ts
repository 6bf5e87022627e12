import { type Case, type CaseMail, knows, textFile } from './case.ts';
import { book, letter, people, withHiddenColumns, withHiddenRows, zipped } from './files.ts';

const BOB = ['Bob <bob@client.example>'];

const tried =
  (holds: boolean) =>
  (title: string, mail: Partial<CaseMail>): Case => ({
    title,
    holds,
    history: knows(BOB),
    mail: { to: BOB, text: 'ご確認ください。', ...mail },
  });
const held = tried(true);
const passed = tried(false);

const COVER = {
  name: '表紙',
  rows: [
    ['品番', '数量'],
    ['A-1', 3],
  ],
};
const hidden = (language: 'ja' | 'en' = 'ja') => ({
  name: '控え',
  isHidden: true,
  rows: people(2, language),
});
const PRICES = [
  ['品番', '単価'],
  ['A-1', '300'],
] as const;

export const hiddenContent: readonly Case[] = [
  held('非表示のシートに名簿', { files: [book('見積.xlsx', COVER, hidden())] }),
  held('非表示の行に名簿', { files: [withHiddenRows('見積.xlsx', people(3))] }),
  held('非表示の列に連絡先', {
    files: [
      withHiddenColumns('見積.xlsx', [
        ['品番', '氏名', '電話番号'],
        ['A-1', '早瀬 かえで', '090-4411-2255'],
      ]),
    ],
  }),
  held('削除の記録に残った人', {
    files: [letter('案内.docx', ['ご案内'], ['氏名：早瀬 かえで　電話番号：090-4411-2255'])],
  }),
  held('圧縮ファイルの中の非表示シート', { files: [zipped('資料.zip', book('見積.xlsx', COVER, hidden()))] }),
  held('非表示のシートに社外秘', {
    files: [book('見積.xlsx', COVER, { name: '原価', isHidden: true, rows: [['社外秘'], ['A-1', 120]] })],
  }),
  held('people on a hidden sheet', { text: 'See it.', files: [book('offer.xlsx', COVER, hidden('en'))] }),
  held('people in hidden rows', { text: 'See it.', files: [withHiddenRows('offer.xlsx', people(3, 'en'))] }),
  passed('非表示のシートに品番だけ', {
    files: [book('見積.xlsx', COVER, { name: '控え', isHidden: true, rows: PRICES })],
  }),
  passed('見えているシートに名簿', { files: [book('名簿.xlsx', { name: '名簿', rows: people(2) })] }),
  passed('名簿は見えていて、隠れているのは単価', {
    files: [
      book('名簿.xlsx', { name: '名簿', rows: people(2) }, { name: '控え', isHidden: true, rows: PRICES }),
    ],
  }),
  passed('社内へ', { to: ['sato.ai@corp.example'], files: [book('見積.xlsx', COVER, hidden())] }),
  passed('削除の記録に人はいない', { files: [letter('案内.docx', ['ご案内'], ['旧価格は 300 円です。'])] }),
  passed('hidden rows of parts and prices', {
    text: 'See it.',
    files: [withHiddenRows('offer.xlsx', PRICES)],
  }),
  passed('no workbook', { text: 'See it.', files: [textFile('a.csv')] }),
];
