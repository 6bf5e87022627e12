// The words of the lists of mails: search, order, what is chosen. Japanese.

import type { Words } from './en.ts';

export const listsJa: Words['list'] = {
  held: '保留中のメール',
  heldOwn: 'あなたの保留中のメール',
  recent: '最近のメール',
  recentOwn: 'あなたの最近のメール',
  searchHint: '件名・アドレス・from:… reason:…',
  find: '探す',
  clear: 'すべて表示',
  fresh: (n) => `新着 ${n} 件を表示`,
  endedMeanwhile: '処理済み',
  order: '期限の近い順',
  newest: '新しい順',
  none: '保留中のメールはありません。ふつうのメールは止まらずに通ります。',
  noneRecent: 'まだメールがありません。',
  noneFound: (what) => `「${what}」は見つかりませんでした。`,
  earlier: '前へ',
  later: '次へ',
  page: (n) => `${n} ページ`,
  moreReasons: (n) => `ほか ${n}`,
  search: '検索',
  searchHow: '検索のしかた',
  searchLead: '語は件名・アドレス・ID から探します。細かく指定するには：',
  operators: [
    ['from:yamada', '差出人'],
    ['to:client.example', '宛先、または宛先のドメイン'],
    ['subject:価格表', '件名'],
    ['reason:visible', '保留の理由'],
    ['state:returned', '状態: held（保留） queued sent returned（差し戻し） withdrawn expired'],
    ['has:attachment', '添付あり'],
    ['after:2026-11-01 before:2026-12-01', '受け付けた日（この日から、その日の前まで）'],
    ['id:m-4x', 'SMTP の応答や通知メールにある番号'],
  ],
  mistake: {
    operator: (text, known) => `「${text}」という条件はありません。使えるもの: ${known}`,
    value: (text, known) => `「${text}」に当たるものはありません。使えるもの: ${known}`,
    date: (text) => `「${text}」は日付ではありません。2026-11-30 のように書きます。`,
    empty: (text) => `「${text}」の後ろに何か書いてください。`,
  },
};
