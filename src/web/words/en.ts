// The English words of the pages, and by their type the shape that every other language fills.

import type { Decision } from '../../guard/states.ts';
import type { Grant, Severity } from '../../guard/verdict.ts';
import type { EventType } from '../../store/store.ts';
import { accountEn } from './account-en.ts';
import { apiEn } from './api-en.ts';
import { auditEn } from './audit-en.ts';
import { burstEn } from './burst-en.ts';
import { count } from './count-en.ts';
import { dashboardEn } from './dashboard-en.ts';
import { decideEn } from './decide-en.ts';
import { grantsEn } from './grants-en.ts';
import { holdEn, refusalEn } from './hold-en.ts';
import { incidentEn } from './incident-en.ts';
import { linkEn } from './link-en.ts';
import { listsEn } from './lists-en.ts';
import { mailEn } from './mail-en.ts';
import { policyEn } from './policy-en.ts';
import { repairEn } from './repair-en.ts';
import { setupEn, signInEn } from './sign-in-en.ts';
import { tuningEn } from './tuning-en.ts';
import { whyEn } from './why-en.ts';

const decision: Readonly<Record<Decision, { done: string; by: (name: string, time: string) => string }>> = {
  release: { done: 'Released', by: (name, time) => `Released by ${name} on ${time}.` },
  return: { done: 'Returned', by: (name, time) => `Returned to the sender by ${name} on ${time}. Not sent.` },
  withdraw: { done: 'Withdrawn', by: (name, time) => `Withdrawn by ${name} on ${time}. Not sent.` },
  expire: { done: 'Expired', by: (_, time) => `Nobody decided until ${time}. Not sent.` },
};

const severity: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

const needs: Readonly<Record<Grant, string>> = {
  sender: 'Needs the sender',
  supervisor: 'Needs approval',
  'second-supervisor': 'Needs two approvals',
  delay: 'Delayed',
};

/** What happened to a mail; other events are not shown with it. */
const event: Readonly<Partial<Record<EventType, string>>> = {
  received: 'Received',
  forwarded: 'Passed on: nothing asked to hold it',
  held: 'Held',
  rejected: 'Rejected',
  granted: 'Granted, one more is needed',
  escalated: 'Passed on to the next manager',
  reminded: 'Reminder sent',
  repaired: 'Repaired',
  released: 'Released',
  returned: 'Returned to the sender',
  withdrawn: 'Withdrawn',
  expired: 'Deadline passed: not sent',
  attempted: 'Delivery tried',
  delivered: 'Delivered',
  refused: 'Refused by the next hop',
  deferred: 'Put off by the next hop, will be tried again',
  'given-up': 'Given up',
  'restore-confirmed': 'Decided about after a restore',
  'outcome-unknown': 'Connection lost after sending: may arrive twice',
  done: 'Finished',
  'notice-sent': 'Notice sent',
  viewed: 'Looked at',
  'text-opened': 'Text opened by an auditor who said why',
  'number-refused': 'Wrong number on the page of a notice',
  judged: 'Said whether the hold was right',
  'integrity-failed': 'Stored mail differs from what was accepted: not delivered',
};

