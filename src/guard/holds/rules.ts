// How the policy shapes holds: how long they wait and what happens then. The whole context of a transition.

import { z } from 'zod';
import type { BusinessCalendar } from '../calendar/business-time.ts';
import type { People } from '../people.ts';
import type { Policy } from '../policy.ts';

/** Minutes of answering run on the business-hours clock, those of the delay on the plain one. */
export const holdRulesSchema = z
  .strictObject({
    answerWithinMinutes: z.int().min(1).max(1_000_000).default(1080),
    delayMinutes: z.int().min(1).max(10_000).default(5),
    /** At the deadline of a hold that lacks only the sender's confirmation. `send` = sent without it. */
    whenUnconfirmed: z.enum(['expire', 'send']).default('expire'),
    /** At the deadline of a hold that lacks a supervisor: never sent. */
    whenUnapproved: z.enum(['expire', 'escalate']).default('escalate'),
    /** How often a hold may be passed on to the next manager. */
    escalations: z.int().min(0).max(10).default(1),
    /** Whether a supervisor may approve by the number of a notice, without a session. */
    approveByNumber: z.boolean().default(false),
    /** Whether several mails may be sent at once from the list, without opening each. */
    releaseSeveral: z.boolean().default(false),
  })
  .prefault({});

export type HoldRules = z.output<typeof holdRulesSchema>;

export type HoldContext = {
  /** Now, as an ISO instant in UTC with milliseconds. */
  readonly at: string;
  readonly people: People;
  readonly calendar: BusinessCalendar;
  readonly rules: HoldRules;
  readonly approvers: Policy['approvers'];
};
