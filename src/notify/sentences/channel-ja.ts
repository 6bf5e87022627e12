// The Japanese words of chat channels.

import type { ChannelWords } from './words.ts';

export const channelJa: ChannelWords = {
  happened: {
    held: 'メールを保留しました。確認を待っています。',
    granted: '保留中のメールが一つの確認を得ました。',
    escalated: '保留中のメールの承認が次の上司に回りました。',
    repaired: '保留中のメールが修正され、改めて確認を待っています。',
    released: '保留していたメールの送信が許可されました。',
    returned: '保留していたメールが差し戻されました。',
    withdrawn: '保留していたメールを送信者が取りやめました。',
    expired: '保留していたメールが期限切れになりました。送信されていません。',
    refused: 'メールが次のサーバーに拒否されました。',
    'given-up': 'メールを配送できず、あきらめました。',
    'text-opened': '監査担当者が理由を書いてメールの本文を開きました。理由は監査にあります。',
  },
  counts: ({ recipients, outside, files }) =>
    `宛先 ${recipients} 件（うち社外 ${outside} 件）、添付 ${files} 件`,
  reasons: (labels) => `理由：${labels.join('、')}`,
  from: (address) => `差出人：${address}`,
  to: (addresses) => `宛先：${addresses}`,
  link: '内容を見る',
};
