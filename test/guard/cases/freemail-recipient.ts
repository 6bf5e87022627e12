import { type Case, colleagues, quoted, textFile } from './case.ts';

const PRIVATE = 'taro.yamada.home@freemail.example';
const INTERNAL = '各位\n\nお疲れさまです。当番表を共有します。';

export const freemailRecipient: readonly Case[] = [
  {
    title: '同僚の中に混じった私用アドレス',
    holds: true,
    mail: { to: [...colleagues(5), 'kumo0192@freemail.example'], text: INTERNAL },
    history: { 'kumo0192@freemail.example': 3 },
  },
  {
    title: '同僚の名前の私用アドレスに資料',
    holds: true,
    mail: { to: ['sato.ai@freemail.example'], text: '資料です。', files: [textFile('list.csv')] },
    history: { 'sato.ai@corp.example': 9, 'sato.ai@freemail.example': 2 },
  },
  {
    title: '職員への連絡に保護者のアドレス',
    holds: true,
    mail: {
      to: colleagues(4),
      cc: ['hogosha1@freemail.example', 'hogosha2@freemail.example'],
      text: '職員の皆さん\n\nお疲れさまです。',
    },
  },
  {
    title: 'a roster to colleagues and one private address',
    holds: true,
    mail: {
      to: colleagues(3),
      cc: ['kumo0192@freemail.example'],
      text: 'Dear all,\n\nsee the list.',
      files: [textFile('list.csv')],
    },
  },
  {
    title: 'a colleague’s private address with the words in another order',
    holds: true,
    mail: { to: ['ai.sato@freemail.example'], text: '佐藤さん\n\nお疲れさまです。異動案です。' },
    history: { 'sato.ai@corp.example': 9 },
  },
  {
    title: '人事の話を同僚の携帯に',
    holds: true,
    mail: { to: ['tanaka.ken@freemail.example'], text: '田中さん\n\nお疲れさまです。評価の件です。' },
    history: { 'tanaka.ken@corp.example': 5, 'tanaka.ken@freemail.example': 3 },
  },
  {
    title: 'お客様一人への連絡',
    holds: false,
    mail: { to: ['okyaku@freemail.example'], text: 'いつもお世話になっております。ご予約の件です。' },
    history: { 'okyaku@freemail.example': 4 },
  },
  {
    title: 'お客様への返信に、同僚三人を Cc',
    holds: false,
    mail: {
      to: ['okyaku@freemail.example'],
      cc: colleagues(3),
      subject: 'Re: 修理',
      text: `いつもお世話になっております。\n${quoted('okyaku@freemail.example', ['taro.yamada@corp.example'], '修理をお願いします。')}`,
    },
    history: { 'okyaku@freemail.example': 4 },
  },
  {
    title: '社内だけ',
    holds: false,
    mail: { to: colleagues(6), text: INTERNAL },
  },
  {
    title: 'a customer at freemail gets a file',
    holds: false,
    mail: {
      to: ['emma.khan@freemail.example'],
      text: 'Dear Ms. Khan,\n\nyour invoice.',
      files: [textFile('invoice.csv')],
    },
    history: { 'emma.khan@freemail.example': 4 },
  },
  {
    title: 'an automatic reply to freemail',
    holds: false,
    mail: { to: [PRIVATE], text: 'I am away.', headers: ['Auto-Submitted: auto-replied'] },
  },
  {
    title: 'plain words to colleagues and a customer at freemail',
    holds: false,
    mail: { to: ['okyaku@freemail.example', ...colleagues(3)], text: 'Dear all,\n\nthe visit is at ten.' },
    history: { 'okyaku@freemail.example': 4 },
  },
];
