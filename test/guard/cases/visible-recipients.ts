import { type Case, colleagues, knows, quoted } from './case.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => `person${n}.a${n}@freemail.example`);
const companies = (count: number) =>
  Array.from({ length: count }, (_, n) => `tanto@kaisha${String.fromCharCode(97 + n)}.example`);
const NOTICE = '会員各位\n\nいつもお世話になっております。総会の日程をお知らせいたします。';
const THREAD = '各位\n\nお世話になっております。次回の打ち合わせは金曜日です。';

export const visibleRecipients: readonly Case[] = [
  {
    title: '会員五人の私用アドレスが宛先に並ぶ',
    holds: true,
    mail: { to: people(5), text: NOTICE },
    history: knows(people(5)),
  },
  {
    title: '知っている四十社を Cc に',
    holds: true,
    mail: { to: ['taro.yamada@corp.example'], cc: companies(20), text: NOTICE },
    history: knows(companies(20)),
  },
  {
    title: '同じ失敗を、人を替えてもう一度',
    holds: true,
    before: [{ to: people(3), text: NOTICE }],
    mail: { to: people(7), text: NOTICE, after: 2 },
    history: knows(people(7)),
  },
  {
    title: 'a group that met before, and four more strangers',
    holds: true,
    before: [{ to: companies(3), text: THREAD }],
    mail: { to: companies(8), text: THREAD, after: 30 },
    history: knows(companies(8)),
  },
  {
    title: 'six guests in a party invitation',
    holds: true,
    mail: { to: people(6), subject: 'Party', text: 'Dear all,\n\nplease join us on Friday.' },
    history: knows(people(6)),
  },
  {
    title: 'fifteen people of three companies in one list',
    holds: true,
    mail: {
      to: ['a.example', 'b.example', 'c.example'].flatMap((domain) =>
        ['ann', 'bob', 'cid', 'dan', 'eve'].map((name) => `${name}@client-${domain}`),
      ),
      text: 'Dear all,\n\nthe workshop starts at nine.',
    },
  },
  {
    title: '同じ案内を Bcc で',
    holds: false,
    mail: { to: ['taro.yamada@corp.example'], bcc: people(40), text: NOTICE },
    history: knows(people(40)),
  },
  {
    title: 'お客様一社の十二人',
    holds: false,
    mail: {
      to: Array.from({ length: 12 }, (_, n) => `staff${n}@client.example`),
      text: THREAD,
    },
    history: knows(['staff0@client.example']),
  },
  {
    title: '前に一緒に書いた三社に、一社が加わる',
    holds: false,
    before: [{ to: companies(3), text: THREAD }],
    mail: { to: companies(4), text: THREAD, after: 30 },
    history: knows(companies(4)),
  },
  {
    title: '引用した宛先の全員に返信',
    holds: false,
    mail: {
      to: companies(7),
      subject: 'Re: 日程',
      text: `${THREAD}\n${quoted(companies(1)[0] ?? '', [...companies(7).slice(1), 'taro.yamada@corp.example'], '日程はいかがでしょうか。')}`,
    },
    history: knows(companies(7)),
  },
  {
    title: 'three companies, two people each, in a project',
    holds: false,
    mail: {
      to: ['a.example', 'b.example', 'c.example'].flatMap((d) => [`ann@client-${d}`, `bob@client-${d}`]),
      text: 'Dear all,\n\nminutes below.',
    },
  },
  {
    title: 'colleagues and one customer',
    holds: false,
    mail: { to: ['tanto@client.example'], cc: colleagues(10), text: THREAD },
    history: knows(['tanto@client.example']),
  },
];
