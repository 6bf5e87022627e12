import { type Case, type CaseMail, knows, lockedZip, textFile } from './case.ts';
import { book, csv, letter, zipped } from './files.ts';

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

const TABLE = [
  ['氏名', '個人番号'],
  ['早瀬 かえで', '1234 5678 9018'],
];

export const myNumber: readonly Case[] = [
  held('本文のマイナンバー一件', { text: '早瀬 かえでのマイナンバーは 1234 5678 9018 です。' }),
  held('ブックの個人番号の列', { files: [book('名簿.xlsx', { name: 'S', rows: TABLE })] }),
  held('圧縮した CSV の中', { files: [zipped('資料.zip', csv('a.csv', TABLE))] }),
  held('全角の数字', { text: '氏名：早瀬 かえで\nマイナンバー：９８３２０５６７３２１４' }),
  held('グループ会社へも', { to: ['x@sister.example'], files: [csv('a.csv', TABLE)] }),
  held('in an English letter', {
    text: 'See the letter.',
    files: [letter('form.docx', ['Name: Kaede Hayase', 'My Number: 1234 5678 9018'])],
  }),
  held('in English text', { text: 'Hello,\n\nName: Kaede Hayase\nMy Number: 123456789018' }),
  passed('検査数字が合わない番号', { text: '氏名：早瀬 かえで\n個人番号：1234 5678 9012' }),
  passed('空欄の様式', { files: [textFile('様式.txt', '氏名：\n個人番号：□□□□□□□□□□□□\n')] }),
  passed('社内への提出', { to: ['sato.ai@corp.example'], files: [csv('a.csv', TABLE)] }),
  passed('パスワードで守った提出', { files: [lockedZip('提出.zip')] }),
  passed('制度の案内だけ', { text: 'マイナンバーのご提出は来月末までにお願いいたします。' }),
  passed('twelve digits of an order', { text: 'Your order number is 123456789012, shipped on Monday.' }),
  passed('a tracking number in a list', {
    text: 'See the list.',
    files: [
      csv('a.csv', [
        ['Order', 'Tracking'],
        ['A-1', '440012345675'],
        ['A-2', '440012345686'],
      ]),
    ],
  }),
];
