// What a notice may say of a mail, and nothing else: no text of it, no evidence, no file. Pure.

import { asksSupervisor, reviewersOf } from '../guard/holds/asking.ts';
import type { Hold } from '../guard/holds/hold.ts';
import type { HoldContext } from '../guard/holds/rules.ts';
import { transition } from '../guard/holds/transition.ts';
import { personName } from '../guard/people.ts';
import { plainText } from '../guard/plain-text.ts';
import type { Rules } from '../guard/policy.ts';
import { type Language, sentenceOf } from '../guard/sentences.ts';
import type { Verdict } from '../guard/verdict.ts';
import { asksToHold } from '../guard/verdict.ts';
import type { MailDetail, NoticeRow } from '../store/store.ts';
import { type ListedAddresses, listedFirst } from './listed-addresses.ts';

export type NoticeView = ListedAddresses & {
  readonly kind: NoticeRow['kind'];
  readonly subject: string;
  readonly author: string;
  readonly reasons: Readonly<Record<Language, readonly string[]>>;
  /** Until when the mail waits, as local time of the company, and what happens then; null when nobody is asked. */
  readonly waiting: {
    readonly deadline: Readonly<Record<Language, string>>;
    readonly afterwards: 'ends' | 'is-sent' | 'goes-on';
    /** Names of those who may approve now; empty when the sender is asked, or nobody is named. */
    readonly approvers: readonly string[];
  } | null;
  readonly needsSupervisor: boolean;
  /** How many mails of its burst are held, 0 when it has ended; null: it stands for itself. */
  readonly burst: number | null;
  /** What the reviewer wrote: lines. */
  readonly comment: readonly string[];
  /** Name of who decided, null when it was nobody we know by name. */
  readonly decidedBy: string | null;
  readonly link: string;
  /** To be typed on the page behind the link; null: the page asks for a session. */
  readonly number: string | null;
};

export const MAX_SUBJECT = 60;
const MAX_REASONS = 8;
const MAX_NAMES = 5;
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

/** Those who hear that it is over, and those who hear only how far it is, are asked nothing. */
const ASKING = new Set<NoticeRow['kind']>([
  'held',
  'delayed',
  'review',
  'reminder',
  'repaired',
  'granted',
  'escalated',
]);

function approversOf(hold: Hold, context: HoldContext): readonly string[] {
  if (!asksSupervisor(hold)) return [];
  const names = reviewersOf(hold, context).map((person) => personName(person, context.people));
  return names.slice(0, MAX_NAMES).map((name) => plainText(name, 60));
}

/** What the state machine would do at the deadline if nobody did anything before. */
function waitingOf(
  kind: NoticeRow['kind'],
  { hold }: MailDetail,
  { rules, context }: Pick<ViewContext, 'rules' | 'context'>,
): NoticeView['waiting'] {
  if (hold === null || hold.state !== 'held' || !ASKING.has(kind)) return null;
  const at = hold.step.deadline;
  const { timezone } = rules.organization;
  const next = transition(hold, { kind: 'clock' }, { ...context, at });
  const afterwards = { held: 'goes-on', queued: 'is-sent', cancelled: 'ends' } as const;
  return {
    deadline: { ja: localTime(at, timezone, 'ja'), en: localTime(at, timezone, 'en') },
    afterwards: afterwards[next.hold.state],
    approvers: approversOf(hold, context),
  };
}

export type ViewContext = {
  readonly rules: Rules;
  readonly context: HoldContext;
  readonly decidedBy: string | null;
  readonly burst: number | null;
  readonly link: string;
  readonly number: string | null;
};

export function viewNotice(
  { kind }: NoticeRow,
  detail: MailDetail,
  { rules, context, decidedBy, burst, link, number }: ViewContext,
): NoticeView {
  const { mail, recipients, verdict } = detail;
  const live = recipients.filter(({ state }) => state !== 'dropped');
  return {
    kind,
    subject: plainText(mail.subject, MAX_SUBJECT),
    author: mail.author ?? mail.reversePath ?? '',
    ...listedFirst(
      live.map(({ forwardPath }) => forwardPath),
      rules,
    ),
    reasons: { ja: reasonsOf(verdict, 'ja'), en: reasonsOf(verdict, 'en') },
    waiting: waitingOf(kind, detail, { rules, context }),
    needsSupervisor: mail.needs.includes('supervisor'),
    burst,
    comment: linesOf(mail.comment),
    decidedBy: decidedBy === null ? null : plainText(decidedBy, 60),
    link,
    number,
  };
}
