// The words of a grant that is given to several mails at once. English.

import type { Grant } from '../../guard/verdict.ts';
import { count } from './count-en.ts';

export type GrantWords = {
  /** Which grant it is. */
  readonly title: string;
  /** On the button, when another grant is asked after it. */
  readonly now: (n: number) => string;
  readonly done: string;
};

export const grantsEn: Readonly<Record<Grant, GrantWords>> = {
  sender: {
    title: 'In the place of the sender',
    now: (n) => `Confirm ${count(n, 'mail')}`,
    done: 'Confirmed',
  },
  supervisor: { title: 'Approval', now: (n) => `Approve ${count(n, 'mail')}`, done: 'Approved' },
  'second-supervisor': {
    title: 'Approval by a second person',
    now: (n) => `Approve ${count(n, 'mail')} as the second`,
    done: 'Approved as the second',
  },
  delay: {
    title: 'Before their time',
    now: (n) => `Let ${count(n, 'mail')} wait no longer`,
    done: 'No longer waiting',
  },
};
