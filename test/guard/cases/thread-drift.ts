import { type Case, colleagues, quoted, textFile } from './case.ts';

const TARO = '山田 太郎 <taro.yamada@corp.example>';
const OHNO = '大野 進 <s.ohno@tasogare-kanko.example>';
const FUKUDA = '福田 典子 <n.fukuda@minakaze-shoji.example>';
const both = { 'n.fukuda@minakaze-shoji.example': 9, 's.ohno@tasogare-kanko.example': 22 };
const HEADERS = ['In-Reply-To: <a1@tasogare-kanko.example>', 'References: <a1@tasogare-kanko.example>'];

export const threadDrift: readonly Case[] = [
  {
    title: '返信のつもりの転送：宛名は引用元の差出人',
    holds: true,
    mail: {
      to: [FUKUDA],
      subject: 'FW: ご相談',
      headers: HEADERS,
      text: `大野様\n\nお世話になっております。仕切率は63%でお願いします。\n${quoted(OHNO, [TARO], '条件をご検討ください。')}`,
    },
    history: both,
  },
  {
    title: '御社限りの引用を、別の会社へ',
    holds: true,
    mail: {
      to: [FUKUDA],
      subject: 'FW: ご相談',
      headers: HEADERS,
      text: `福田様\n\nお世話になっております。下記をご覧ください。\n${quoted(OHNO, [TARO], '60%をお願いします。\n本件は御社限りでお願いいたします。')}`,
    },
    history: both,
  },
  {
    title: 'an internal exchange with its file to a company nobody knows',
    holds: true,
    mail: {
      to: ['office@newco.example'],
      subject: 'Fwd: prices',
      text: `Hello,\n\nsee below.\n${quoted('Ai Sato <sato.ai@corp.example>', [TARO], 'Our cost is 40.')}`,
      files: [textFile('cost.csv')],
    },
  },
  {
    title: 'a customer’s words shown to a stranger',
    holds: true,
    mail: {
      to: [OHNO],
      cc: ['who@stranger.example'],
      subject: 'Re: ご相談',
      headers: HEADERS,
      text: `大野様\n\nお世話になっております。承知しました。\n${quoted(OHNO, [TARO], '条件をご検討ください。')}`,
    },
    history: both,
  },
  {
    title: '同僚への本音が、全員への返信で先方にも',
    holds: true,
    mail: {
      to: [colleagues(1)[0] ?? ''],
      cc: [OHNO],
      subject: 'Re: ご相談',
      headers: HEADERS,
      text: `佐藤さん\n\nお疲れさまです。先方の予算にはまだ余裕がありそうです。\n${quoted(OHNO, [TARO, ...colleagues(1)], '条件をご検討ください。')}`,
    },
    history: both,
  },
  {
    title: 'do not forward, forwarded',
    holds: true,
    mail: {
      to: ['Liam Martin <liam.martin@partner.example>'],
      subject: 'Fwd: draft',
      text: `Hi Liam,\n\nfor your information.\n${quoted('Sofia Rossi <sofia.rossi@client.example>', [TARO], 'This is our draft. Please do not forward.')}`,
    },
    history: { 'liam.martin@partner.example': 5, 'sofia.rossi@client.example': 5 },
  },
  {
    title: '質問した人への返信',
    holds: false,
    mail: {
      to: [OHNO],
      subject: 'Re: ご相談',
      headers: HEADERS,
      text: `大野様\n\nお世話になっております。仕切率は63%でお願いします。\n${quoted(OHNO, [TARO], '条件をご検討ください。本件は御社限りでお願いいたします。')}`,
    },
    history: both,
  },
  {
    title: '社内への転送',
    holds: false,
    mail: {
      to: colleagues(2),
      subject: 'FW: ご相談',
      headers: HEADERS,
      text: `各位\n\nお疲れさまです。下記のとおりです。\n${quoted(OHNO, [TARO], '本件は御社限りでお願いいたします。')}`,
    },
    history: both,
  },
  {
    title: '仕入先への、断りのある転送',
    holds: false,
    mail: {
      to: [FUKUDA],
      subject: 'FW: 納期のお問い合わせ',
      headers: HEADERS,
      text: `福田様\n\nお世話になっております。お客様から下記のお問い合わせがありました。\n${quoted(OHNO, [TARO], '納期はいつになりますか。')}`,
    },
    history: both,
  },
  {
    title: 'the same company’s colleague joins the thread',
    holds: false,
    mail: {
      to: [OHNO],
      cc: ['keiri@tasogare-kanko.example'],
      subject: 'Re: ご相談',
      headers: HEADERS,
      text: `大野様\n\nお世話になっております。承知しました。\n${quoted(OHNO, [TARO], '条件をご検討ください。')}`,
    },
    history: both,
  },
  {
    title: 'an internal answer passed on in plain words to a known customer',
    holds: false,
    mail: {
      to: ['Sofia Rossi <sofia.rossi@client.example>'],
      subject: 'FW: delivery',
      text: `Hi Sofia,\n\nsee our warehouse’s answer below.\n${quoted('Ai Sato <sato.ai@corp.example>', [TARO], 'It will leave on Monday.')}`,
    },
    history: { 'sofia.rossi@client.example': 5 },
  },
  {
    title: '全員への返信で、同僚へのふつうの依頼',
    holds: false,
    mail: {
      to: [colleagues(1)[0] ?? ''],
      cc: [OHNO],
      subject: 'Re: ご相談',
      headers: HEADERS,
      text: `佐藤さん\n\nお疲れさまです。図面の送付をお願いします。\n${quoted(OHNO, [TARO, ...colleagues(1)], '図面をいただけますか。')}`,
    },
    history: both,
  },
];
