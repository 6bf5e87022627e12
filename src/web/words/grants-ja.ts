// 複数のメールにまとめて与える確認や承認の言葉。日本語。

import type { Grant } from '../../guard/verdict.ts';
import type { GrantWords } from './grants-en.ts';

export const grantsJa: Readonly<Record<Grant, GrantWords>> = {
  sender: { title: '送信者に代わる確認', now: (n) => `${n} 件を確認する`, done: '確認しました' },
  supervisor: { title: '承認', now: (n) => `${n} 件を承認する`, done: '承認しました' },
  'second-supervisor': {
    title: '二人目の承認',
    now: (n) => `${n} 件を二人目として承認する`,
    done: '二人目として承認しました',
  },
  delay: { title: '待ち時間の終了', now: (n) => `${n} 件の待ち時間を終える`, done: '待ち時間を終えました' },
};
