// The English words of the pages, and by their type the shape that every other language fills.

import type { PersonalKind } from '../../guard/facts.ts';
import type { Decision } from '../../guard/states.ts';
import type { Grant, Severity } from '../../guard/verdict.ts';
import type { EventType } from '../../store/store.ts';
import { accountEn } from './account-en.ts';
import { burstEn } from './burst-en.ts';
import { count } from './count-en.ts';
import { decideEn } from './decide-en.ts';
import { holdEn, refusalEn } from './hold-en.ts';
import { linkEn } from './link-en.ts';
import { listsEn } from './lists-en.ts';
import { repairEn } from './repair-en.ts';
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
  'number-refused': 'Wrong number on the page of a notice',
  judged: 'Said whether the hold was right',
  'integrity-failed': 'Stored octets differ: not delivered',
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

  signIn: {
    title: 'Sign in',
    lead: 'Mail that looks like a slip waits here until somebody has looked at it.',
    name: 'Name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'Name or password is not right.',
    company: 'Sign in with the company account',
    or: 'or with a name and password kept here',
    ldapHint: 'Name or mail address, and the password of your computer',
    refused: 'The sign-in was not completed. Please try once more.',
    noRole:
      'You are who you say, but none of your groups may open these pages. Please ask your administrator.',
    unavailable: 'Sign-in cannot be checked right now. Please try again in a moment.',
    signedOut: 'You are signed out.',
    needed: 'Please sign in to see this page.',
  },

  setup: {
    title: 'Make the first administrator',
    lead: 'This link works once. Further people are added on the command line: sekisho user add.',
    name: 'Name',
    nameHint: 'Letters, digits and . _ - @ (up to 64)',
    password: 'Password',
    passwordHint: 'At least 12 characters; a few words are fine',
    again: 'The same password again',
    submit: 'Make administrator and sign in',
    used: 'This link has been used or is too old',
    usedHint: 'Restart Sekisho to get a new one, or sign in when there is an administrator already.',
    badName: 'Please use letters, digits and . _ - @ only, up to 64.',
    short: 'Please take at least 12 characters.',
    long: 'Please take at most 200 characters.',
    differ: 'The two passwords are not the same.',
  },

  account: accountEn,
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

  mail: {
    reasons: (n: number) => (n === 1 ? 'Why it is held' : `Why it is held: ${n} reasons`),
    reasonsWere: 'Why it was held',
    passed: 'Nothing asked to hold this mail.',
    alsoSeen: (n: number) => `Also seen, not a reason to hold (${n})`,
    more: 'Why?',
    evidence: 'Evidence',
    uncertain: 'A check could not tell, so a person has to.',
    action: 'action',
    settingNow: 'the policy of today',
    recipients: 'Recipients',
    sideOutside: 'Outside',
    sideAffiliate: 'Affiliates',
    sideInside: 'Our own',
    inTo: 'To',
    inCc: 'Cc',
    hidden: 'Bcc',
    hiddenHint: 'in the envelope only; others do not see it',
    firstTime: 'first time',
    newToSender: 'new to the sender',
    newAddress: 'new address',
    inThread: 'in the thread',
    mailsBefore: (n: number, ago: string) => `${count(n, 'mail')} before, last ${ago}`,
    freemail: 'freemail',
    files: 'Attachments',
    noFiles: 'No attachments.',
    protection: {
      none: 'not encrypted',
      weak: 'weakly encrypted',
      partial: 'partly encrypted',
      protected: 'encrypted',
    },
    unreadable: 'could not be read',
    macros: 'macros',
    script: 'script',
    program: 'program',
    hiddenContent: {
      sheet: 'hidden sheet',
      row: 'hidden rows',
      column: 'hidden columns',
      comment: 'comments',
      'tracked-change': 'tracked changes',
      notes: 'notes',
      embedded: 'embedded object',
      text: 'hidden text',
    },
    alsoNamed: 'also named',
    persons: (n: number) => `personal data of ${count(n, 'person')}`,
    kinds: {
      name: 'name',
      address: 'postal address',
      phone: 'phone',
      email: 'mail address',
      'birth-date': 'date of birth',
      'my-number': 'My Number',
      'health-insurance': 'health insurance',
      'bank-account': 'bank account',
      'credit-card': 'credit card',
      'driving-licence': 'driving licence',
      passport: 'passport',
      pension: 'pension number',
      'residence-card': 'residence card',
      medical: 'health',
      salary: 'salary',
      grade: 'grades',
      ssn: 'social security (US)',
      nino: 'national insurance (UK)',
    } satisfies Record<PersonalKind, string>,
    inBody: 'in the text',
    text: 'Text',
    textOnly: 'characters only, as the sender wrote it; never its HTML',
    textMarked: 'what the reasons point at is marked',
    noText: 'The mail has no text.',
    textHidden: 'Auditors see what was found, not the text.',
    textGone: 'The text can no longer be read: it was removed after the time it is kept for.',
    textDamaged:
      'The stored mail differs from what was accepted. It will not be delivered; please tell the administrator.',
    showAll: (n: number) => `Show all ${n.toLocaleString('en')} characters`,
    cut: 'The rest is not shown.',
    header: 'Header',
    from: 'From',
    sender: 'Sender',
    replyTo: 'Reply-To',
    reversePath: 'Reverse-path',
    received: 'Received',
    size: 'Size',
    login: 'Signed in as',
    client: 'From the machine',
    splitFrom: 'Split off from',
    id: 'Id',
    timeline: 'What happened',
    comment: 'Comment',
    delivered: 'delivered',
    refused: 'refused',
    pending: 'waiting',
    expired: 'given up',
    dropped: 'dropped',
  },

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
