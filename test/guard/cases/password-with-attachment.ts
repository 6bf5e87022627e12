import { type Case, lockedZip, textFile } from './case.ts';

const TO = '吉田 里奈 <r.yoshida@client.example>';
const history = { 'r.yoshida@client.example': 18, 'other@client2.example': 5 };
const ZIP = [lockedZip('支払データ.zip')];
const HELLO = '吉田様\n\nいつもお世話になっております。';
const sent = { to: [TO], text: `${HELLO}\n支払データをお送りいたします。`, files: ZIP };

export const passwordWithAttachment: readonly Case[] = [
  {
    title: '同じメールにパスワード',
    holds: true,
    history,
    mail: { to: [TO], text: `${HELLO}\n解凍パスワードは mori2024 です。`, files: ZIP },
  },
  {
    title: '三十分後に同じ人へパスワード',
    holds: true,
    history,
    before: [sent],
    mail: { to: [TO], text: `${HELLO}\n先ほどのファイルのパスワード：mori2024`, after: 30 },
  },
  {
    title: '一時間後に「解凍キー」',
    holds: true,
    history,
    before: [sent],
    mail: { to: [TO], text: `${HELLO}\n先ほどのファイルの解凍キーは mori2024 です。`, after: 60 },
  },
  {
    title: 'パスワードを先に、ファイルを後に',
    holds: true,
    history,
    before: [{ to: [TO], text: `${HELLO}\nパスワードは mori2024 です。` }],
    mail: { ...sent, after: 10 },
  },
  {
    title: 'ファイル名にパスワード',
    holds: true,
    history,
    mail: { to: [TO], text: HELLO, files: [lockedZip('支払データ_解凍PWはmori2024.zip')] },
  },
  {
    title: 'the password follows in English',
    holds: true,
    history,
    before: [sent],
    mail: { to: [TO], text: 'Hi,\n\nthe password is Kx9!mori.', after: 20 },
  },
  {
    title: 'Password in the same mail',
    holds: true,
    history,
    mail: { to: [TO], text: 'Hi,\n\nPassword: Kx9!mori', files: ZIP },
  },
  {
    title: 'パスワードはお電話で',
    holds: false,
    history,
    mail: { to: [TO], text: `${HELLO}\nパスワードはお電話でお伝えいたします。`, files: ZIP },
  },
  {
    title: '「パスワード：お電話にて」',
    holds: false,
    history,
    mail: { to: [TO], text: `${HELLO}\nパスワード：お電話にてお伝えします`, files: ZIP },
  },
  {
    title: '別の人へのパスワード',
    holds: false,
    history,
    before: [sent],
    mail: { to: ['other@client2.example'], text: 'パスワードは mori2024 です。', after: 20 },
  },
  {
    title: '一時間を過ぎた別のパスワード',
    holds: false,
    history,
    before: [sent],
    mail: { to: [TO], text: `${HELLO}\n会員ページのパスワードは abcd1234 です。`, after: 61 },
  },
  {
    title: '暗号化していないファイル',
    holds: false,
    history,
    mail: { to: [TO], text: `${HELLO}\nパスワードは abcd1234 です。`, files: [textFile('a.csv')] },
  },
  {
    title: 'a password without any file',
    holds: false,
    history,
    mail: { to: [TO], text: 'Hi,\n\nthe password of the meeting is Kx9!mori.' },
  },
  {
    title: 'within the company',
    holds: false,
    mail: { to: ['sato.ai@corp.example'], text: 'パスワードは mori2024 です。', files: ZIP },
  },
  {
    title: '罫線で囲んだパスワード',
    holds: true,
    history,
    before: [sent],
    mail: { to: [TO], text: `${HELLO}\n\n展開用パスワード\n-----\nKaze7788\n-----`, after: 5 },
  },
];
