import type { Case } from './case.ts';

const TEXT = 'お世話になっております。資料の件です。';
const history = { 'tanaka@minakaze-shoji.example': 12, 'kobayashi@minakaze-shoji.example': 9 };

export const lookalikeDomain: readonly Case[] = [
  {
    title: '一文字抜けたドメイン',
    holds: true,
    mail: { to: ['tanaka@minakae-shoji.example'], text: TEXT },
    history,
  },
  {
    title: '隣の文字が入れ替わったドメイン',
    holds: true,
    mail: { to: ['tanaka@minakaez-shoji.example'], text: TEXT },
    history,
  },
  { title: 'フリーメールの打ち間違い', holds: true, mail: { to: ['who@freemial.example'], text: TEXT } },
  {
    title: '同じ会社の、一文字違いのアドレス',
    holds: true,
    mail: { to: ['kobayasi@minakaze-shoji.example'], text: TEXT },
    history,
  },
  {
    title: 'co.jp の会社に ne.jp で',
    holds: true,
    mail: { to: ['x@aozora-bussan.ne.jp'], text: TEXT },
    history: { 'x@aozora-bussan.co.jp': 6 },
  },
  {
    title: 'rn for m',
    holds: true,
    mail: { to: ['ann@custorner.example'], text: 'Hi Ann' },
    history: { 'ann@customer.example': 6 },
  },
  {
    title: 'a slipped ending',
    holds: true,
    mail: { to: ['ann@bigcustomer.con'], text: 'Hi Ann' },
    history: { 'ann@bigcustomer.com': 6 },
  },
  {
    title: 'a letter of another script',
    holds: true,
    mail: { to: ['ann@сustomer.example'], text: 'Hi Ann' },
    history: { 'ann@customer.example': 6 },
  },
  {
    title: 'a name that shows another address',
    holds: true,
    mail: { to: ['"ann@customer.example" <x@elsewhere.example>'], text: 'Hi Ann' },
    history: { 'ann@customer.example': 6 },
  },
  {
    title: '正しいドメイン',
    holds: false,
    mail: { to: ['tanaka@minakaze-shoji.example'], text: TEXT },
    history,
  },
  {
    title: '番号だけ違う二人',
    holds: false,
    mail: { to: ['tanaka2@minakaze-shoji.example'], text: TEXT },
    history: { 'tanaka1@minakaze-shoji.example': 9 },
  },
  {
    title: '三文字の会社名どうし',
    holds: false,
    mail: { to: ['x@abd.example'], text: TEXT },
    history: { 'x@abc.example': 9 },
  },
  {
    title: '似た名前でも、前から知っている会社',
    holds: false,
    mail: { to: ['x@custorner.example'], text: TEXT },
    history: { 'x@custorner.example': 2, 'x@customer.example': 9 },
  },
  {
    title: 'a quite different company',
    holds: false,
    mail: { to: ['x@riverside.example'], text: 'Hello' },
    history,
  },
  {
    title: 'two addresses of one letter’s difference, both recipients',
    holds: false,
    mail: { to: ['kobayashi@minakaze-shoji.example', 'kobayasi@minakaze-shoji.example'], text: 'Hello' },
    history,
  },
  {
    title: 'an affix that another company has',
    holds: false,
    mail: { to: ['x@minakaze-kogyo.example'], text: TEXT },
    history,
  },
];
