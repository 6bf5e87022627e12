import { type Case, type CaseMail, quoted } from './case.ts';

const FUKUDA = '福田 典子 <n.fukuda@minakaze-shoji.example>';
const BUSINESS = 'いつもお世話になっております。山田でございます。\n見積書の件でご連絡いたしました。';
const both = { 'n.fukuda@minakaze-shoji.example': 9, 's.yamada@tasogare-kanko.example': 22 };

const earlier = (to: string, text: string): CaseMail => ({ to: [to], text });

export const salutationMismatch: readonly Case[] = [
  {
    title: '会社名も名前も別のお客様',
    holds: true,
    mail: { to: [FUKUDA], text: `たそがれ観光株式会社\n大野様\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: '名前だけ違う（表示名は福田）',
    holds: true,
    mail: { to: [FUKUDA], text: `中村様\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: '表示名がなくても、宛名の人に別のアドレスがある',
    holds: true,
    mail: { to: ['fukuda@minakaze-shoji.example'], text: `大野様\n\n${BUSINESS}` },
    history: { 'fukuda@minakaze-shoji.example': 4, 'ohno@tasogare-kanko.example': 8 },
  },
  {
    title: '名前の似た別の会社（保安と保険）',
    holds: true,
    mail: {
      to: ['みまもり保険 窓口 <madoguchi@mimamori-hoken.example>'],
      text: `みまもり保安株式会社 受付ご担当者様\n\n${BUSINESS}`,
    },
    history: { 'madoguchi@mimamori-hoken.example': 3 },
  },
  {
    title: 'これまでの宛名で覚えた会社と違い、その会社は別の宛先',
    holds: true,
    before: [1, 2, 3].flatMap(() => [
      earlier('tanto@x1.example', `青空商事株式会社 ご担当者様\n\n${BUSINESS}`),
      earlier('desk@x2.example', `白樺物産株式会社 ご担当者様\n\n${BUSINESS}`),
    ]),
    mail: { to: ['desk@x2.example'], text: `青空商事株式会社 ご担当者様\n\n${BUSINESS}`, after: 5 },
    history: { 'tanto@x1.example': 5, 'desk@x2.example': 5 },
  },
  {
    title: 'Dear Dr. with another surname',
    holds: true,
    mail: {
      to: ['Liam Martin <liam.martin@partner.example>'],
      text: 'Dear Dr. Kowalska,\n\nplease find our offer below.',
    },
    history: { 'liam.martin@partner.example': 4 },
  },
  {
    title: 'a first name that belongs to somebody else the sender knows',
    holds: true,
    mail: {
      to: ['Liam Martin <liam.martin@partner.example>'],
      text: 'Hi Sofia,\n\nplease find our offer below.',
    },
    history: { 'liam.martin@partner.example': 4, 'sofia.rossi@client.example': 12 },
  },
  {
    title: '御侍史を添えた宛名が別の病院の医師',
    holds: true,
    mail: {
      to: ['塚本 瞳 <tsukamoto@kita-hp.example>'],
      text: '港南病院 外科\n大西先生御侍史\n\nご注文の器械は20日に納品いたします。',
    },
    history: { 'tsukamoto@kita-hp.example': 9, 'onishi@konan-hp.example': 5 },
  },
  {
    title: 'a German salutation that names another person',
    holds: true,
    mail: {
      to: ['Marta Nowak <marta.nowak@fracht.example>'],
      text: 'Sehr geehrter Herr Fischer,\n\nanbei unsere neuen Preise.',
    },
    history: { 'marta.nowak@fracht.example': 9, 'j.fischer@rhein.example': 5 },
  },
  {
    title: '会社名も名前も合っている',
    holds: false,
    mail: { to: [FUKUDA], text: `株式会社みなかぜ商事\n福田様\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: '字体の違う同じ姓（斎藤と齋藤）',
    holds: false,
    mail: { to: ['齋藤 洋平 <y.saito@client.example>'], text: `斎藤様\n\n${BUSINESS}` },
    history: { 'y.saito@client.example': 3 },
  },
  {
    title: '漢字の宛名とローマ字の表示名',
    holds: false,
    mail: { to: ['Yohei SAITOH <saitoh@client.example>'], text: `斉藤様\n\n${BUSINESS}` },
    history: { 'saitoh@client.example': 3 },
  },
  {
    title: '担当者あて、部署あて、各位',
    holds: false,
    mail: { to: [FUKUDA], text: `営業部ご担当者様\n関係者各位\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: '共有の窓口に、担当者の名前で',
    holds: false,
    mail: { to: ['お客様窓口 <info@client.example>'], text: `株式会社クライアント\n青木様\n\n${BUSINESS}` },
    history: { 'info@client.example': 8 },
  },
  {
    title: '二人あてで、宛名は一人目だけ',
    holds: false,
    mail: { to: [FUKUDA, '中村 亮 <r.nakamura@minakaze-shoji.example>'], text: `中村様\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: 'CC の行の名前は宛先と違ってよい',
    holds: false,
    mail: { to: [FUKUDA], text: `福田様\n（CC: 大野様）\n\n${BUSINESS}` },
    history: both,
  },
  {
    title: 'a nickname',
    holds: false,
    mail: { to: ['Robert Smith <robert.smith@client.example>'], text: 'Hi Bob,\n\nsee you on Monday.' },
    history: { 'robert.smith@client.example': 9, 'bob.jones@other.example': 9 },
  },
  {
    title: 'no greeting at all',
    holds: false,
    mail: { to: ['Liam Martin <liam.martin@partner.example>'], text: 'Please find our offer below.' },
    history: { 'liam.martin@partner.example': 4 },
  },
  {
    title: 'a first name nobody else bears',
    holds: false,
    mail: { to: ['L. Martin <martin@partner.example>'], text: 'Hi Liam,\n\nplease find our offer below.' },
    history: { 'martin@partner.example': 4 },
  },
  {
    title: '本文の引用にある宛名は数えない',
    holds: false,
    mail: {
      to: [FUKUDA],
      subject: 'Re: ご相談',
      text: `福田様\n\n${BUSINESS}\n${quoted(FUKUDA, ['taro.yamada@corp.example'], '山田様\n\nお世話になっております。')}`,
    },
    history: both,
  },
  {
    title: '姓にも名にもある読みも、名と並べば姓（三井健）',
    holds: true,
    mail: { to: ['mitsui-ken@mobile.example'], text: `大原 潤 様\n\n${BUSINESS}` },
    history: { 'mitsui-ken@mobile.example': 4, 'ohara.jun@mail.example': 4 },
  },
  {
    title: '頭文字と姓にも読めるアドレス（s + hirai）',
    holds: false,
    mail: { to: ['shirai2000@mobile.example'], text: `平井 咲良 様\n\n${BUSINESS}` },
    history: { 'shirai2000@mobile.example': 4, 'hirai_emi@mail.example': 4 },
  },
  {
    title: '差し込みの一通は、アドレスの読みだけでは止めない',
    holds: false,
    before: [earlier('kubota.d@mail.example', `久保田 大樹 様\n\n${BUSINESS}`)],
    mail: { to: ['minami-sora@mobile.example'], text: `久保田 悠斗 様\n\n${BUSINESS}`, after: 1 },
    history: { 'minami-sora@mobile.example': 4, 'kubota.d@mail.example': 4 },
  },
];
