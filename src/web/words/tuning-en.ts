// The words of the tuning page. English.

import { CHECK_NAMES } from '../../guard/check-names.ts';
import type { Action } from '../../guard/verdict.ts';
import type { Fate } from '../../guard/what-if/fate.ts';
import { count } from './count-en.ts';

const actions: Readonly<Record<Action, string>> = {
  off: 'not looked at',
  log: 'record only',
  delay: 'wait a while',
  confirm: 'the sender confirms',
  approve: 'a supervisor approves',
  'confirm-and-approve': 'sender, then supervisor',
  'two-person': 'two supervisors approve',
  reject: 'reject',
};

const fates: Readonly<Record<Fate, string>> = {
  sent: 'sent, nothing reported',
  confirmed: 'held, sent unchanged',
  repaired: 'held, repaired',
  returned: 'held, returned',
  withdrawn: 'held, withdrawn',
  expired: 'held, expired',
  waiting: 'still held',
  missed: 'sent, should have been held',
};

const settings: Readonly<Record<string, string>> = {
  confirmAt: 'sender confirms from',
  approveAt: 'supervisor approves from',
  newInTenMinutes: 'new recipients in 10 minutes',
  newInHour: 'new recipients in an hour',
  inTenMinutes: 'recipients in 10 minutes',
  action: 'what is asked for',
};

export const tuningEn = {
  title: 'Tuning',
  lead: 'What the checks did, and what another value would have done to the same mails. Only what was recorded is looked at, no text of a mail.',
  checks: CHECK_NAMES.en,
  actions,
  fates,
  settings,
  period: 'Period',
  days: (n: number) => `last ${count(n, 'day')}`,
  figures: 'What the checks did',
  figuresHint:
    'Of every check: how often it found something, how often it held a mail for it, and what came of that.',
  check: 'Check',
  found: 'found',
  held: 'held',
  prevented: 'prevented',
  confirmed: 'sent unchanged',
  wrong: 'called wrong',
  noMails: 'No mail was judged in this time.',
  tryThreshold: 'Try another threshold',
  tryAction: 'Try another action',
  threshold: 'Threshold',
  value: 'New value',
  action: 'New action',
  go: 'Try',
  reset: 'Back to all checks',
  from: (before: string, after: string) => `now ${before}, tried ${after}`,
  mails: (n: number) => `${count(n, 'mail')} judged again from what was recorded`,
  perDay: 'a day',
  row: {
    held: 'Held',
    sender: 'of these the sender is asked',
    supervisor: 'of these a supervisor is asked',
    rejected: 'Rejected',
  },
  now: 'now',
  tried: 'tried',
  shareOfAll: 'of all mail',
  budget: 'Aim: at most 1 % for the sender, 0.2 % for a supervisor.',
  minutes: (minutes: string, seconds: number) =>
    `Time of reviewers: ${minutes} a day (people looked ${seconds} s before they decided, median)`,
  minutesUnit: (n: string) => `${n} min`,
  noLooks: 'How long people look is not known yet: nobody decided on the pages in this time.',
  chart: (name: string) => `Held a day by value of “${name}”`,
  asTable: 'As a table',
  changed: (n: number) => `${count(n, 'mail')} would have fared differently`,
  unchanged: 'No mail would have fared differently',
  newest: (n: number) => `The newest ${n}:`,
  really: 'Really',
  purged: (n: number) => `${count(n, 'mail')} could not be judged again: too long ago`,
  copy: 'For the policy',
  copyHint: 'Put this into the policy, then: sekisho reload. Nothing is changed by this page.',
  departments: 'Where the change is felt most',
};
