import type { Case, CaseMail } from './case.ts';

const PHISH =
  'お客様のお支払い方法に問題が発生しました。\n24時間以内に更新されない場合、アカウントを停止いたします。\nhttps://pay.example.com/update';
const NOTICE =
  'いつもお世話になっております。\n価格改定のお知らせを申し上げます。詳しくは下記をご覧ください。';

/** Mails to one after the other, `seconds` apart; the last one is judged. */
function oneByOne(to: readonly string[], seconds: number, mail: Omit<CaseMail, 'to'>) {
  const mails = to.map((address, n) => ({ ...mail, to: [address], after: (n * seconds) / 60 }));
  return { before: mails.slice(0, -1), mail: mails.at(-1) ?? { ...mail, to: [] } };
}
const strangers = (count: number) => Array.from({ length: count }, (_, n) => `who${n}@s${n}x.example`);
const LIST = { headers: ['List-Id: <news.corp.example>', 'List-Unsubscribe: <https://x.example/u>'] };
const known = (count: number) => Object.fromEntries(strangers(count).map((address) => [address, 2]));

export const burst: readonly Case[] = [
  { title: '知らない三十人に五秒おき', holds: true, ...oneByOne(strangers(30), 5, { text: PHISH }) },
  { title: '知らない九十人に十七秒おき', holds: true, ...oneByOne(strangers(90), 17, { text: PHISH }) },
  { title: '知らない百人に四十秒おき', holds: true, ...oneByOne(strangers(100), 40, { text: PHISH }) },
  {
    title: 'fifty known customers within a minute',
    holds: true,
    ...oneByOne(strangers(50), 1, { text: NOTICE }),
    history: known(50),
  },
  {
    title: 'a burst of replies nobody asked for',
    holds: true,
    ...oneByOne(strangers(25), 2, { subject: 'Re: invoice', text: PHISH }),
  },
  { title: 'a list to strangers only', holds: true, ...oneByOne(strangers(70), 1, { text: PHISH, ...LIST }) },
  {
    title: '知っている三十人に一分おき、手作業で',
    holds: false,
    ...oneByOne(strangers(30), 60, { text: NOTICE }),
    history: known(30),
  },
  { title: '知らない十人に二分おき', holds: false, ...oneByOne(strangers(10), 120, { text: NOTICE }) },
  {
    title: '購読者への配信',
    holds: false,
    ...oneByOne(strangers(80), 2, { text: NOTICE, ...LIST }),
    history: known(80),
  },
  {
    title: '社内への八十通',
    holds: false,
    ...oneByOne(
      Array.from({ length: 80 }, (_, n) => `c${n}@corp.example`),
      0.2,
      { text: NOTICE },
    ),
  },
  {
    title: 'sixty alerts to one desk',
    holds: false,
    ...oneByOne(Array<string>(60).fill('noc@client.example'), 1, { text: NOTICE }),
    history: { 'noc@client.example': 40 },
  },
  {
    title: 'a system of ours',
    holds: false,
    ...oneByOne(strangers(60), 1, { from: 'billing@corp.example', text: NOTICE }),
    policy: { systemSenders: [{ from: 'billing@corp.example' }] },
  },
  {
    title: 'one mail to twenty-five strangers by Bcc',
    holds: false,
    mail: { to: [], bcc: strangers(25), text: NOTICE },
  },
];
