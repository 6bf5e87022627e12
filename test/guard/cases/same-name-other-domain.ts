import { type Case, quoted } from './case.ts';

const SUZUKI = '鈴木 淳 <suzuki.jun@corp.example>';
const NOTE = '鈴木さん\n\nお疲れさまです。山田です。\n来期の予算案をまとめました。ご確認ください。';

export const sameNameOtherDomain: readonly Case[] = [
  {
    title: '同僚と同じ名前の、初めてのフリーメール',
    holds: true,
    mail: { to: ['鈴木 淳 <suzuki.jun@freemail.example>'], text: NOTE },
    history: { 'suzuki.jun@corp.example': 20 },
  },
  {
    title: '同僚への連絡が、めったに書かない取引先の同姓者へ',
    holds: true,
    mail: { to: ['鈴木 一郎 <suzuki@client.example>'], text: NOTE },
    history: { 'suzuki.jun@corp.example': 20, 'suzuki@client.example': 2 },
  },
  {
    title: '姓と名が逆の、他社の初めての宛先',
    holds: true,
    mail: { to: ['jun.suzuki@other.example'], text: '資料の件、よろしくお願いします。' },
    history: { 'suzuki.jun@client.example': 12 },
  },
  {
    title: '宛名の会社は、よく書く同姓者の会社',
    holds: true,
    mail: {
      to: ['佐藤 <sato@hibari-shokuhin.example>'],
      text: '株式会社やまびこ設計\n佐藤様\n\nお世話になっております。図面の件です。',
    },
    history: { 'sato@hibari-shokuhin.example': 2, 'm.sato@yamabiko-sekkei.example': 15 },
  },
  {
    title: 'a colleague’s full name at a new company',
    holds: true,
    mail: { to: ['Emma Khan <emma.khan@partner.example>'], text: 'Hi Emma,\n\nplease find the plan below.' },
    history: { 'emma.khan@corp.example': 30 },
  },
  {
    title: 'the same local part with another spelling of the sounds',
    holds: true,
    mail: { to: ['kouji.itoh@freemail.example'], text: '伊藤さん\n\nお疲れさまです。異動の件です。' },
    history: { 'ito.koji@corp.example': 9 },
  },
  {
    title: '「くん」で呼ぶ部下への一言が、取引先の同姓者へ',
    holds: true,
    mail: {
      to: ['三宅 隆 <miyake@client.example>'],
      text: '三宅くん\n\nおつかれ。山田です。\n評価はBで出しておいた。',
    },
    history: { 'miyake@corp.example': 60, 'miyake@client.example': 4 },
  },
  {
    title: '同じ連絡を同僚本人へ',
    holds: false,
    mail: { to: [SUZUKI], text: NOTE },
    history: { 'suzuki.jun@corp.example': 20, 'suzuki@client.example': 2 },
  },
  {
    title: '取引先の同姓者あてと分かる文面',
    holds: false,
    mail: {
      to: ['鈴木 一郎 <suzuki@client.example>'],
      text: '株式会社クライアント\n鈴木様\n\nいつもお世話になっております。車両の手配をお願いいたします。',
    },
    history: { 'suzuki.jun@corp.example': 40, 'suzuki@client.example': 2 },
  },
  {
    title: '同じ姓の新しい取引先（姓だけ同じ）',
    holds: false,
    mail: {
      to: ['鈴木 花子 <h.suzuki@newclient.example>'],
      text: '鈴木様\n\nお世話になっております。先日はありがとうございました。',
    },
    history: { 'suzuki@client.example': 20 },
  },
  {
    title: '二人とも宛先に入っている',
    holds: false,
    mail: { to: [SUZUKI, '鈴木 一郎 <suzuki@client.example>'], text: NOTE },
    history: { 'suzuki.jun@corp.example': 20, 'suzuki@client.example': 2 },
  },
  {
    title: 'a reply to the namesake who wrote',
    holds: false,
    mail: {
      to: ['emma.khan@partner.example'],
      subject: 'Re: plan',
      text: `Hi Emma,\n\nthanks, agreed.\n${quoted('Emma Khan <emma.khan@partner.example>', ['taro.yamada@corp.example'], 'Is Monday fine?')}`,
    },
    history: { 'emma.khan@corp.example': 30 },
  },
  {
    title: 'role addresses of two companies',
    holds: false,
    mail: { to: ['info@newclient.example'], text: 'Dear all,\n\nour new price list is out.' },
    history: { 'info@client.example': 20 },
  },
  {
    title: '同じ頻度で書く二人の同姓者',
    holds: false,
    mail: { to: ['佐藤 <sato@client.example>'], text: '佐藤さん\n\nお疲れさまです。明日の件です。' },
    history: { 'sato@client.example': 11, 'sato.ai@corp.example': 12 },
  },
];
