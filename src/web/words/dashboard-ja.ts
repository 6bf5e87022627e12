// The words of the dashboard. Japanese.

import type { Words } from './en.ts';

export const dashboardJa: Words['dashboard'] = {
  title: '稼働状況',
  lead: '人に何を求め、どうなったかを示します。',
  now: '現在',
  heldNow: '保留中',
  oldest: '最も古い保留',
  queue: '配送中',
  oldestQueued: '最も古い受付',
  tries: '一通の最多試行回数',
  ended: '保留したメールのその後',
  confirmed: 'そのまま送信',
  repaired: '直して送信',
  returned: '差し戻し',
  withdrawn: '取りやめ',
  expired: '期限切れ',
  wait: '決まるまでの時間（中央値）',
  noWait: 'この期間に決めた人はいません。',
  share: '人に求めた割合',
  mails: 'メール数',
  who: '求めた相手',
  sender: '本人',
  supervisor: '上長',
  part: '全体比',
  aim: '目安',
  atMost: (percent) => `${percent} 以下`,
  within: '目安の範囲内',
  above: '目安を超過',
  quick: '3 秒未満の承認',
  quickOf: (quick, all) => `${all} 件中 ${quick} 件`,
  quickHint:
    'メールを最後に見てから承認するまでの時間です。多ければ、誰かの不注意ではなく、保留が儀式になっているしるしです。',
  chart: '1 日の保留数',
  day: '日',
  observe: '観察のみ：保留の数は「保留になったはず」の数です。',
};
