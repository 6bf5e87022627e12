// The words of the audit. English.

import type { EventType } from '../../store/store.ts';
import { count } from './count-en.ts';

/** What other pages do not tell of; what they do is in their words. */
const events: Readonly<Partial<Record<EventType, string>>> = {
  attempted: 'Delivery tried',
  done: 'Finished',
  'user-created': 'User added',
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'sessions-ended': 'Sessions ended',
  'policy-loaded': 'Policy loaded',
  'history-imported': 'History imported',
  started: 'Started',
  stopped: 'Stopped',
  restored: 'Restored from a backup',
  purged: 'Removed after its time',
  'key-added': 'Key added',
  'keys-rewrapped': 'Keys sealed anew',
  'store-moved': 'Moved to another database',
  'audit-verified': 'Audit verified',
  'audit-exported': 'Audit exported',
};

export const auditEn = {
  title: 'Audit',
  lead: 'What was done, by whom and when. Nothing of it can be changed unnoticed. No text of a mail stands in it.',
  events,
  from: 'From day',
  until: 'Until day',
  type: 'What',
  anything: 'everything',
  actor: 'Who (name, id)',
  mail: 'Mail (id)',
  show: 'Show',
  reset: 'Show everything',
  none: 'No such events.',
  number: (writer: string, seq: number) => `${writer} no. ${seq}`,
  detail: 'Details',
  chains: 'Are the records whole?',
  never: 'Not verified from this page yet.',
  whole: (n: number) => `Unbroken: ${n === 1 ? '1 event' : `${n.toLocaleString('en')} events`} verified`,
  broken: (place: string) => `Broken at ${place}`,
  bounded: 'The newest 20,000 events of each relay are looked at; “sekisho audit verify” looks at all.',
  verify: 'Verify now',
  take: 'Take these events away',
  takeHint: 'All pages of what is shown, oldest first. That you took them is recorded.',
  formats: { csv: 'CSV (Excel)', json: 'JSON lines', cef: 'CEF (SIEM)' },
  glass: {
    lead: 'Auditors see what was found and decided. The text can be opened for a stated reason; reason and name stay in the audit.',
    reason: 'Why do you have to read it?',
    reasonHint: (least: number) => `at least ${count(least, 'character')}; names the case, not people`,
    open: 'Open the text for 15 minutes',
    isOpen: (time: string) => `Open to you until ${time}; every look is recorded.`,
  },
};

export type AuditWords = typeof auditEn;
