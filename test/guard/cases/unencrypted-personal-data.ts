import { type Case, type CaseMail, knows, lockedZip, textFile } from './case.ts';
import { book, csv, letter, lines, page, people, zipped } from './files.ts';

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

const roster = (count: number, language: 'ja' | 'en' = 'ja') =>
  book('list.xlsx', { name: 'Sheet1', rows: people(count, language) });

export const unencryptedPersonalData: readonly Case[] = [
  held('ブックに五人分の名簿', { files: [roster(5)] }),
  held('本文に貼り付けた五人分の表', { text: `ご確認ください。\n\n${lines(people(5), '\t')}` }),
  held('圧縮ファイルの中の名簿', { files: [zipped('資料.zip', csv('名簿.csv', people(6)))] }),
  held('二つのファイルに分けた名簿', {
    files: [csv('a.csv', people(3)), csv('b.csv', [['氏名', '電話番号', '住所'], ...people(7).slice(4)])],
  }),
  held('カード番号は一件でも', {
    text: 'お支払いは次のカードでお願いします。\nカード番号：4242-4242-4242-4242\n名義：早瀬 かえで',
  }),
  held('グループ会社へも', { to: ['x@sister.example'], files: [roster(5)] }),
  held('five people in a workbook', { text: 'See the list.', files: [roster(5, 'en')] }),
  held('five people in the text', { text: `See below.\n\n${lines(people(5, 'en'), '\t')}` }),
  held('a letter that lists them', {
    text: 'See the letter.',
    files: [
      letter(
        'list.docx',
        people(6, 'en').map((row) => row.join(', ')),
      ),
    ],
  }),
  passed('四人分', { files: [roster(4)] }),
  passed('社内への名簿', { to: ['sato.ai@corp.example'], files: [roster(7)] }),
  passed('パスワードで守った名簿', { files: [lockedZip('名簿.zip')] }),
  passed('品番と数量の表', {
    files: [csv('在庫.csv', [['品番', '数量'], ...Array.from({ length: 30 }, (_, n) => [`A-${n}`, `${n}`])])],
  }),
  passed('署名に自分の連絡先', {
    text: 'よろしくお願いします。\n\n-- \n山田 太郎\n営業部\n電話 03-1234-5678\ntaro.yamada@corp.example',
  }),
  passed('one customer and their address', { text: `Please call:\n\n${lines(people(1, 'en'), '\t')}` }),
  passed('names alone in the minutes', {
    text: 'Present: Emily Carter, James Holloway, Sophie Bennett, Oliver Grant, Hannah Price, Thomas Ward.',
  }),
  passed('a number that is no card number', { text: 'Card number: 4242-4242-4242-4243' }),
  passed('a plan without people', {
    text: 'See it.',
    files: [page('plan.pdf', ['Plan', '1. Build']), textFile('a.csv')],
  }),
];
