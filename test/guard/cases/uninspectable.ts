import { makeZip } from '../../attachment/make-zip.ts';
import { type Case, type CaseMail, knows, lockedZip, textFile } from './case.ts';
import { book, broken, letter, page, people, zipped } from './files.ts';

const BOB = ['Bob <bob@client.example>'];

const tried =
  (holds: boolean) =>
  (title: string, mail: Partial<CaseMail>): Case => ({
    title,
    holds,
    history: knows(BOB),
    mail: { to: BOB, text: 'ご査収ください。', ...mail },
  });
const held = tried(true);
const passed = tried(false);

const BOOK = book('見積.xlsx', {
  name: '表',
  rows: [
    ['品番', '数量'],
    ['A-1', 3],
  ],
});

/** So many archives, one inside the other. */
const nested = (depth: number) =>
  Array.from({ length: depth }).reduce(
    (inner: ReturnType<typeof zipped>, _, n) => zipped(`n${n}.zip`, inner),
    textFile('a.csv'),
  );

export const uninspectable: readonly Case[] = [
  held('途中で切れた圧縮ファイル', { files: [broken(zipped('資料.zip', BOOK, textFile('a.csv')))] }),
  held('途中で切れたブック', { files: [broken(BOOK)] }),
  held('PDF と名乗るだけのファイル', {
    files: [{ name: '図面.pdf', octets: Buffer.from('%PDF-1.4\n壊れています') }],
  }),
  held('件名が二つあるヘッダー', { headers: ['Subject: second'] }),
  held('何重にも圧縮したファイル', { files: [nested(24)] }),
  held('a document that is damaged', {
    text: 'See the file.',
    files: [broken(letter('offer.docx', ['Offer', 'Price']))],
  }),
  held('an entry that is longer than it says', {
    text: 'See the file.',
    files: [{ name: 'a.zip', octets: makeZip([{ name: 'a.csv', content: 'x'.repeat(5000), saysSize: 10 }]) }],
  }),
  held('two fields From', { text: 'Hello.', headers: ['From: other@corp.example'] }),
  held('it is also held within the company', { to: ['sato.ai@corp.example'], files: [broken(BOOK)] }),
  passed('読めるブックと文書', { files: [BOOK, letter('送付状.docx', ['送付状', '見積書 一部'])] }),
  passed('普通の圧縮ファイル', { files: [zipped('資料.zip', BOOK)] }),
  passed('パスワードで守ったファイルは「読めない」ではない', { files: [lockedZip('資料.zip')] }),
  passed('本文だけ', { text: '承知しました。' }),
  passed('a page that can be read', {
    text: 'See the page.',
    files: [page('plan.pdf', ['Plan of the year'])],
  }),
  passed('an empty file', {
    text: 'See the file.',
    files: [{ name: 'empty.txt', octets: new Uint8Array() }],
  }),
  passed('a list of people can be read, too', {
    text: 'See the file.',
    files: [book('list.xlsx', { name: 'S', rows: people(2, 'en') })],
  }),
];
