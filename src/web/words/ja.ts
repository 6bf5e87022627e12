// The Japanese words of the pages.

import { accountJa } from './account-ja.ts';
import { apiJa } from './api-ja.ts';
import { auditJa } from './audit-ja.ts';
import { burstJa } from './burst-ja.ts';
import { dashboardJa } from './dashboard-ja.ts';
import { decideJa } from './decide-ja.ts';
import type { Words } from './en.ts';
import { grantsJa } from './grants-ja.ts';
import { holdJa, refusalJa } from './hold-ja.ts';
import { incidentJa } from './incident-ja.ts';
import { linkJa } from './link-ja.ts';
import { listsJa } from './lists-ja.ts';
import { mailJa } from './mail-ja.ts';
import { policyJa } from './policy-ja.ts';
import { repairJa } from './repair-ja.ts';
import { setupJa, signInJa } from './sign-in-ja.ts';
import { tuningJa } from './tuning-ja.ts';
import { whyJa } from './why-ja.ts';

const number = (n: number) => n.toLocaleString('ja');

export const ja: Words = {
  brand: '関所',
  skip: '本文へ',
  colon: '：',
  severity: { high: '高', medium: '中', low: '低' },
  needs: {
    sender: '本人確認待ち',
    supervisor: '承認待ち',
    'second-supervisor': '二人の承認待ち',
    delay: '一時保留',
  },
  decision: {
    release: { done: '送信しました', by: (name, time) => `${time} に ${name} さんが送信しました。` },
    return: {
      done: '差し戻し',
      by: (name, time) => `${time} に ${name} さんが差し戻しました。送信されていません。`,
    },
    withdraw: {
      done: '取りやめ',
      by: (name, time) => `${time} に ${name} さんが取りやめました。送信されていません。`,
    },
    expire: { done: '期限切れ', by: (_, time) => `${time} までに確認されませんでした。送信されていません。` },
  },
  why: whyJa,

  menu: {
    held: '保留中',
    recent: '最近',
    account: 'アカウントと言語',
    language: '言語',
    signOut: 'サインアウト',
    help: 'ヘルプ',
    roles: { admin: '管理者', approver: '承認者', delegate: '代理', auditor: '監査者', sender: '送信者' },
  },

  signIn: signInJa,

  setup: setupJa,

  account: accountJa,
  api: apiJa,
  tuning: tuningJa,
  audit: auditJa,
  incident: incidentJa,
  policy: policyJa,
  dashboard: dashboardJa,
  judgement: {
    title: 'この保留は正しかったですか',
    titleMissed: 'このメールは保留すべきでしたか',
    lead: '答えてもこのメールは変わりません。どの検査が役に立っているかを知るために使います。',
    which: 'どの理由のことですか（選ばなければすべて）',
    say: {
      'right-hold': '正しかった（防げた）',
      'wrong-hold': '誤りだった（問題なし）',
      'missed-hold': '保留すべきだった',
    },
    said: (what) => `「${what}」と答えました。変更できます。`,
  },
  list: listsJa,
  burst: burstJa,
  grants: grantsJa,
  help: { guides: '手引き' },

  time: {
    left: (text) => `あと ${text}`,
    overdue: '期限を過ぎました',
    days: (n) => `${n} 日`,
    hours: (n) => `${n} 時間`,
    minutes: (n) => `${n} 分`,
    daysAgo: (n) => `${n} 日前`,
    hoursAgo: (n) => `${n} 時間前`,
    minutesAgo: (n) => `${n} 分前`,
    justNow: 'たった今',
    afterwards: '過ぎると送信せずに終わります',
  },

  state: { held: '保留中', queued: '送信中', done: '送信済み', cancelled: '送信せず', failed: '配送失敗' },
  partly: (delivered, all) => `${all} 件のうち ${delivered} 件に配送`,

  people: {
    comma: '、',
    outside: (n) => `社外 ${number(n)} 件`,
    affiliate: (n) => `関連会社 ${number(n)} 件`,
    inside: (n) => `社内 ${number(n)} 件`,
    organizations: (n) => `${number(n)} 組織`,
    recipients: (n) => `宛先 ${number(n)} 件`,
    files: (n) => `添付 ${number(n)}`,
    others: (n) => `ほか ${number(n)} 件`,
    unknownSender: '（差出人なし）',
    noSubject: '（件名なし）',
  },

  mail: mailJa,

  decide: decideJa,
  hold: holdJa,
  refusal: refusalJa,
  repair: repairJa,
  link: linkJa,

  confirm: {
    title: '一つずつ確かめてください',
    organization: (n, name, isNew) => `${name} の ${number(n)} 件に送ってよい${isNew ? '（初めて）' : ''}。`,
    others: (n, organizations, isRest) =>
      `${isRest ? 'ほか ' : ''}${number(organizations)} 組織 ${number(n)} 件の宛先は正しい。`,
    visible: '受信者どうしにアドレスが見えてよい（Bcc の間違いではない）。',
    file: (name) => `${name} の中身を確かめた。`,
    files: (n) => `ほか ${number(n)} 個のファイルの中身を確かめた。`,
    reason: (label) => `「${label}」を読んだ。このままでよい。`,
    reasons: (n) => `ほか ${number(n)} 件の理由を読んだ。このままでよい。`,
  },

  event: {
    received: '受付',
    forwarded: '止めずに中継',
    held: '保留',
    rejected: '拒否',
    granted: '確認・承認（まだ次が必要）',
    escalated: '次の上長に回付',
    reminded: '催促を送信',
    repaired: '修正',
    released: '送信を決定',
    returned: '差し戻し',
    withdrawn: '取りやめ',
    expired: '期限切れ（送信せず）',
    attempted: '配送を試行',
    delivered: '配送済み',
    refused: '中継先が拒否',
    deferred: '中継先が一時拒否、再送予定',
    'given-up': '配送断念',
    'restore-confirmed': '復元後の扱いを決定',
    'outcome-unknown': '送信後に切断（二重に届くことがあります）',
    done: '完了',
    'notice-sent': '通知を送信',
    viewed: '閲覧',
    'text-opened': '監査担当者が理由を書いて本文を開きました',
    'number-refused': '通知の確認番号が違いました',
    judged: '保留が正しかったかを回答',
    'integrity-failed': '保存内容の不一致（配送せず）',
  },
  timeline: {
    times: (n) => `（${n} 回）`,
    paths: (n) => `（${number(n)} 件）`,
  },
  actor: { system: '関所', sweep: '関所', client: 'メールソフト', unknown: 'だれか' },

  error: {
    home: '保留中のメールへ',
    notFound: 'ここには何もありません',
    notFoundHint: 'アドレスが違うか、あなたが見られないページです。',
    forged: 'このサイトの画面からの操作ではありません',
    forgedHint:
      '何も変わっていません。ページを開き直してもう一度お試しください。いつも起きるときは、web.publicUrl がブラウザーのアドレスと違っています。',
    tooMany: '試した回数が多すぎます',
    tooManyHint: (minutes) => `${minutes} 分ほど待ってください。`,
    bad: '内容を読み取れませんでした',
    badHint: '何も変わっていません。戻ってもう一度お試しください。',
    down: '保存先に今つながりません',
    downHint: '失われたものも変わったものもありません。少し待ってもう一度お試しください。',
    broken: '問題が起きました',
    brokenHint: '何も送信されていません。記録に残しました。',
  },
};
