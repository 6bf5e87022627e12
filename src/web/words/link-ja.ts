// The Japanese words of the page behind the link of a notice.

import type { LinkWords } from './link-en.ts';

export const linkJa: LinkWords = {
  unknown: 'このリンクの先には何もありません',
  unknownHint: 'リンクが途中で切れているか、メールの保存期間が過ぎています。',
  number: (digits) => `通知メールの確認番号（${digits} 桁）`,
  numberHint: '通知メールのリンクの下にあります。番号がなければ、送信も取り消しもされません。',
  wrong: (left) => `通知メールの確認番号と違います。あと ${left} 回試せます。`,
  locked: '番号を何度も間違えたため、このリンクは使えなくなりました。何も決定されていません。',
  expired: 'このリンクの期限は過ぎました。',
};
