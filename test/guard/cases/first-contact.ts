import { type Case, lockedZip, quoted, textFile } from './case.ts';

const OFFER = 'お世話になっております。見積書をお送りいたします。';
const FILE = textFile('見積書.csv');

export const firstContact: readonly Case[] = [
  {
    title: '初めての会社に添付',
    holds: true,
    mail: { to: ['tanto@hatsumimi.example'], text: OFFER, files: [FILE] },
  },
  {
    title: '初めての会社に暗号化した添付',
    holds: true,
    mail: { to: ['tanto@hatsumimi.example'], text: OFFER, files: [lockedZip('data.zip')] },
  },
  {
    title: '初めてのフリーメール',
    holds: true,
    mail: { to: ['kumo.0192@freemail.example'], text: 'お世話になっております。面接の日程の件です。' },
  },
  {
    title: 'three unknown companies at once',
    holds: true,
    mail: { to: ['a@one.example', 'b@two.example', 'c@three.example'], text: 'Dear all,\n\nour offer.' },
  },
  {
    title: 'a new domain that looks like a customer’s',
    holds: true,
    mail: { to: ['ann@custorner.example'], text: 'Hi Ann,\n\nsee you.' },
    history: { 'ann@customer.example': 9 },
  },
  {
    title: 'any new address where the policy says so, replies included',
    holds: true,
    mail: {
      to: ['new@customer.example'],
      subject: 'Re: hello',
      headers: ['In-Reply-To: <x@customer.example>'],
      text: 'Hi,\n\nyes.',
    },
    history: { 'ann@customer.example': 9 },
    policy: { checks: { 'first-contact': { holdOn: 'address' } } },
  },
  {
    title: '返信のように見える件名だけのメールに添付',
    holds: true,
    mail: { to: ['tanto@hatsumimi.example'], subject: 'Re: ご請求書の件', text: OFFER, files: [FILE] },
  },
  {
    title: '添付のない、初めての会社への連絡',
    holds: false,
    mail: { to: ['tanto@hatsumimi.example'], text: 'お世話になっております。お電話の件、承知しました。' },
  },
  {
    title: '知っている会社の新しい担当者に添付',
    holds: false,
    mail: { to: ['shinjin@customer.example'], text: OFFER, files: [FILE] },
    history: { 'ann@customer.example': 9 },
  },
  {
    title: '問い合わせへの返信に添付',
    holds: false,
    mail: {
      to: ['tanto@hatsumimi.example'],
      subject: 'Re: 見積もりのお願い',
      text: `${OFFER}\n${quoted('担当 <tanto@hatsumimi.example>', ['taro.yamada@corp.example'], 'お見積もりをお願いします。')}`,
      files: [FILE],
    },
  },
  {
    title: 'a declared partner',
    holds: false,
    mail: { to: ['x@partner.example'], text: 'Hi,\n\nattached.', files: [FILE] },
    policy: { knownDomains: ['partner.example'] },
  },
  {
    title: 'a new private person greeted by the right name',
    holds: false,
    mail: {
      to: ['Emma Khan <emma.khan@freemail.example>'],
      text: 'Dear Ms. Khan,\n\nyour interview is on Monday.',
    },
  },
  {
    title: '引用のない返信を個人のアドレスへ',
    holds: false,
    mail: { to: ['kumo.0192@freemail.example'], subject: 'Re: 面接の日程', text: '承知しました。' },
  },
  {
    title: 'one more private person, from somebody who often writes to such',
    holds: false,
    mail: { to: ['kumo.0192@freemail.example'], text: 'See you at ten.' },
    history: { 'a@freemail.example': 5, 'b@freemail.example': 4, 'c@freemail.example': 3 },
  },
  {
    title: 'よく個人に書く人でも、添付があれば別',
    holds: true,
    mail: { to: ['kumo.0192@freemail.example'], text: OFFER, files: [FILE] },
    history: { 'a@freemail.example': 5, 'b@freemail.example': 4, 'c@freemail.example': 3 },
  },
  {
    title: 'an automatic reply to a stranger',
    holds: false,
    mail: {
      to: ['who@freemail.example'],
      text: 'I am away until Monday.',
      headers: ['Auto-Submitted: auto-replied'],
    },
  },
  {
    title: 'a read receipt',
    holds: false,
    mail: {
      to: ['who@freemail.example'],
      reversePath: '',
      text: 'The mail was displayed.',
    },
  },
  {
    title: '配信システムからの購読者へのメール',
    holds: false,
    mail: {
      to: ['dokusha@freemail.example'],
      text: '今月のお知らせです。',
      headers: ['List-Id: <news.corp.example>', 'List-Unsubscribe: <https://www.corp.example/u>'],
    },
  },
];
