import { type Case, textFile } from './case.ts';

const policy = { importantRecipients: ['vip.example', 'ceo@client.example'] };
const FILE = [textFile('teian.csv')];

export const importantRecipient: readonly Case[] = [
  {
    title: '重要なお客様に提案書',
    holds: true,
    policy,
    mail: { to: ['a@vip.example'], text: '提案書です。', files: FILE },
    history: { 'a@vip.example': 30 },
  },
  {
    title: '重要な一人に提案書',
    holds: true,
    policy,
    mail: { to: ['ceo@client.example'], text: '提案書です。', files: FILE },
  },
  {
    title: 'Bcc の重要なお客様',
    holds: true,
    policy,
    mail: { to: ['x@client.example'], bcc: ['a@vip.example'], text: '資料です。', files: FILE },
  },
  {
    title: '社外秘と書いた本文',
    holds: true,
    policy,
    mail: { to: ['a@vip.example'], text: '社外秘\n\n価格表の件です。' },
  },
  {
    title: 'a file to an important customer among others',
    holds: true,
    policy,
    mail: { to: ['x@client.example', 'a@vip.example'], text: 'See the file.', files: FILE },
  },
  {
    title: 'the address in capitals',
    holds: true,
    policy,
    mail: { to: ['CEO@client.example'], text: 'See the file.', files: FILE },
  },
  {
    title: '重要なお客様との日程の連絡',
    holds: false,
    policy,
    mail: { to: ['a@vip.example'], text: '明日10時に伺います。' },
  },
  {
    title: '同じ会社の別の人に提案書',
    holds: false,
    policy,
    mail: { to: ['staff@client.example'], text: '提案書です。', files: FILE },
    history: { 'staff@client.example': 3 },
  },
  {
    title: 'サブドメインは別',
    holds: false,
    policy,
    mail: { to: ['a@mail.vip.example'], text: '提案書です。', files: FILE },
  },
  {
    title: 'no list in the policy',
    holds: false,
    mail: { to: ['a@vip.example'], text: 'See the file.', files: FILE },
  },
  {
    title: 'a plain reply',
    holds: false,
    policy,
    mail: { to: ['a@vip.example'], subject: 'Re: visit', text: 'Yes, ten is fine.' },
  },
  {
    title: 'others with a file',
    holds: false,
    policy,
    mail: { to: ['x@other.example'], text: 'See the file.', files: FILE },
  },
];
