// The part of a DSN that people read, in Japanese and English: what happened to which recipient, and what the other
// server said. No text of the mail stands in it. Pure.

import { plainText } from '../guard/plain-text.ts';
import type { Report, ReportedAction } from './outcomes.ts';

type Words = {
  readonly opening: Readonly<Record<ReportedAction, string>>;
  readonly subject: string;
  readonly noSubject: string;
  readonly reply: string;
  readonly footer: string;
};

const MAX_SUBJECT = 60;
const MAX_REPLY = 300;
/** The report for machines names them all. */
const MAX_RECIPIENTS = 50;

const TAGS: Readonly<Record<ReportedAction, string>> = {
  failed: '【配送失敗】[Not delivered] ',
  delayed: '【配送遅延】[Delayed] ',
  relayed: '【中継しました】[Relayed] ',
};

const JA: Words = {
  opening: {
    failed: '次の宛先にはメールを届けられませんでした。これ以上の再送は行いません。',
    delayed: '次の宛先にはまだメールを届けられていません。再送を続けますので、送り直す必要はありません。',
    relayed:
      '次の宛先あてのメールを次のサーバーに渡しました。そのサーバーは配送状況を知らせないため、これが最後のお知らせです。',
  },
  subject: '件名',
  noSubject: '（件名なし）',
  reply: '理由',
  footer: 'このメールは自動で送られています。',
};

const EN: Words = {
  opening: {
    failed: 'Your mail could not be delivered to these recipients, and no more attempts will be made.',
    delayed:
      'Your mail has not been delivered to these recipients yet. We keep trying; please do not send it again.',
    relayed:
      'Your mail for these recipients was handed to the next server. It does not report on delivery, so this is the last you will hear.',
  },
  subject: 'Subject',
  noSubject: '(no subject)',
  reply: 'Reason',
  footer: 'This mail was sent automatically.',
};

const ACTIONS: readonly ReportedAction[] = ['failed', 'delayed', 'relayed'];

function linesOf({ recipient, outcome, action }: Report, words: Words): readonly string[] {
  const address = `  ${plainText(recipient.forwardPath, MAX_REPLY)}`;
  if (action === 'relayed') return [address];
  return [address, `    ${words.reply}: ${plainText(outcome.reply, MAX_REPLY)}`];
}

function blockOf(subject: string, reports: readonly Report[], words: Words): string {
  const paragraphs = ACTIONS.flatMap((action) => {
    const fitting = reports.filter((report) => report.action === action).slice(0, MAX_RECIPIENTS);
    if (fitting.length === 0) return [];
    return [[words.opening[action], '', ...fitting.flatMap((report) => linesOf(report, words))].join('\n')];
  });
  const title = `${words.subject}: ${plainText(subject, MAX_SUBJECT) || words.noSubject}`;
  return [...paragraphs, title, words.footer].join('\n\n');
}

/** The header field's value: the worst news first, then the mail's own subject. */
export function dsnSubject(subject: string, reports: readonly Report[]): string {
  const worst = ACTIONS.find((action) => reports.some((report) => report.action === action)) ?? 'failed';
  return `${TAGS[worst]}${plainText(subject, MAX_SUBJECT)}`.trimEnd();
}

/** Lines end in LF. */
export function dsnText(subject: string, reports: readonly Report[]): string {
  return `${[JA, EN].map((words) => blockOf(subject, reports, words)).join('\n\n----\n\n')}\n`;
}
