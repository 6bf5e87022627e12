import { type Case, colleagues, quoted, textFile } from './case.ts';

const OUTSIDER = '石川 淳 <ishikawa@minakaze-shoji.example>';
const INTERNAL = '関係者各位\n\nお疲れさまです。来期の原価低減計画です。目標は8%です。';
const known = { 'ishikawa@minakaze-shoji.example': 5 };
const clients = (count: number) => Array.from({ length: count }, (_, n) => `staff${n}.k@client.example`);

export const externalAmongInternal: readonly Case[] = [
  {
    title: '同僚十人の中に、知っている社外の一人',
    holds: true,
    mail: { to: [...colleagues(6), OUTSIDER, ...colleagues(10).slice(6)], text: INTERNAL },
    history: known,
  },
  {
    title: '同僚五人と、初めての社外の一人に資料',
    holds: true,
    mail: { to: [...colleagues(5), OUTSIDER], text: '資料です。', files: [textFile('plan.csv')] },
  },
  {
    title: '同僚と同じ名前の社外の人',
    holds: true,
    mail: {
      to: [...colleagues(6).slice(1), 'ai.sato@other.example'],
      text: 'Dear all,\n\nthe plan for next year.',
    },
    history: { 'sato.ai@corp.example': 9 },
  },
  {
    title: 'one outsider in a long list of colleagues',
    holds: true,
    mail: {
      to: [...Array.from({ length: 20 }, (_, n) => `c${n}.x@corp.example`), 'liam@partner.example'],
      text: 'Dear all,\n\nnext year’s targets are below.',
    },
    history: { 'liam@partner.example': 6 },
  },
  {
    title: '短い宛先でも、先方に伏せる話が先方に',
    holds: true,
    mail: {
      to: [colleagues(1)[0] ?? '', OUTSIDER],
      text: '佐藤さん\n\nお疲れさまです。先方にはまだ伝えないでください。',
    },
    history: known,
  },
  {
    title: '一社の五人に混じった、別の会社の一人',
    holds: true,
    mail: {
      to: [...clients(5), OUTSIDER],
      text: '株式会社クライアント 各位\n\nお世話になっております。資料をお送りします。',
      files: [textFile('shiryo.csv')],
    },
    history: known,
  },
  {
    title: '挨拶のない、部署名だけを名乗る会議の連絡に、知っている社外の一人',
    holds: true,
    mail: {
      to: [...colleagues(8), OUTSIDER],
      text: '部長会メンバー各位\n\n人事の山田です。来年度の賃上げ案を共有します。',
    },
    history: known,
  },
  {
    title: '社外の人が主な宛先で、同僚は Cc',
    holds: false,
    mail: {
      to: [OUTSIDER],
      cc: colleagues(8),
      text: '石川様\n\nお世話になっております。納期の件です。',
    },
    history: known,
  },
  {
    title: '前から同じ顔ぶれの打ち合わせ',
    holds: false,
    before: [{ to: [OUTSIDER], cc: colleagues(8), text: '石川様\n\nお世話になっております。' }],
    mail: { to: [...colleagues(8), OUTSIDER], text: '各位\n\nお疲れさまです。次回は金曜日です。', after: 20 },
    history: known,
  },
  {
    title: '質問した社外の人を含む全員への返信',
    holds: false,
    mail: {
      to: [...colleagues(6), OUTSIDER],
      subject: 'Re: 日程',
      text: `各位\n\nお疲れさまです。金曜日でお願いします。\n${quoted(OUTSIDER, colleagues(6), '日程はいかがでしょうか。')}`,
    },
    history: known,
  },
  {
    title: '社内だけ',
    holds: false,
    mail: { to: colleagues(12), text: INTERNAL },
  },
  {
    title: 'a customer in Cc of a letter to outsiders’ ears',
    holds: false,
    mail: {
      to: colleagues(6),
      cc: [OUTSIDER],
      text: 'いつもお世話になっております。石川様にも共有いたします。',
    },
    history: known,
  },
  {
    title: 'two customers who know each other',
    holds: false,
    before: [{ to: [...clients(5), OUTSIDER], text: '各位\n\nお世話になっております。' }],
    mail: {
      to: [...clients(5), OUTSIDER],
      text: '各位\n\nお世話になっております。資料です。',
      files: [textFile('shiryo.csv')],
      after: 60,
    },
    history: known,
  },
];
