// The English words for how a hold stands and for what is refused.

import type { Refusal } from '../../guard/holds/hold.ts';
import type { Grant } from '../../guard/verdict.ts';

export type HoldWords = {
  readonly comma: string;
  readonly given: Readonly<Record<Grant, (name: string, time: string) => string>>;
  readonly onBehalfOf: (name: string) => string;
  /** `names` may be empty: nobody is named for it. */
  readonly asks: Readonly<Record<Grant, (names: string, time: string) => string>>;
};

export const holdEn: HoldWords = {
  comma: ', ',
  given: {
    sender: (name, time) => `Confirmed by ${name} on ${time}`,
    supervisor: (name, time) => `${name} approved on ${time}`,
    'second-supervisor': (name, time) => `${name} approved as the second on ${time}`,
    delay: (_, time) => `Its delay was over on ${time}`,
  },
  onBehalfOf: (name) => `(for ${name})`,
  asks: {
    sender: (_, time) => `Waits for the sender until ${time}`,
    supervisor: (names, time) => `Waits for an approval${names && ` by ${names}`} until ${time}`,
    'second-supervisor': (names, time) =>
      `Waits for the approval of a second person${names && `: ${names}`}, until ${time}`,
    delay: (_, time) => `Is sent by itself on ${time}, unless somebody stops it`,
  },
};

export const refusalEn: Readonly<Record<Refusal, string>> = {
  ended: 'It was decided before.',
  changed: 'The mail has changed since you opened it.',
  'not-asked': 'This is not what the mail waits for now.',
  'own-mail': 'This is your own mail: somebody else has to approve it.',
  'same-person': 'You have said yes, or somebody has in your name; a second person has to.',
  'not-entitled': 'This is for others to decide.',
  'not-a-person': 'Only one person with an account of their own can do this.',
  unidentified: 'The directory does not know whose account this is.',
  'needs-session': 'Please sign in to do this.',
  'too-early': 'It is not time yet.',
  reminded: 'They have been reminded already.',
  'nobody-left': 'There is no next manager to ask.',
};
