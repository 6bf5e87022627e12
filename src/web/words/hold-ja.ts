// The Japanese words for how a hold stands and for what is refused.

import type { Refusal } from '../../guard/holds/hold.ts';
import type { HoldWords } from './hold-en.ts';

export const holdJa: HoldWords = {
  comma: '、',
  given: {
    sender: (name, time) => `${time} に ${name} さんが本人確認しました`,
    supervisor: (name, time) => `${time} に ${name} さんが承認しました`,
    'second-supervisor': (name, time) => `${time} に ${name} さんが二人目として承認しました`,
    delay: (_, time) => `${time} に待ち時間が終わりました`,
  },
  onBehalfOf: (name) => `（${name} さんの代理）`,
  asks: {
    sender: (_, time) => `送信者の確認を待っています（期限 ${time}）`,
    supervisor: (names, time) => `${names && `${names} さんの`}承認を待っています（期限 ${time}）`,
    'second-supervisor': (names, time) =>
      `二人目${names && `（${names} さん）`}の承認を待っています（期限 ${time}）`,
    delay: (_, time) => `止めなければ ${time} に自動で送信されます`,
  },
};

export const refusalJa: Readonly<Record<Refusal, string>> = {
  ended: 'すでに決定されています。',
  changed: '開いたあとでメールが変わりました。',
  'not-asked': '今このメールが待っているのは別の確認です。',
  'own-mail': 'あなた自身のメールです。ほかの人の承認が必要です。',
  'same-person': 'あなた（またはあなたの代理の人）はすでに承認しています。もう一人の承認が必要です。',
  'not-entitled': '決めるのはほかの担当の人です。',
  'not-a-person': '本人専用のアカウントをもつ人だけができます。',
  unidentified: 'このアカウントがだれのものか、社員名簿にありません。',
  'needs-session': 'サインインが必要です。',
  'too-early': 'まだその時刻ではありません。',
  reminded: 'すでに催促しました。',
  'nobody-left': 'これより上の承認者がいません。',
};
