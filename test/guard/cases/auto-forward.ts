import { type Case, colleagues } from './case.ts';

const HOME = 'taro.home@freemail.example';
const CUSTOMER = '小林 優 <y.kobayashi@client.example>';
const TEXT = '山田様\n\nお世話になっております。書類を受領しました。';
const own = 'taro.yamada@corp.example';

export const autoForward: readonly Case[] = [
  {
    title: 'Exchange の転送規則',
    holds: true,
    mail: {
      from: CUSTOMER,
      to: [own],
      text: TEXT,
      headers: [
        'X-MS-Exchange-Inbox-Rules-Loop: taro.yamada@corp.example',
        `Resent-From: <${own}>`,
        `Resent-To: <${HOME}>`,
      ],
      reversePath: own,
      paths: [HOME],
    },
  },
  {
    title: '社外から届いたメールが、宛先にない社外へ',
    holds: true,
    mail: { from: CUSTOMER, to: [own], paths: [HOME], text: TEXT, reversePath: own },
  },
  {
    title: '社内のメールが転送の印つきで社外へ',
    holds: true,
    mail: {
      from: colleagues(1)[0] ?? '',
      to: [HOME],
      text: TEXT,
      headers: ['X-Forwarded-For: taro.yamada@corp.example taro.home@freemail.example'],
      reversePath: own,
    },
  },
  {
    title: 'Auto-Submitted says so',
    holds: true,
    mail: { to: [HOME], text: TEXT, headers: ['Auto-Submitted: auto-forwarded'] },
  },
  {
    title: 'a rewritten reverse-path (SRS)',
    holds: true,
    mail: {
      from: CUSTOMER,
      to: [own],
      paths: [HOME],
      text: TEXT,
      reversePath: 'SRS0=ab=cd=client.example=y.kobayashi@corp.example',
    },
  },
  {
    title: 'the mark of a mail provider',
    holds: true,
    mail: {
      from: CUSTOMER,
      to: [own],
      paths: [HOME],
      text: TEXT,
      headers: ['X-Forwarded-To: taro.home@freemail.example'],
      reversePath: own,
    },
  },
  {
    title: '手で転送した Fwd:',
    holds: false,
    mail: {
      to: ['x@client.example'],
      subject: 'Fwd: 書類',
      text: 'お世話になっております。下記のとおりです。',
    },
  },
  {
    title: '社内への転送規則',
    holds: false,
    mail: {
      from: CUSTOMER,
      to: [own],
      bcc: ['sato.ai@corp.example'],
      text: TEXT,
      headers: ['X-MS-Exchange-Inbox-Rules-Loop: taro.yamada@corp.example'],
      reversePath: own,
    },
  },
  {
    title: '不在の自動返信',
    holds: false,
    mail: { to: ['x@client.example'], text: '不在です。', headers: ['Auto-Submitted: auto-replied'] },
  },
  { title: 'an ordinary Bcc', holds: false, mail: { to: [own], bcc: ['x@client.example'], text: 'Hello' } },
  {
    title: 'a mailing list of ours with an outside member',
    holds: false,
    mail: {
      from: CUSTOMER,
      to: ['ml@corp.example'],
      bcc: ['x@client.example'],
      text: TEXT,
      headers: ['List-Id: <ml.corp.example>', 'List-Unsubscribe: <https://x.example/u>'],
      reversePath: 'ml-bounces@corp.example',
    },
  },
  {
    title: 'a notice of the system',
    holds: false,
    mail: {
      from: 'system@corp.example',
      to: ['x@client.example'],
      text: 'Done.',
      headers: ['Auto-Submitted: auto-generated'],
    },
  },
];
