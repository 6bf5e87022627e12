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

/** A fifth of the default limits, so that the tables stay short; the first case shows the defaults. */
const policy = { checks: { burst: { newInTenMinutes: 4, newInHour: 16, inTenMinutes: 8 } } };

export const burst: readonly Case[] = [
  { title: '知らない二十五人に五秒おき', holds: true, ...oneByOne(strangers(25), 5, { text: PHISH }) },
  { title: '知らない人に十七秒おき', holds: true, policy, ...oneByOne(strangers(6), 17, { text: PHISH }) },
  { title: '知らない人に三分半おき', holds: true, policy, ...oneByOne(strangers(17), 205, { text: PHISH }) },
  {
    title: 'ten known customers within a minute',
    holds: true,
    policy,
    ...oneByOne(strangers(10), 1, { text: NOTICE }),
    history: known(10),
  },
  {
    title: 'a burst of replies nobody asked for',
    holds: true,
    policy,
    ...oneByOne(strangers(5), 2, { subject: 'Re: invoice', text: PHISH }),
  },
  {
    title: 'a list to strangers only',
    holds: true,
    policy,
    ...oneByOne(strangers(14), 1, { text: PHISH, ...LIST }),
  },
  {
    title: '知っている人に一分半おき、手作業で',
    holds: false,
    policy,
    ...oneByOne(strangers(12), 90, { text: NOTICE }),
    history: known(12),
  },
  {
    title: '知らない人に四分おき',
    holds: false,
    policy,
    ...oneByOne(strangers(8), 240, { text: NOTICE }),
  },
  {
    title: '購読者への配信',
    holds: false,
    policy,
    ...oneByOne(strangers(20), 2, { text: NOTICE, ...LIST }),
    history: known(20),
  },
  {
    title: '社内への二十通',
    holds: false,
    policy,
    ...oneByOne(
      Array.from({ length: 20 }, (_, n) => `c${n}@corp.example`),
      0.2,
      { text: NOTICE },
    ),
  },
  {
    title: 'twenty alerts to one desk',
    holds: false,
    policy,
    ...oneByOne(Array<string>(20).fill('noc@client.example'), 1, { text: NOTICE }),
    history: { 'noc@client.example': 40 },
  },
  {
    title: 'a system of ours',
    holds: false,
    policy: { ...policy, systemSenders: [{ from: 'billing@corp.example' }] },
    ...oneByOne(strangers(12), 1, { from: 'billing@corp.example', text: NOTICE }),
  },
  {
    title: 'one mail to strangers by Bcc',
    holds: false,
    policy,
    mail: { to: [], bcc: strangers(10), text: NOTICE },
  },
];
