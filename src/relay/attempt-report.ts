// What an attempt comes to, as the store records it in one transaction: outcomes, the next attempt, the DSN, and what
// the delivered mail teaches. Called by attempt.ts.

import type { AddrSpec } from '../guard/address.ts';
import { lessonOf } from '../guard/lesson.ts';
import type { AttemptReport, DueMail, Outcome } from '../store/lease.ts';
import { dsnOf } from './dsn.ts';
import { deliveredOf, giveUp, type Report, reportsOf, retryAt } from './outcomes.ts';
import type { DeliveryResult, RelayPorts } from './ports.ts';
import { type DeliveryTimes, deliveryTimes } from './retry-times.ts';

/** Whatever breaks here, the outcome must be recorded: the mail would be sent again otherwise. */
async function orNothing<T>(
  { log }: RelayPorts,
  { mail }: DueMail,
  event: string,
  make: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    log({ event, level: 'error', mailId: mail.id, error: String(error) });
    return null;
  }
}

function lessonFrom({ mail, recipients, facts }: DueMail, outcomes: readonly Outcome[], at: string) {
  if (mail.origin !== 'submitted') return null;
  if (facts === null) throw new Error('its facts cannot be read');
  return lessonOf(facts, deliveredOf(recipients, outcomes), at);
}

/** A report of delay that would have to wait in the same line as the mail itself tells nobody anything. */
function isOfUse({ hopFor }: RelayPorts, reversePath: AddrSpec | null): (report: Report) => boolean {
  const back = reversePath === null ? null : hopFor(reversePath);
  return ({ action, outcome: { code, hop } }) =>
    action !== 'delayed' || code !== null || back === null || hop !== `${back.host}:${back.port}`;
}

function whatToReport(
  ports: RelayPorts,
  { mail, recipients }: DueMail,
  outcomes: readonly Outcome[],
  { delayAt }: DeliveryTimes,
): readonly Report[] {
  const isDelayDue = mail.nextAttemptAt === delayAt;
  return reportsOf(recipients, outcomes, isDelayDue).filter(isOfUse(ports, mail.reversePath));
}

/** While the clock is in doubt nothing is given up. */
function finalOutcomes(
  { isClockSteady }: RelayPorts,
  outcomes: readonly Outcome[],
  at: string,
  giveUpAt: string,
): readonly Outcome[] {
  return isClockSteady() ? giveUp(outcomes, at, giveUpAt) : outcomes;
}

/** `octets`: the mail, or of a large one its beginning; null: they cannot be had, and the DSN returns nothing of the mail. */
export async function reportOf(
  ports: RelayPorts,
  due: DueMail,
  octets: Uint8Array | null,
  result: DeliveryResult,
): Promise<AttemptReport> {
  const { mail, lease } = due;
  const now = ports.now();
  const at = now.toISOString();
  const times = deliveryTimes(mail, ports.settings.giveUpAfterMs);
  const { delayAt, giveUpAt } = times;
  const outcomes = finalOutcomes(ports, result.outcomes, at, giveUpAt);
  const reports = whatToReport(ports, due, outcomes, times);
  return {
    mailId: mail.id,
    lease,
    at,
    outcomes,
    outcomeUnknown: result.outcomeUnknown,
    nextAttemptAt: retryAt(outcomes, {
      at: now,
      attempts: mail.attempts + 1,
      random: ports.random(),
      stops: [delayAt, giveUpAt],
    }),
    dsn: await orNothing(ports, due, 'dsn-failed', () =>
      dsnOf(ports, mail, octets, reports, { at, retryUntil: giveUpAt }),
    ),
    lesson: await orNothing(ports, due, 'lesson-failed', () => lessonFrom(due, outcomes, at)),
    notices: [],
  };
}
