// One attempt to deliver one claimed mail: its octets are checked, each hop gets its recipients, and the store is
// told what came of it. Called by courier.ts, which holds the lease.

import { setTimeout as pause } from 'node:timers/promises';
import { lessonOf } from '../guard/lesson.ts';
import {
  type AttemptReport,
  type DueMail,
  IntegrityError,
  type Outcome,
  StoreUnavailable,
} from '../store/store.ts';
import { failureReportOf } from './failure-report.ts';
import { deliveredOf, failuresToReport, giveUp, groupByHop, retryAt } from './outcomes.ts';
import type { DeliveryResult, RelayPorts } from './ports.ts';
import { outgoingTrace } from './trace.ts';

/** Octets that differ from what was accepted need a person; the mail is looked at again a day later. */
const AFTER_INTEGRITY_ERROR_MS = 24 * 60 * 60 * 1000;
/** While the database is away the outcome is kept in memory so long, for it would be a second copy otherwise. */
const REPORT_AGAIN_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

const COURIER = { kind: 'system', id: 'courier', via: 'courier' } as const;

async function deliver(
  { nextHop, hopFor, settings }: RelayPorts,
  { mail, recipients }: DueMail,
  octets: Uint8Array,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { reversePath, ret, envid, is8bit, isSmtpUtf8 } = mail;
  const pieces = [Buffer.from(outgoingTrace(mail, settings.markKey)), octets];
  const envelope = { reversePath, ret, envid, is8bit, isSmtpUtf8, pieces };
  const results = await Promise.all(
    groupByHop(recipients, hopFor).map((group) => nextHop.deliver({ ...envelope, ...group }, signal)),
  );
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    outcomeUnknown: results.some(({ outcomeUnknown }) => outcomeUnknown),
  };
}

/** The attempt is never made; the mail stays queued, out of the way, until somebody has looked. */
async function setAside({ store, log, now }: RelayPorts, due: DueMail, error: IntegrityError): Promise<void> {
  const { mail, recipients, lease } = due;
  const at = now();
  log({ event: 'integrity-failed', level: 'error', mailId: mail.id, error: error.message });
  await store.addEvent({
    type: 'integrity-failed',
    mailId: mail.id,
    at: at.toISOString(),
    actor: COURIER,
    detail: { sha256: mail.sha256, sizeOctets: mail.sizeOctets },
  });
  const reply = 'stored octets differ from what was accepted';
  const waiting = recipients.filter(({ state }) => state === 'pending');
  await store.reportAttempt({
    mailId: mail.id,
    lease,
    at: at.toISOString(),
    outcomes: waiting.map(({ n }) => ({ n, kind: 'deferred', code: null, reply, hop: '' })),
    outcomeUnknown: false,
    nextAttemptAt: new Date(at.getTime() + AFTER_INTEGRITY_ERROR_MS).toISOString(),
    dsn: null,
    lesson: null,
    notices: [],
  });
}

function reportOf(
  ports: RelayPorts,
  due: DueMail,
  octets: Uint8Array,
  result: DeliveryResult,
): AttemptReport {
  const { mail, recipients, facts, lease } = due;
  const now = ports.now();
  const at = now.toISOString();
  const giveUpAt =
    mail.giveUpAt ?? new Date(Date.parse(mail.receivedAt) + ports.settings.giveUpAfterMs).toISOString();
  const outcomes = giveUp(result.outcomes, at, giveUpAt);
  const delivered = deliveredOf(recipients, outcomes);
  const isLearnedFrom = mail.origin === 'submitted' && facts !== null && delivered.length > 0;
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
      giveUpAt,
    }),
    dsn: failureReportOf(ports, mail, octets, failuresToReport(recipients, outcomes), at),
    lesson: isLearnedFrom ? lessonOf(facts, delivered, at) : null,
    notices: [],
  };
}

/** Keeps trying while the store is away. False: the lease was lost, and nothing was written. */
async function recordDurably(
  { store, log }: RelayPorts,
  report: AttemptReport,
  signal: AbortSignal,
): Promise<boolean> {
  for (const ms of REPORT_AGAIN_MS) {
    try {
      return await store.reportAttempt(report);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || signal.aborted) throw error;
      log({ event: 'report-delayed', level: 'error', mailId: report.mailId, error: error.message });
      await pause(ms, undefined, { signal, ref: false });
    }
  }
  return store.reportAttempt(report);
}

function logOutcomes({ log }: RelayPorts, { mail, recipients }: DueMail, report: AttemptReport): void {
  const pathOf = new Map(recipients.map(({ n, forwardPath }) => [n, forwardPath]));
  const { id: mailId, reversePath } = mail;
  const groups = Map.groupBy(report.outcomes, ({ kind, hop, code }) => JSON.stringify([kind, hop, code]));
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const forwardPaths = [first, ...others].flatMap(({ n }) => pathOf.get(n) ?? []);
    const { kind, hop, code } = first;
    const isBad = kind === 'refused' || kind === 'expired';
    log({ event: kind, level: isBad ? 'warn' : 'info', mailId, reversePath, forwardPaths, hop, code });
    if (isBad && mail.origin !== 'submitted') {
      log({ event: `${mail.origin}-undeliverable`, level: 'warn', mailId, forwardPaths, code });
    }
  }
  if (report.outcomeUnknown) log({ event: 'outcome-unknown', level: 'warn', mailId, reversePath });
}

/** Whether the attempt was ended by us before the hop had said anything that matters. */
function wasCutShort(signal: AbortSignal, result: DeliveryResult): boolean {
  const isOpen = ({ kind, code }: Outcome) => kind === 'deferred' && code === null;
  return signal.aborted && !result.outcomeUnknown && result.outcomes.every(isOpen);
}

/** Throws what the store throws; the row stays queued then and its lease runs out. */
export async function attemptMail(ports: RelayPorts, due: DueMail, signal: AbortSignal): Promise<void> {
  const { store, log } = ports;
  const mailId = due.mail.id;
  let octets: Uint8Array;
  try {
    octets = await store.readOctets(mailId);
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    await setAside(ports, due, error);
    return;
  }
  const result = await deliver(ports, due, octets, signal);
  if (wasCutShort(signal, result)) {
    await store.releaseLease(mailId, due.lease);
    return;
  }
  const report = reportOf(ports, due, octets, result);
  logOutcomes(ports, due, report);
  const isRecorded = await recordDurably(ports, report, signal);
  if (!isRecorded) log({ event: 'lease-lost', level: 'error', mailId });
}
