import type { Case } from './case.ts';

const TEXT =
  'いつもお世話になっております。\n山田でございます。\n\n計測器の校正サービスについてご案内申し上げます。\n9月末までのお申し込みで、引取費用を無料とさせていただきます。';
const PEOPLE: readonly (readonly [name: string, local: string])[] = [
  ['村上 彩', 'murakami'],
  ['青木 直樹', 'aoki'],
  ['清水 翔太', 'shimizu'],
  ['石井 洋平', 'ishii'],
  ['藤井 淳', 'fujii'],
  ['高木 恵子', 'takagi'],
  ['原田 優', 'harada'],
  ['宮本 学', 'miyamoto'],
];
const addresses = PEOPLE.map(([, local], n) => `${local}@kaisha${n}x.example`);
const history = Object.fromEntries(addresses.map((address) => [address, 3]));

type Row = { readonly to: string; readonly greeted: string };

function merge(rows: readonly Row[], more: { headers?: readonly string[]; shown?: string } = {}) {
  const mails = rows.map(({ to, greeted }, n) => ({
    to: [more.shown ?? to],
    ...(more.shown === undefined ? {} : { paths: [to] }),
    text: `${greeted === '' ? '' : `${greeted}\n\n`}${TEXT}`,
    subject: `校正サービス ${n}`,
    after: n * 2,
    ...(more.headers === undefined ? {} : { headers: more.headers }),
  }));
  return { before: mails.slice(0, -1), mail: mails.at(-1) ?? { to: [], text: '' }, history };
}
const row = (n: number, greeted: string): Row => ({ to: addresses[n] ?? '', greeted });
const nameOf = (n: number) => `${PEOPLE[n % PEOPLE.length]?.[0]} 様`;
const rows = (greeted: (n: number) => string) => addresses.map((_, n) => row(n, greeted(n)));
const LIST = ['List-Id: <news.corp.example>', 'List-Unsubscribe: <https://x.example/u>'];

export const mailMergeMismatch: readonly Case[] = [
  { title: '一行ずれた宛名', holds: true, ...merge(rows((n) => nameOf(n + 1))) },
  { title: '途中から一行ずれた宛名', holds: true, ...merge(rows((n) => nameOf(n < 4 ? n : n + 1))) },
  { title: '全員に同じ一人の宛名', holds: true, ...merge(rows(() => '大西 健一 様')) },
  {
    title: '配信システムでも、全員に同じ一人の宛名',
    holds: true,
    ...merge(
      rows(() => '大西 健一 様'),
      { headers: LIST },
    ),
  },
  {
    title: '別々の人へのメールすべてに、同じ人のアドレスが宛先に見える',
    holds: true,
    ...merge(rows(nameOf).slice(0, 5), { shown: 'ohnishi.k@freemail.example' }),
  },
  { title: 'the names in another order', holds: true, ...merge(rows((n) => nameOf(n + 3))) },
  { title: '宛名の合った差し込み', holds: false, ...merge(rows(nameOf)) },
  { title: '宛名のない案内', holds: false, ...merge(rows(() => '')) },
  { title: '「お客様各位」の案内', holds: false, ...merge(rows(() => 'お客様各位')) },
  {
    title: '一通だけ違う（旧姓のまま）',
    holds: false,
    ...merge(rows((n) => (n === 7 ? '大西 学 様' : nameOf(n)))),
  },
  {
    title: 'the same note twice to one person',
    holds: false,
    ...merge([row(0, nameOf(0)), row(0, nameOf(0)), row(0, nameOf(0))]),
  },
  {
    title: 'two people greeted wrongly are no series yet',
    holds: false,
    ...merge([row(0, nameOf(1)), row(1, nameOf(2))]),
  },
];
