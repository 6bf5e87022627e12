// The words of the tuning page. English.

import type { CheckId } from '../../guard/checks-list.ts';
import type { Action } from '../../guard/verdict.ts';
import type { Fate } from '../../guard/what-if/fate.ts';
import { count } from './count-en.ts';

const checks: Readonly<Record<CheckId, string>> = {
  'blocked-recipient': 'Blocked recipient',
  uninspectable: 'Could not be inspected',
  'sender-mismatch': 'Not our sender address',
  'visible-recipients': 'Addresses shown to strangers',
  'many-recipients': 'Very many recipients',
  'first-contact': 'First contact',
  'external-among-internal': 'An outsider among colleagues',
  'lookalike-domain': 'Domain that looks like another',
  'freemail-recipient': 'Private address of a company contact',
  'same-name-other-domain': 'Same name, another domain',
  'salutation-mismatch': 'Greets somebody else',
  'thread-drift': 'Thread goes to other people',
  'distribution-list': 'List with outside members',
  'important-recipient': 'Important recipient',
  'auto-forward': 'Automatic forwarding',
  burst: 'Many mails in a row',
  'mail-merge-mismatch': 'Names in a mailing do not fit',
  'unencrypted-personal-data': 'Unencrypted personal data',
  'my-number': 'My Number',
  'special-care-data': 'Special-care data',
  'confidential-marking': 'Marked confidential',
  'password-with-attachment': 'Password beside its file',
  'attachment-recheck': 'Any attachment',
  'hidden-content': 'Hidden content',
  'wrong-file': 'Probably the wrong file',
  'missing-attachment': 'Attachment forgotten',
  'forbidden-attachment': 'Forbidden kind of file',
  'encrypted-content': 'Encrypted content',
};

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
  checks,
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
  ritual: (name: string, n: number) =>
    `“${name}”: ${n} held, all sent on unchanged. Would it be enough to record it?`,
  tryLog: 'See what “record only” would change',
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
