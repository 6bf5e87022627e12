import { type Case, knows } from './case.ts';

const policy = { blockedRecipients: ['blocked.example', 'rival@other.example', '*.banned.example'] };
const FRIENDS = ['佐々木 <sasaki@client.example>', 'Jo <jo@client.example>'];

export const blockedRecipient: readonly Case[] = [
  {
    title: '送信禁止のドメイン宛て',
    holds: true,
    policy,
    mail: { to: ['info@blocked.example'], text: '資料を送ります。' },
  },
  {
    title: '毎週書いている相手でも禁止は禁止',
    holds: true,
    policy,
    mail: { to: ['info@blocked.example'], text: '今週の分です。' },
    history: { 'info@blocked.example': 30 },
  },
  {
    title: 'お客様への Cc に一人だけ',
    holds: true,
    policy,
    mail: { to: FRIENDS, cc: ['見積 <mitsumori@blocked.example>'], text: 'お世話になっております。' },
    history: knows(FRIENDS),
  },
  {
    title: 'Bcc だけにいる',
    holds: true,
    policy,
    mail: { to: FRIENDS, bcc: ['rival@other.example'], text: '価格表です。' },
    history: knows(FRIENDS),
  },
  {
    title: 'one forbidden address in capitals',
    holds: true,
    policy,
    mail: { to: ['RIVAL@Other.Example'], text: 'Here it is.' },
  },
  {
    title: 'a sub-domain of a pattern with a star',
    holds: true,
    policy,
    mail: { to: ['jo@eu.banned.example'], text: 'Here it is.' },
  },
  {
    title: 'in no header field, only in the envelope',
    holds: true,
    policy,
    mail: { to: FRIENDS, paths: ['jo@client.example', 'x@blocked.example'], text: 'Dear all' },
  },
  {
    title: '禁止リストにないお客様',
    holds: false,
    policy,
    mail: { to: FRIENDS, text: 'お世話になっております。' },
    history: knows(FRIENDS),
  },
  {
    title: '同じ会社の別の人',
    holds: false,
    policy,
    mail: { to: ['staff@other.example'], text: 'お世話になっております。' },
  },
  {
    title: '星のないドメインのサブドメインは別',
    holds: false,
    policy,
    mail: { to: ['info@mail.blocked.example'], text: '資料を送ります。' },
  },
  {
    title: '本文に書いてあるだけ',
    holds: false,
    policy,
    mail: { to: FRIENDS, text: 'rival@other.example には送らないでください。' },
  },
  {
    title: 'a domain that only ends alike',
    holds: false,
    policy,
    mail: { to: ['info@notblocked.example', 'jo@xbanned.example'], text: 'Here it is.' },
  },
  {
    title: 'shown in the header, but this copy does not go there',
    holds: false,
    policy,
    mail: { to: ['jo@client.example', 'x@blocked.example'], paths: ['jo@client.example'], text: 'Dear all' },
  },
  {
    title: 'no list in the policy',
    holds: false,
    mail: { to: ['info@blocked.example'], text: 'Here it is.' },
  },
];
