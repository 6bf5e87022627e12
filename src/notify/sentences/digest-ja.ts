// The words of the daily digest. Japanese.

import type { DigestWords } from './words.ts';

export const digestJa: DigestWords = {
  tag: '【観察】',
  subject: (mails, held) => `${mails} 通中 ${held} 通を保留にする見込み`,
  opening: (day) => `${day} の観察結果です。観察のみのため、何も保留していません。`,
  sum: (mails, held, share) => `${mails} 通のうち ${held} 通が保留になる見込みでした（${share} %）。`,
  asked: (sender, supervisor) => `本人確認 ${sender} 回、上長承認 ${supervisor} 回を求める見込みでした。`,
  checks: '検査ごと：',
  mails: '対象のメール',
  more: (count) => `ほか ${count} 件`,
  page: '期間ごとの数値',
  footer: 'policy.mode が observe の間、毎朝 notices.digestTo に送られます。',
};
