// One attempt to deliver one claimed mail: envelope and octets are checked, each hop gets its recipients, and the store is
// told what came of it. Called by courier.ts, which holds the lease.

import { setTimeout as pause } from 'node:timers/promises';
import type { AttemptReport, DueMail, Outcome } from '../store/lease.ts';
import { IntegrityError, StoreUnavailable } from '../store/store.ts';
import { reportOf } from './attempt-report.ts';
import { expectUnchanged } from './expect-unchanged.ts';
import { groupByHop } from './outcomes.ts';
import type { DeliveryResult, RelayPorts } from './ports.ts';
import { outgoingTrace } from './trace.ts';

/** With the octets when they are at hand. */
export type Claimed = DueMail & { readonly octets?: Uint8Array };

export type AttemptSignals = {
  /** The lease is lost, or the relay ends: whatever is being sent is broken off. */
  readonly breakOff: AbortSignal;
  /** The relay ends: what came of the attempt is not waited with any longer. */
  readonly ending: AbortSignal;
};

/** A mail that differs from what was accepted needs a person; it is looked at again a day later. */
const AFTER_INTEGRITY_ERROR_MS = 24 * 60 * 60 * 1000;
const LONGEST_WAIT_MS = 5000;

const COURIER = { kind: 'system', id: 'courier', via: 'courier' } as const;

async function deliver(
  { nextHop, hopFor, settings }: RelayPorts,
  { mail, recipients }: DueMail,
  octets: Uint8Array,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const { reversePath, ret, envid, is8bit, isSmtpUtf8 } = mail;
  const pieces = [Buffer.from(outgoingTrace(mail, settings)), octets];
  const envelope = { reversePath, ret, envid, is8bit, isSmtpUtf8, pieces };
  const results = await Promise.all(
    groupByHop(recipients, hopFor).map((group) => nextHop.deliver({ ...envelope, ...group }, signal)),
  );
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    outcomeUnknown: results.some(({ outcomeUnknown }) => outcomeUnknown),
  };
}

/** The attempt is not made. The mail stays queued, out of the way, until somebody has looked or it is given up. */
async function setAside(ports: RelayPorts, due: DueMail, error: IntegrityError): Promise<void> {
  const { store, log, now } = ports;
  const { mail, recipients } = due;
  const at = now();
  log({ event: 'integrity-failed', level: 'error', mailId: mail.id, error: error.message });
  await store.addEvent({
    type: 'integrity-failed',
    mailId: mail.id,
    at: at.toISOString(),
    actor: COURIER,
    detail: { sha256: mail.sha256, sizeOctets: mail.sizeOctets },
  });
  const reply = '4.3.0 The stored mail differs from what was accepted';
  const waiting = recipients.filter(({ state }) => state === 'pending');
  const outcomes = waiting.map(({ n }) => ({ n, kind: 'deferred' as const, code: null, reply, hop: '' }));
  const report = await reportOf(ports, due, null, { outcomes, outcomeUnknown: false });
  const nextAttemptAt = new Date(at.getTime() + AFTER_INTEGRITY_ERROR_MS).toISOString();
  logOutcomes(ports, due, report);
  await store.reportAttempt({ ...report, nextAttemptAt });
}

/**
 * While the database is away the outcome is kept in memory, for the mail would be sent a second time otherwise. False:
 * the lease was taken over, and nothing was written.
 */
async function recordDurably(
  { store, log }: RelayPorts,
  report: AttemptReport,
  ending: AbortSignal,
): Promise<boolean> {
  const { mailId } = report;
  for (let waitMs = 1000; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await store.reportAttempt(report);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) return recordBarely({ store, log }, report, error);
      if (ending.aborted) throw error;
      log({ event: 'report-delayed', level: 'error', mailId, error: error.message });
      await pause(waitMs, undefined, { signal: ending, ref: false }).catch(() => undefined);
    }
  }
}

/** Something of the report cannot be stored: the outcomes alone, rather than a second copy of the mail. */
async function recordBarely(
  { store, log }: Pick<RelayPorts, 'store' | 'log'>,
  report: AttemptReport,
  error: unknown,
): Promise<boolean> {
  log({ event: 'report-reduced', level: 'error', mailId: report.mailId, error: String(error) });
  return store.reportAttempt({ ...report, dsn: null, lesson: null, notices: [] });
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

/** At least once: a relay that died may have delivered the mail, and whoever looks for it must learn that. */
async function noteTakeover({ store, log, now }: RelayPorts, { mail, lease }: DueMail): Promise<void> {
  log({ event: 'taken-over', level: 'warn', mailId: mail.id, reversePath: mail.reversePath });
  await store.addEvent({
    type: 'outcome-unknown',
    mailId: mail.id,
    at: now().toISOString(),
    actor: COURIER,
    detail: { token: lease.token - 1 },
  });
}

/**
 * Whether nothing is left to be done: no other attempt, no DSN. Throws what the store throws; the row stays queued then
 * and its lease runs out.
 */
export async function attemptMail(
  ports: RelayPorts,
  due: Claimed,
  { breakOff, ending }: AttemptSignals,
): Promise<boolean> {
  const { store, log } = ports;
  const mailId = due.mail.id;
  if (breakOff.aborted) {
    await store.releaseLease(mailId, due.lease);
    return false;
  }
  if (due.isTakenOver) await noteTakeover(ports, due);
  let octets: Uint8Array;
  try {
    expectUnchanged(due);
    octets = due.octets ?? (await store.readOctets(mailId));
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    await setAside(ports, due, error);
    return false;
  }
  const result = await deliver(ports, due, octets, breakOff);
  if (wasCutShort(breakOff, result)) {
    await store.releaseLease(mailId, due.lease);
    return false;
  }
  const report = await reportOf(ports, due, octets, result);
  logOutcomes(ports, due, report);
  const isRecorded = await recordDurably(ports, report, ending);
  if (!isRecorded) log({ event: 'lease-lost', level: 'error', mailId });
  return isRecorded && report.nextAttemptAt === null && report.dsn === null;
}
