// The words of an incident. Japanese.

import type { IncidentWords } from './incident-en.ts';

export const incidentJa: IncidentWords = {
  title: '誤送信への対応',
  link: '誤って送信されましたか',
  linkHint: 'だれに届いたか、いつまでに何を報告するか、個別のお詫び文。',
  lead: '対応する人のために、分かっていることをまとめました。ここから何かが送られることはなく、閲覧は記録されます。',
  aware: '把握した日時',
  wrongful: '不正の目的のおそれがある',
  compute: '計算する',
  deadlines: '個人情報保護委員会への報告',
  preliminary: '速報（おおむね 3〜5 日以内）',
  final: (days) => `確報（${days} 日以内）`,
  counted: '把握した日を 1 日目と数えています。確報の最終日が閉庁日なら、次の開庁日です。',
  people: '届いた人',
  nobody: 'まだだれにも届いていません。',
  got: '到達',
  missed: '未達',
  saw: (n) => `ほかの ${n} 件のアドレスが見えた`,
  shown: 'アドレスがほかの人に見えた',
  contents: '見えたもの',
  addresses: (n) => `宛先欄に見えた社外のアドレス：${n} 件`,
  report: '報告書の九項目',
  reportHint: '個人情報保護法施行規則 8 条 1 項。自動で数えたものです。確かめて補ってください。',
  letters: '一人ずつのお詫び文',
  lettersHint:
    '必ず一人ずつ送り、Cc も Bcc も使わないでください。原因・再発防止・問い合わせ先を補ってください。',
  command: 'すべての文面と報告書をファイルに：',
};
