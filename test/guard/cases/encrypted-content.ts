// By default protection is only recorded; here a company asks its senders about it.

import { type Case, type CaseMail, knows, lockedZip, textFile } from './case.ts';
import { aesZip, book, letter, page, zipped } from './files.ts';

const BOB = ['Bob <bob@client.example>'];
const policy = { checks: { 'encrypted-content': { action: 'confirm' } } };

const tried =
  (holds: boolean) =>
  (title: string, mail: Partial<CaseMail>): Case => ({
    title,
    holds,
    policy,
    history: knows(BOB),
    mail: { to: BOB, text: '資料をお送りします。', ...mail },
  });
const held = tried(true);
const passed = tried(false);

const BOOK = book('表.xlsx', { name: '表', rows: [['品番'], ['A-1']] });
const PGP = '-----BEGIN PGP MESSAGE-----\n\nhQEMA5xGzWQ1m0f9AQf/Zk1\n=abcd\n-----END PGP MESSAGE-----\n';

export const encryptedContent: readonly Case[] = [
  held('パスワード付きの圧縮ファイル', { files: [lockedZip('資料.zip')] }),
  held('AES で暗号化した圧縮ファイル', { files: [aesZip('資料.zip')] }),
  held('圧縮ファイルの中のパスワード付き圧縮ファイル', { files: [zipped('外.zip', lockedZip('内.zip'))] }),
  held('二つのうち一つだけ', { files: [BOOK, lockedZip('資料.zip')] }),
  held('a message encrypted by PGP', {
    text: 'See the file.',
    files: [{ name: 'a.asc', octets: Buffer.from(PGP) }],
  }),
  held('encrypted under a harmless name', {
    text: 'See the file.',
    files: [{ ...aesZip('x'), name: 'photo.dat' }],
  }),
  held('within the company as well', {
    to: ['sato.ai@corp.example'],
    text: 'See it.',
    files: [aesZip('a.zip')],
  }),
  passed('守られていないブック', { files: [BOOK] }),
  passed('普通の圧縮ファイル', { files: [zipped('資料.zip', BOOK)] }),
  passed('本文にパスワードという語があるだけ', { text: 'パスワード付きのファイルは次回お送りします。' }),
  { ...passed('既定では記録するだけ', { files: [lockedZip('資料.zip')] }), policy: {} },
  passed('a document and a page in the clear', {
    text: 'See the files.',
    files: [letter('offer.docx', ['Offer']), page('plan.pdf', ['Plan'])],
  }),
  passed('a file that is only called encrypted', { text: 'See it.', files: [textFile('encrypted.csv')] }),
  passed('no file at all', { text: 'See you at ten.' }),
];
