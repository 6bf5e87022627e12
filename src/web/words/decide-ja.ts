// The Japanese words of the buttons that decide.

import type { DecideWords } from './decide-en.ts';

const number = (n: number) => n.toLocaleString('ja');

export const decideJa: DecideWords = {
  title: '決定',
  notSent: 'まだ送信されていません。',
  release: '送る…',
  return: '差し戻す…',
  withdraw: '取りやめる…',
  releaseNow: (n) => `${number(n)} 件の宛先に送信する`,
  returnNow: '送信者に差し戻す',
  withdrawNow: '送信を取りやめる',
  releaseLead: 'そのまま、すぐに送信されます。取り消しはできません。',
  returnLead: '送信されません。送信者にコメントが届き、直して送り直せます。',
  withdrawLead: '送信されません。',
  comment: 'コメント（任意）',
  reasonsTitle: '直してほしいところ',
  reasons: {
    recipients: '宛先を確認',
    bcc: 'Bcc に',
    encrypt: '添付を暗号化',
    content: '内容を修正',
  },
  oneMore: 'もう一人の確認も必要です。',
  sendNow: { label: '今すぐ送る…', lead: '待ち時間を待たずに、すぐに送信されます。' },
  confirmFirst: {
    label: '確認する…',
    lead: 'まだ送信されません。続いて上長に承認を依頼します。',
    now: '確認して承認を依頼する',
  },
  approveFirst: {
    label: '承認する…',
    lead: 'もう一人が承認するまで送信されません。',
    now: '一人目として承認する',
  },
  escalate: {
    label: '回付する…',
    lead: '次の上長にも承認を依頼します。送信はされません。',
    now: '次の上長に依頼する',
  },
  refusedHint: '何も決まっていません。',
  readOnly: '閲覧だけできます。',
  next: '次の保留メール',
  tooLate: 'ほかの人が先に決めました',
  tooLateHint: 'あなたの操作は不要になり、何も変わっていません。',
  changed: '開いたあとでメールが変わりました',
  changedHint: 'まだ何も決まっていません。今の内容をもう一度確かめてください。',
  lookAgain: 'もう一度見る',
};
