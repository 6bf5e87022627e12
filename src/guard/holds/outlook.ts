// What would come of each thing somebody may do to a hold now: tried on the state machine itself, so that a page offers
// nothing which is refused afterwards, and can say why it does not offer the rest.

import { type Decider, type Hold, type HoldEvent, missingGrant, type Refusal } from './hold.ts';
import type { HoldContext } from './rules.ts';
import { transition } from './transition.ts';

export type Act = 'grant' | 'return' | 'withdraw' | 'escalate' | 'repair';

/** null: it would be done. */
export type Outlook = Readonly<Record<Act, Refusal | null>>;

export function outlookOf(hold: Hold, by: Decider, context: HoldContext): Outlook {
  const saw = hold.content;
  const grant = missingGrant(hold) ?? 'sender';
  const content = { ...saw, revision: saw.revision + 1 };
  const whyNot = (event: HoldEvent): Refusal | null => {
    const result = transition(hold, event, context);
    return result.kind === 'done' ? null : result.why;
  };
  return {
    grant: whyNot({ kind: 'grant', grant, by, saw }),
    return: whyNot({ kind: 'return', comment: null, by, saw }),
    withdraw: whyNot({ kind: 'withdraw', comment: null, by, saw }),
    escalate: whyNot({ kind: 'escalate', by, saw }),
    repair: whyNot({ kind: 'repair', content, needs: [], by, saw }),
  };
}
