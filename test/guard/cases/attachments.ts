// Tables of the two questions about the mere presence of files; the policy switches them on.

import { type Case, textFile } from './case.ts';

const FILE = [textFile('a.csv')];
const TO = ['x@client.example'];
const asked = { checks: { 'missing-attachment': { action: 'confirm' } } } as const;
const recheck = { checks: { 'attachment-recheck': { action: 'confirm' } } } as const;

export const missingAttachment: readonly Case[] = [
  {
    title: '添付します、と書いて添付がない',
    holds: true,
    policy: asked,
    mail: { to: TO, text: '見積書を添付しますのでご確認ください。' },
  },
  { title: '添付のとおり', holds: true, policy: asked, mail: { to: TO, text: '添付の資料をご覧ください。' } },
  { title: '別添の資料', holds: true, policy: asked, mail: { to: TO, text: '別添の資料のとおりです。' } },
  {
    title: 'please find attached',
    holds: true,
    policy: asked,
    mail: { to: TO, text: 'Please find attached our offer.' },
  },
  {
    title: 'I have attached',
    holds: true,
    policy: asked,
    mail: { to: TO, text: 'I have attached the minutes.' },
  },
  {
    title: 'see the attached file',
    holds: true,
    policy: asked,
    mail: { to: TO, text: 'See the attached file for details.' },
  },
  {
    title: '添付がある',
    holds: false,
    policy: asked,
    mail: { to: TO, text: '見積書を添付します。', files: FILE },
  },
  {
    title: '引用の中の「添付」',
    holds: false,
    policy: asked,
    mail: { to: TO, subject: 'Re: 資料', text: '受け取りました。\n\n> 資料を添付します。' },
  },
  {
    title: '社内',
    holds: false,
    policy: asked,
    mail: { to: ['b@corp.example'], text: '資料を添付します。' },
  },
  {
    title: '添付はない、と書いたもの',
    holds: false,
    policy: asked,
    mail: { to: TO, text: '添付はありません。' },
  },
  {
    title: 'by default it is only recorded',
    holds: false,
    mail: { to: TO, text: 'Please find attached our offer.' },
  },
  { title: 'no word of it', holds: false, policy: asked, mail: { to: TO, text: 'See you on Monday.' } },
];

export const attachmentRecheck: readonly Case[] = [
  { title: '社外に添付', holds: true, policy: recheck, mail: { to: TO, text: '資料です。', files: FILE } },
  {
    title: '二つの添付',
    holds: true,
    policy: recheck,
    mail: { to: TO, text: '資料です。', files: [...FILE, textFile('b.csv')] },
  },
  {
    title: 'Bcc の社外に添付',
    holds: true,
    policy: recheck,
    mail: { to: ['b@corp.example'], bcc: TO, text: '資料です。', files: FILE },
  },
  {
    title: 'an affiliate',
    holds: true,
    policy: recheck,
    mail: { to: ['x@sister.example'], text: 'See the file.', files: FILE },
  },
  {
    title: 'to a known customer too',
    holds: true,
    policy: recheck,
    history: { 'x@client.example': 50 },
    mail: { to: TO, text: 'See the file.', files: FILE },
  },
  {
    title: 'in a reply too',
    holds: true,
    policy: recheck,
    mail: { to: TO, subject: 'Re: file', text: 'See the file.', files: FILE },
  },
  {
    title: '社内に添付',
    holds: false,
    policy: recheck,
    mail: { to: ['b@corp.example'], text: '資料です。', files: FILE },
  },
  { title: '添付なし', holds: false, policy: recheck, mail: { to: TO, text: '明日伺います。' } },
  { title: '既定では切ってある', holds: false, mail: { to: TO, text: '資料です。', files: FILE } },
  {
    title: 'an automatic reply',
    holds: false,
    policy: recheck,
    mail: { to: TO, text: 'Away.', files: FILE, headers: ['Auto-Submitted: auto-replied'] },
  },
  {
    title: 'only recorded',
    holds: false,
    policy: { checks: { 'attachment-recheck': { action: 'log' } } },
    mail: { to: TO, text: 'See the file.', files: FILE },
  },
  {
    title: 'a newsletter',
    holds: false,
    policy: recheck,
    mail: {
      to: TO,
      text: 'News',
      files: FILE,
      headers: ['List-Id: <n.corp.example>', 'List-Unsubscribe: <https://x.example/u>'],
    },
  },
];