export const en = {
  brand: 'Sekisho',
  skip: 'Skip to the page',
  colon: ': ',
  severity,
  needs,
  decision,
  why: whyEn,

  menu: {
    held: 'Held',
    recent: 'Recent',
    account: 'Account and language',
    language: 'Language',
    signOut: 'Sign out',
    help: 'Help',
    roles: {
      admin: 'Administrator',
      approver: 'Approver',
      delegate: 'Delegate',
      auditor: 'Auditor',
      sender: 'Sender',
    },
  },

  signIn: signInEn,

  setup: setupEn,

  account: accountEn,
  api: apiEn,
  tuning: tuningEn,
  audit: auditEn,
  incident: incidentEn,
  policy: policyEn,
  dashboard: dashboardEn,
  judgement: {
    title: 'Was it right to hold this mail?',
    titleMissed: 'Should this mail have been held?',
    lead: 'Your answer changes nothing about this mail. It shows which checks are worth their interruption.',
    which: 'Which reasons do you mean? (none: all of them)',
    say: {
      'right-hold': 'Yes, it helped',
      'wrong-hold': 'No, it was in order',
      'missed-hold': 'Yes, it should have been held',
    },
    said: (what: string) => `You said: ${what}. You can change it.`,
  },
  list: listsEn,
  burst: burstEn,
  grants: grantsEn,
  help: { guides: 'Guides' },

  time: {
    left: (text: string) => `${text} left`,
    overdue: 'Deadline passed',
    days: (n: number) => `${n} d`,
    hours: (n: number) => `${n} h`,
    minutes: (n: number) => `${n} min`,
    daysAgo: (n: number) => `${count(n, 'day')} ago`,
    hoursAgo: (n: number) => `${n} h ago`,
    minutesAgo: (n: number) => `${n} min ago`,
    justNow: 'just now',
    afterwards: 'then it ends unsent',
  },

  state: { held: 'Held', queued: 'Being sent', done: 'Sent', cancelled: 'Not sent', failed: 'Not delivered' },
  partly: (delivered: number, all: number) => `Delivered to ${delivered} of ${all}`,

  people: {
    comma: ', ',
    outside: (n: number) => count(n, 'outside recipient'),
    affiliate: (n: number) => count(n, 'affiliate'),
    inside: (n: number) => count(n, 'colleague'),
    organizations: (n: number) => `at ${count(n, 'organisation')}`,
    recipients: (n: number) => count(n, 'recipient'),
    files: (n: number) => count(n, 'attachment'),
    others: (n: number) => `and ${count(n, 'other')}`,
    unknownSender: '(no sender)',
    noSubject: '(no subject)',
  },

  mail: mailEn,

  decide: decideEn,
  hold: holdEn,
  refusal: refusalEn,
  repair: repairEn,
  link: linkEn,

  confirm: {
    title: 'Please check one by one',
    organization: (n: number, name: string, isNew: boolean) =>
      `It is right to write to ${count(n, 'recipient')} at ${name}${isNew ? ' for the first time' : ''}.`,
    others: (n: number, organizations: number, isRest: boolean) =>
      `The ${isRest ? 'other ' : ''}${count(n, 'recipient')} at ${count(organizations, 'organisation')} are the right ones.`,
    visible: 'The recipients may see each other’s addresses: this is not meant to be Bcc.',
    file: (name: string) => `I have checked what is in ${name}.`,
    files: (n: number) => `I have checked what is in ${count(n, 'more file')}.`,
    reason: (label: string) => `I have read “${label}”, and it is meant like this.`,
    reasons: (n: number) => `I have read ${count(n, 'more reason')}, and it is meant like this.`,
  },

  event,
  timeline: {
    times: (n: number) => ` (${n} times)`,
    paths: (n: number) => ` (${count(n, 'recipient')})`,
  },
  actor: { system: 'Sekisho', sweep: 'Sekisho', client: 'mail client', unknown: 'somebody' },

  error: {
    home: 'To the held mail',
    notFound: 'There is nothing here',
    notFoundHint: 'The address is wrong, or it is not for you to see.',
    forged: 'This did not come from our own page',
    forgedHint:
      'Nothing was changed. Open the page again and repeat. If it happens always, web.publicUrl is not the address in your browser.',
    tooMany: 'Too many tries',
    tooManyHint: (minutes: number) => `Please wait ${count(minutes, 'minute')}.`,
    bad: 'This could not be understood',
    badHint: 'Nothing was changed. Please go back and try again.',
    down: 'The store cannot be reached right now',
    downHint: 'Nothing is lost, and nothing was changed. Please try again in a moment.',
    broken: 'Something broke',
    brokenHint: 'Nothing was sent. It is in the log.',
  },
};

export type Words = typeof en;
