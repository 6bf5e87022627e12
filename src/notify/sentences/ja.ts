// The Japanese words of notices.

import type { NoticeView } from '../notice-view.ts';
import { channelJa } from './channel-ja.ts';
import type { Words } from './words.ts';

const by = ({ decidedBy }: NoticeView) => (decidedBy === null ? '' : `（${decidedBy}）`);

export const ja: Words = {
  tag: {
    held: '【送信保留】',
    review: '【承認依頼】',
    released: '【送信しました】',
    returned: '【差し戻し】',
    withdrawn: '【取りやめ】',
    expired: '【期限切れ】',
    refused: '【配送失敗】',
    delayed: '【送信待ち】',
    granted: '【次の確認待ち】',
    escalated: '【回付】',
    repaired: '【修正】',
    reminder: '【催促】',
    handled: '【対応済み】',
  },
  opening: {
    held: ({ needsSupervisor }) =>
      needsSupervisor
        ? '次のメールはまだ送信されていません。送信には承認が必要です。'
        : '次のメールはまだ送信されていません。内容を確かめるまで保留しています。',
    review: () => '次のメールの承認をお願いします。まだ送信されていません。',
    released: (view) => `保留していた次のメールを送信します${by(view)}。`,
    returned: (view) => `次のメールは差し戻されました${by(view)}。送信されていません。`,
    withdrawn: (view) => `次のメールの送信は取りやめになりました${by(view)}。送信されていません。`,
    expired: () => '次のメールは期限までに確認されなかったため、送信せずに終わりました。',
    refused: () => '次のメールは配送できませんでした。',
    delayed: () => '次のメールは、まもなく自動で送信されます。それまでは止められます。',
    granted: () => '次のメールは確認されました。もう一つの確認を待っており、まだ送信されていません。',
    escalated: () => '次のメールは、次の上長に承認を依頼しました。まだ送信されていません。',
    repaired: () => '次のメールは修正されました。まだ送信されていません。',
    reminder: () => '次のメールは、まだ決定を待っています。送信されていません。',
    handled: () => '次のメールは処理が済みました。対応は不要です。',
  },
  subject: '件名',
  noSubject: '（件名なし）',
  from: '差出人',
  to: '宛先',
  others: (count) => `ほか ${count} 件`,
  reasons: '理由',
  comment: 'コメント',
  approvers: '承認者',
  comma: '、',
  deadline: '期限',
  afterDeadline: {
    ends: '過ぎると送信せずに終わります。',
    'is-sent': '過ぎると送信されます。',
    'goes-on': '過ぎると次の人にも依頼します。',
  },
  burst: (held) =>
    held > 0
      ? `続けて送られ、保留中の ${held} 通のうちの一通です。一通ごとにはお知らせしません。`
      : '続けて送られたメールのうちの一通です。同じように決まったほかのメールは、一通ごとにはお知らせしません。',
  page: '開いて確かめる（開いただけでは送信も取り消しもされません）：',
  pageWithNumber: '次のページで確認番号を入れて決めてください（開いただけでは送信も取り消しもされません）：',
  number: '確認番号',
  mails: (count) => `${count} 件のメール`,
  several: {
    review: (count) => `次の ${count} 件のメールの承認をお願いします。まだ送信されていません。`,
    handled: (count) => `次の ${count} 件のメールは処理が済みました。対応は不要です。`,
  },
  footer: 'このメールに返信しても、送信も取り消しもされません。',
  channel: channelJa,
};
