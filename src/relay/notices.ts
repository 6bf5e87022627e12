// Which notices a mail gives rise to, and to whom. Pure. A notice is only a row here; notify/ composes and queues it.

import { type AddrSpec, addressKey, matchesAddress, parseAddrSpec } from '../guard/address.ts';
import type { Facts } from '../guard/facts.ts';
import { sideOf } from '../guard/organizations.ts';
import type { Rules } from '../guard/policy.ts';
import type { Decision } from '../guard/states.ts';
import type { Grant } from '../guard/verdict.ts';
import type { MailId, NewNotice } from '../store/store.ts';

export type NoticePorts = {
  readonly rules: Rules;
  /** null: this relay sends no notices. */
  readonly noticeFrom: AddrSpec | null;
};

/** The mail that a notice would be about. */
export type NoticeSubject = {
  readonly mailId: MailId;
  readonly reversePath: AddrSpec | null;
  readonly facts: Facts | null;
  readonly needs: readonly Grant[];
};

const BY_DECISION: Readonly<Record<Decision, NewNotice['kind']>> = {
  release: 'released',
  return: 'returned',
  withdraw: 'withdrawn',
  expire: 'expired',
};

/** Nobody is told about mail that a machine sent: a notice that is forwarded out again would be held again, for ever. */
function isByMachine({ reversePath, facts }: NoticeSubject): boolean {
  const autoSubmitted = facts?.content.header.autoSubmitted ?? null;
  return reversePath === null || (autoSubmitted !== null && autoSubmitted !== 'no');
}

/** Who is told what became of the mail: its reverse-path if that is ours, else its author if that is ours. */
function senderOf({ reversePath, facts }: NoticeSubject, rules: Rules): AddrSpec | null {
  const candidates = [reversePath, facts?.author ?? null].filter((address) => address !== null);
  return candidates.find((address) => sideOf(address, rules) === 'inside') ?? null;
}

function approversOf(subject: NoticeSubject, { policy }: Rules): readonly AddrSpec[] {
  const author = subject.facts?.author ?? subject.reversePath;
  if (author === null) return [];
  const approvers = policy.approvers
    .filter((entry) => matchesAddress(author, entry.for))
    .map(({ approver }) => parseAddrSpec(approver))
    .filter((address) => address !== null)
    .filter((address) => addressKey(address) !== addressKey(author));
  return [...new Map(approvers.map((address) => [addressKey(address), address])).values()];
}

/** Notices that a hold brings: to its sender, and to the approvers when a supervisor is needed. */
export function noticesOfHold(
  { rules, noticeFrom }: NoticePorts,
  subject: NoticeSubject,
  createdAt: string,
): readonly NewNotice[] {
  if (noticeFrom === null || isByMachine(subject)) return [];
  const { mailId } = subject;
  const sender = senderOf(subject, rules);
  const approvers = subject.needs.includes('supervisor') ? approversOf(subject, rules) : [];
  return [
    ...(sender === null ? [] : [{ kind: 'held' as const, mailId, to: sender, createdAt }]),
    ...approvers.map((to) => ({ kind: 'review' as const, mailId, to, createdAt })),
  ];
}

/** The notice that tells the sender of a decision. */
export function noticesOfDecision(
  { rules, noticeFrom }: NoticePorts,
  subject: NoticeSubject,
  decision: Decision,
  createdAt: string,
): readonly NewNotice[] {
  const sender = senderOf(subject, rules);
  if (noticeFrom === null || sender === null || isByMachine(subject)) return [];
  return [{ kind: BY_DECISION[decision], mailId: subject.mailId, to: sender, createdAt }];
}
