import { type Case, knows } from './case.ts';

const strangers = (count: number) => Array.from({ length: count }, (_, n) => `desk@new${n}x.example`);
const TEXT = 'Hello,\n\na document has been shared with you. Please sign in to view it.';
const NEWS = 'お客様各位\n\n平素よりお世話になっております。営業日のご案内です。';

export const manyRecipients: readonly Case[] = [
  {
    title: '書いたことのない六十社へ Bcc で',
    holds: true,
    mail: { to: ['taro.yamada@corp.example'], bcc: strangers(60), text: NEWS },
  },
  {
    title: '知っている五十五社を宛先に並べて',
    holds: true,
    mail: { to: strangers(55), text: NEWS },
    history: knows(strangers(55)),
  },
  {
    title: 'a hijacked account: colleagues and outsiders by Bcc',
    holds: true,
    mail: {
      to: ['taro.yamada@corp.example'],
      bcc: [...Array.from({ length: 80 }, (_, n) => `c${n}@corp.example`), ...strangers(90)],
      text: TEXT,
    },
    history: knows(strangers(20)),
  },
  {
    title: 'half known, half not',
    holds: true,
    mail: { to: [], bcc: strangers(130), text: TEXT },
    history: knows(strangers(60)),
  },
  { title: 'Cc の五十社', holds: true, mail: { to: [], cc: strangers(50), text: NEWS } },
  {
    title: 'the policy’s own limit',
    holds: true,
    mail: { to: [], bcc: strangers(12), text: TEXT },
    policy: { checks: { 'many-recipients': { confirmAt: 10 } } },
  },
  {
    title: '書いたことのある百社へ Bcc で',
    holds: false,
    mail: { to: ['taro.yamada@corp.example'], bcc: strangers(100), text: NEWS },
    history: knows(strangers(100)),
  },
  {
    title: '社内百二十人への連絡',
    holds: false,
    mail: {
      to: Array.from({ length: 120 }, (_, n) => `c${n}@corp.example`),
      text: '社員各位\n\nお疲れさまです。',
    },
  },
  { title: '初めての二十社へ Bcc で', holds: false, mail: { to: [], bcc: strangers(20), text: NEWS } },
  {
    title: 'sixty people of one customer',
    holds: false,
    mail: { to: Array.from({ length: 60 }, (_, n) => `p${n}@client.example`), text: TEXT },
  },
  {
    title: 'a newsletter system with its List-Id',
    holds: false,
    mail: {
      to: ['news@corp.example'],
      bcc: strangers(80),
      text: NEWS,
      headers: ['List-Id: <news.corp.example>', 'List-Unsubscribe: <https://www.corp.example/u>'],
    },
  },
  {
    title: 'a report to one stranger',
    holds: false,
    mail: { to: ['desk@new.example'], text: TEXT },
  },
];
