// What a notice may say of a mail, and nothing else: no text of it, no evidence, no file. Pure.

import { asksToHold } from '../guard/judge.ts';
import { plainText } from '../guard/plain-text.ts';
import type { Rules } from '../guard/policy.ts';
import { type Language, sentenceOf } from '../guard/sentences.ts';
import type { Verdict } from '../guard/verdict.ts';
import type { MailDetail, NoticeRow } from '../store/store.ts';
import { type ListedAddresses, listedFirst } from './listed-addresses.ts';

export type NoticeView = ListedAddresses & {
  readonly kind: NoticeRow['kind'];
  readonly subject: string;
  readonly author: string;
  readonly reasons: Readonly<Record<Language, readonly string[]>>;
  /** Local time of the company per language; null when there is none. */
  readonly deadline: Readonly<Record<Language, string>> | null;
  readonly needsSupervisor: boolean;
  /** What the reviewer wrote: lines. */
  readonly comment: readonly string[];
  /** Name of who decided, null when it was nobody we know by name. */
  readonly decidedBy: string | null;
  readonly link: string;
};

export const MAX_SUBJECT = 60;
const MAX_REASONS = 8;
const MAX_SENTENCE = 300;
const MAX_COMMENT_LINES = 40;

function reasonsOf(verdict: Verdict | null, language: Language): readonly string[] {
  const reasons = (verdict?.findings ?? []).filter(asksToHold).slice(0, MAX_REASONS);
  return reasons.map((finding) => plainText(sentenceOf(finding, language).sentence, MAX_SENTENCE));
}

function localTime(at: string, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return `${format.format(new Date(at))} (${timeZone})`;
}

function linesOf(comment: string | null): readonly string[] {
  const lines = (comment ?? '').split(/\r\n|\r|\n/).map((line) => plainText(line, 500));
  const last = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, Math.min(last + 1, MAX_COMMENT_LINES));
}

export function viewNotice(
  { kind }: NoticeRow,
  { mail, recipients, verdict }: MailDetail,
  context: { readonly rules: Rules; readonly webUrl: string; readonly decidedBy: string | null },
): NoticeView {
  const { rules, webUrl, decidedBy } = context;
  const all = recipients.map(({ forwardPath }) => forwardPath);
  const { timezone } = rules.organization;
  const time = (language: Language) => localTime(mail.deadline ?? '', timezone, language);
  return {
    kind,
    subject: plainText(mail.subject, MAX_SUBJECT),
    author: mail.author ?? mail.reversePath ?? '',
    ...listedFirst(all, rules),
    reasons: { ja: reasonsOf(verdict, 'ja'), en: reasonsOf(verdict, 'en') },
    deadline: mail.deadline === null ? null : { ja: time('ja'), en: time('en') },
    needsSupervisor: mail.needs.includes('supervisor'),
    comment: linesOf(mail.comment),
    decidedBy: decidedBy === null ? null : plainText(decidedBy, 60),
    link: `${webUrl}/held/${mail.id}`,
  };
}
