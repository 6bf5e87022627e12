import { type Case, knows, textFile } from './case.ts';

const BOB = ['Bob <bob@client.example>'];
const history = knows(BOB);
const policy = { checks: { 'confidential-marking': { words: ['PROJECT-TSUBAKI'] } } };

const held = (title: string, mail: Omit<Case['mail'], 'to'>): Case => ({
  title,
  holds: true,
  policy,
  history,
  mail: { to: BOB, ...mail },
});
const passed = (title: string, mail: Partial<Case['mail']> & { text: string }): Case => ({
  title,
  holds: false,
  policy,
  history,
  mail: { to: BOB, ...mail },
});

export const confidentialMarking: readonly Case[] = [
  held('件名に【社外秘】', { subject: '【社外秘】来期の価格表', text: '添付の件です。' }),
  held('添付の一行目に部外秘', {
    text: '資料です。',
    files: [textFile('kakaku.csv', '部外秘\n品番,単価\nA,1\n')],
  }),
  held('ファイル名に極秘', { text: '資料です。', files: [textFile('【極秘】価格表.csv')] }),
  held('文字の間を空けた印', { text: '社 外 秘\n\n価格表の件です。' }),
  held("the policy's own word", { text: 'The plan of project-tsubaki is attached.' }),
  held('a stamp above the text', { text: 'CONFIDENTIAL\n\nPrices of next year.' }),
  held('in a forwarded mail', { subject: 'Fwd: prices', text: 'FYI\n\nINTERNAL USE ONLY\n\nPrices.' }),
  passed('社内の人だけに社外秘', {
    to: ['佐藤 愛 <sato.ai@corp.example>'],
    subject: '【社外秘】価格表',
    text: '添付の件です。',
  }),
  passed('社外秘ではないと断っている', { text: 'この資料は社外秘ではありません。' }),
  passed('秘密保持契約の話', { subject: '秘密保持契約の件', text: '秘密保持契約書の案をお送りします。' }),
  passed('秘書への連絡', { text: '秘書の田中様にもお伝えください。' }),
  passed('a non-disclosure agreement', { text: 'Here is the draft of the confidentiality agreement.' }),
  passed('a disclaimer under the mail', {
    text: 'See you at ten.\n\n-- \nThis e-mail may contain confidential information intended only for the recipient. If you received it in error, please delete it.',
  }),
  passed('the rules about marks', {
    text: 'Files labelled as confidential must be encrypted, says our policy.',
  }),
  held('官公庁の格付け', { text: '機密性2情報\n\n来年度の予算要求の案です。' }),
  passed('格付けについての説明', { text: '機密性2以上の情報は暗号化して送ってください。' }),
  passed('契約書の条文が表示の文言を引く', {
    text: '第1条 「秘密情報」とは、「秘密」「CONFIDENTIAL」等と表示して開示される情報をいう。',
  }),
];
