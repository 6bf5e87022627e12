import { addressIn, type Case, knows, TARO } from './case.ts';

const BOB = ['Bob <bob@client.example>'];
const history = knows(BOB);
const reversePath = addressIn(TARO);

export const senderMismatch: readonly Case[] = [
  {
    title: '自宅のアドレスを差出人にして会社から',
    holds: true,
    mail: { from: '山田 太郎 <taro.y@freemail.example>', reversePath, to: BOB, text: '資料です。' },
  },
  {
    title: '取引先の名をかたる差出人',
    holds: true,
    mail: { from: '経理部 <keiri@partner.example>', reversePath, to: BOB, text: '振込先が変わりました。' },
  },
  {
    title: '自社に似せたドメインの差出人',
    holds: true,
    mail: { from: '山田 太郎 <taro.yamada@c0rp.example>', reversePath, to: BOB, text: '請求書です。' },
  },
  {
    title: '差出人が二人で Sender がない',
    holds: true,
    mail: { from: 'sato.ai@corp.example, suzuki.jun@corp.example', reversePath, to: BOB, text: '連名です。' },
  },
  {
    title: 'no author in From',
    holds: true,
    mail: { from: '', reversePath, to: BOB, text: 'Hello.' },
  },
  {
    title: 'an outsider in From and another one in Sender',
    holds: true,
    mail: {
      from: 'Bob <bob@client.example>',
      reversePath,
      to: ['carol@partner.example'],
      headers: ['Sender: desk@client.example'],
      text: 'Hello.',
    },
  },
  {
    title: 'an outsider of a sub-domain that looks like ours',
    holds: true,
    mail: { from: 'IT desk <it@corp.example.partner.example>', reversePath, to: BOB, text: 'New password.' },
  },
  {
    title: '本人から',
    holds: false,
    mail: { to: BOB, text: 'お世話になっております。' },
    history,
  },
  {
    title: '共有の窓口を差出人にする',
    holds: false,
    mail: {
      from: 'お客様窓口 <info@corp.example>',
      reversePath,
      to: BOB,
      text: 'ご連絡ありがとうございます。',
    },
  },
  {
    title: 'グループ会社のアドレスを差出人に',
    holds: false,
    mail: { from: '山田 太郎 <yamada@sister.example>', reversePath, to: BOB, text: 'お世話になります。' },
  },
  {
    title: '連名で Sender が本人',
    holds: false,
    mail: {
      from: 'sato.ai@corp.example, suzuki.jun@corp.example',
      reversePath,
      to: BOB,
      headers: [`Sender: ${reversePath}`],
      text: '連名です。',
    },
  },
  {
    title: 'a newsletter with a return path of its own (VERP)',
    holds: false,
    mail: {
      from: 'News <news@corp.example>',
      reversePath: 'bounces+bob=client.example@lists.corp.example',
      to: BOB,
      text: 'News of May.',
    },
  },
  {
    title: 'on behalf of a customer, with Sender naming who sends',
    holds: false,
    mail: {
      from: 'Bob <bob@client.example>',
      reversePath,
      to: ['carol@partner.example'],
      headers: [`Sender: ${reversePath}`],
      text: 'Hello.',
    },
  },
  {
    title: 'the same address in capitals',
    holds: false,
    mail: { from: 'Taro <Taro.Yamada@CORP.example>', reversePath, to: BOB, text: 'Hello.' },
  },
  {
    title: 'a report without a return path',
    holds: false,
    mail: {
      from: 'Mailer <mailer-daemon@partner.example>',
      reversePath: '',
      to: BOB,
      text: 'Not delivered.',
    },
  },
];
