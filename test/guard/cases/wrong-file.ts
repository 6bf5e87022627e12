import { type Case, type CaseMail, textFile } from './case.ts';

const A = 'tanto@x1.example';
const B = 'desk@x2.example';
const history = { [A]: 5, [B]: 5, 'fukuda@minakaze-shoji.example': 5 };
const greet = (company: string) => `${company}\nご担当者様\n\nお世話になっております。資料をお送りします。`;
const learned: readonly CaseMail[] = [1, 2, 3].flatMap(() => [
  { to: [A], text: `青空商事株式会社 ご担当者様\n\nお世話になっております。` },
  { to: [B], text: `白樺物産株式会社 ご担当者様\n\nお世話になっております。` },
]);
const ROSTER =
  '氏名,住所,電話番号\n佐藤 愛,東京都港区芝1-2-3,03-1234-5678\n鈴木 淳,大阪府堺市北区1-1,06-1234-5678\n';
const roster = textFile('meibo.csv', ROSTER);
const after = 10;

export const wrongFile: readonly Case[] = [
  {
    title: 'ファイル名に別のお客様の名前',
    holds: true,
    history,
    before: learned,
    mail: { to: [B], text: greet('白樺物産株式会社'), files: [textFile('見積書_青空商事様.csv')], after },
  },
  {
    title: 'ファイル名に（株）つきの別のお客様',
    holds: true,
    history,
    before: learned,
    mail: { to: [B], text: 'お世話になっております。', files: [textFile('(株)青空商事 御見積.csv')], after },
  },
  {
    title: 'ドメインの読みで分かる別のお客様',
    holds: true,
    history,
    mail: { to: [A], text: 'お世話になっております。', files: [textFile('契約書_株式会社みなかぜ商事.csv')] },
  },
  {
    title: '「御中」のある別のお客様',
    holds: true,
    history,
    before: learned,
    mail: { to: [A], text: 'お世話になっております。', files: [textFile('白樺物産御中_請求.csv')], after },
  },
  {
    title: '別の会社に送った名簿',
    holds: true,
    history,
    before: [{ to: [A], text: 'お世話になっております。', files: [roster] }],
    mail: { to: [B], text: 'お世話になっております。', files: [roster], after },
  },
  {
    title: 'another customer’s roster again, under another name',
    holds: true,
    history,
    before: [{ to: [A], text: 'Hello', files: [roster] }],
    mail: { to: [B], text: 'Hello', files: [{ ...roster, name: 'list.csv' }], after },
  },
  {
    title: '宛先のお客様の名前',
    holds: false,
    history,
    before: learned,
    mail: { to: [A], text: greet('青空商事株式会社'), files: [textFile('見積書_青空商事様.csv')], after },
  },
  {
    title: '知らない会社の名前',
    holds: false,
    history,
    before: learned,
    mail: { to: [A], text: greet('青空商事株式会社'), files: [textFile('株式会社むめい_紹介.csv')], after },
  },
  {
    title: '二社目に送る製品カタログ',
    holds: false,
    history,
    before: [{ to: [A], text: 'カタログです。', files: [textFile('catalog.csv')] }],
    mail: { to: [B], text: 'カタログです。', files: [textFile('catalog.csv')], after },
  },
  {
    title: '同じ会社の別の人に同じ名簿',
    holds: false,
    history,
    before: [{ to: [A], text: '名簿です。', files: [roster] }],
    mail: { to: ['another@x1.example'], text: '名簿です。', files: [roster], after },
  },
  {
    title: 'no name in the file’s name',
    holds: false,
    history,
    before: learned,
    mail: { to: [A], text: 'See the file.', files: [textFile('quotation 2026-11.csv')], after },
  },
  {
    title: 'both customers are recipients',
    holds: false,
    history,
    before: learned,
    mail: { to: [A, B], text: 'See the file.', files: [textFile('見積書_青空商事様.csv')], after },
  },
];
