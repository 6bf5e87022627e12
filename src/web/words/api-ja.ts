// The words for programs that act for people, and for the tokens that they do it by. Japanese.

import type { Words } from './en.ts';

export const apiJa: Words['api'] = {
  title: 'プログラム用トークン',
  lead: 'このトークンを持つプログラムは /api/v1 であなたに代わって動きます。できるのは、あなたができることのうち許した範囲だけです。',
  guide: '使い方',
  label: '用途',
  scopes: {
    read: 'read：自分に見えるものを見る',
    decide: 'decide：自分の権限で判断・修正・評価する',
    admin: 'admin：利用者とポリシー',
  },
  scopesTitle: '許すこと',
  days: '有効日数',
  make: 'トークンを作る',
  made: '新しいトークン',
  madeHint: '表示は一度だけです。期限が切れるか取り消すまで、持っている人があなたとして動けます。',
  token: 'トークン',
  toAccount: 'アカウントへ',
  refused: 'トークンを作れませんでした。許すことを一つ以上選び、日数か本数を減らしてください。',
  until: '期限',
  used: '最後の使用',
  never: '未使用',
  revoke: '取り消す',
  noToken: '有効なトークンが必要です',
  noTokenHint: 'Authorization フィールドに Bearer と、アカウントのページで作ったトークンを付けてください。',
  lacksScope: 'このトークンには許されていません',
  lacksScopeHint: (scope) => `スコープ ${scope} がありません。`,
  invalid: 'リクエストの形が正しくありません',
  tooLarge: '一度に返すには大きすぎます',
  tooLargeHint: '日数を絞るか、sekisho audit export を使ってください。',
  tooMany: 'リクエストが多すぎます',
  tooManyHint: (seconds) => `${seconds} 秒お待ちください。`,
};
