// Inspecting under which nothing is lost: whatever breaks while a mail is looked at, the mail is held for it. Called
// where a mail comes in (auto-repair.ts) and where a held one was repaired (prepare-repair.ts).

import type { EnvelopeFacts } from '../guard/facts.ts';
import type { HistoryAnswer, HistoryQuestion } from '../guard/history.ts';
import type { Rules } from '../guard/policy.ts';
import { type MailId, StoreUnavailable } from '../store/store.ts';
import { breakdown } from './breakdown.ts';
import { type Inspected, type InspectPorts, inspect } from './inspect.ts';
import type { RelayPorts } from './ports.ts';

export type Judged = Pick<Inspected, 'facts' | 'verdict'>;

/** A mail to be looked at; `at` (ISO time) is the only clock. */
export type Inspection = {
  readonly mailId: MailId;
  readonly envelope: EnvelopeFacts;
  readonly octets: Uint8Array;
  readonly at: string;
  readonly rules: Rules;
};

export type InspectionPorts = Pick<RelayPorts, 'readMail' | 'log'> & {
  readonly answerHistory: (question: HistoryQuestion, now: string) => Promise<HistoryAnswer>;
  readonly earlierCopies?: NonNullable<InspectPorts['earlierCopies']>;
};

/** The verdict of a mail about which something broke (`event` names what, in the log). */
export function breakDown(
  { log }: Pick<RelayPorts, 'log'>,
  { mailId, envelope, at, rules }: Omit<Inspection, 'octets'>,
  event: string,
  error: unknown,
): Judged {
  log({ event, level: 'error', mailId, error: String(error) });
  return breakdown(rules, envelope, at, String(error));
}

/** Throws only StoreUnavailable. */
export async function inspectSafely(ports: InspectionPorts, inspection: Inspection): Promise<Judged> {
  const { envelope, octets, at, rules } = inspection;
  try {
    return await inspect({ ...ports, rules }, envelope, octets, at);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return breakDown(ports, inspection, 'inspection-failed', error);
  }
}
