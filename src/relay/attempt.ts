// One attempt to deliver one claimed mail: envelope and octets are checked, each hop gets its recipients, and the store is
// told what came of it. Called by courier.ts, which holds the lease.

import { setTimeout as pause } from 'node:timers/promises';
import type { AttemptReport, DueMail, Outcome } from '../store/lease.ts';
import { IntegrityError, StoreUnavailable } from '../store/store.ts';
import { octetsAtHand, type StoredOctets } from '../store/stored-octets.ts';
import { reportOf } from './attempt-report.ts';
import { expectUnchanged } from './expect-unchanged.ts';
import { groupByHop } from './outcomes.ts';
import type { DeliveryResult, RelayPorts } from './ports.ts';
import { outgoingTrace } from './trace.ts';

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

type Delivered = DeliveryResult & {
  /** Why the mail could not be read to its end; null: it could. No hop that was being sent it then has got its end. */
  readonly fault: unknown;
};

async function deliver(
  { nextHop, hopFor, settings }: RelayPorts,
  { mail, recipients }: DueMail,
  { beginning, sizeOctets, rest }: StoredOctets,
  signal: AbortSignal,
): Promise<Delivered> {
  let fault: unknown = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      yield* rest();
    } catch (error) {
      fault = error;
      throw error;
    }
  }
  const { reversePath, ret, envid, is8bit, isSmtpUtf8 } = mail;
  const left = sizeOctets - beginning.length;
  const content = {
    pieces: [Buffer.from(outgoingTrace(mail, settings)), beginning],
    rest: left === 0 ? null : { sizeOctets: left, read },
  };
  const envelope = { reversePath, ret, envid, is8bit, isSmtpUtf8, ...content };
  const results = await Promise.all(
    groupByHop(recipients, hopFor).map((group) => nextHop.deliver({ ...envelope, ...group }, signal)),
  );
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    outcomeUnknown: results.some(({ outcomeUnknown }) => outcomeUnknown),
    fault,
  };
}

/** No hop was asked. */
function notTried({ recipients }: DueMail): DeliveryResult {
  const waiting = recipients.filter(({ state }) => state === 'pending');
  const outcomes = waiting.map(({ n }) => ({ n, kind: 'deferred' as const, code: null, reply: '', hop: '' }));
  return { outcomes, outcomeUnknown: false };
}

/** The mail stays queued, out of the way, until somebody has looked or it is given up. */
async function asideReport(ports: RelayPorts, due: DueMail, result: DeliveryResult): Promise<AttemptReport> {
  const reply = '4.3.0 The stored mail differs from what was accepted';
  const outcomes = result.outcomes.map((outcome) => (isOpen(outcome) ? { ...outcome, reply } : outcome));
  const report = await reportOf(ports, due, null, { ...result, outcomes });
  const nextAttemptAt = new Date(ports.now().getTime() + AFTER_INTEGRITY_ERROR_MS).toISOString();
  return { ...report, nextAttemptAt };
}

async function noteChanged(
  { store, log, now }: RelayPorts,
  { mail }: DueMail,
  error: IntegrityError,
): Promise<void> {
  const { id: mailId, sha256, sizeOctets } = mail;
  log({ event: 'integrity-failed', level: 'error', mailId, error: error.message });
  await store.addEvent({
    type: 'integrity-failed',
    mailId,
    at: now().toISOString(),
    actor: COURIER,
    detail: { sha256, sizeOctets },
  });
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

/** The hop has said nothing that matters. */
const isOpen = ({ kind, code }: Outcome): boolean => kind === 'deferred' && code === null;

const isAllOpen = ({ outcomes, outcomeUnknown }: DeliveryResult): boolean =>
  !outcomeUnknown && outcomes.every(isOpen);

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

/** The error when envelope or octets are not the accepted ones. */
async function openUnchanged({ store }: RelayPorts, due: DueMail): Promise<StoredOctets | IntegrityError> {
  try {
    expectUnchanged(due);
    return due.octets === undefined ? await store.openOctets(due.mail.id) : octetsAtHand(due.octets);
  } catch (error) {
    if (error instanceof IntegrityError) return error;
    throw error;
  }
}

/**
 * Whether nothing is left to be done: no other attempt, no DSN. Throws what the store throws; the row stays queued then
 * and its lease runs out.
 */
export async function attemptMail(
  ports: RelayPorts,
  due: DueMail,
  { breakOff, ending }: AttemptSignals,
): Promise<boolean> {
  const { store, log } = ports;
  const mailId = due.mail.id;
  if (breakOff.aborted) {
    await store.releaseLease(mailId, due.lease);
    return false;
  }
  if (due.isTakenOver) await noteTakeover(ports, due);
  const content = await openUnchanged(ports, due);
  const { fault, ...result } =
    content instanceof IntegrityError
      ? { ...notTried(due), fault: content }
      : await deliver(ports, due, content, breakOff);
  const changed = fault instanceof IntegrityError ? fault : null;
  if (changed === null && isAllOpen(result)) {
    if (breakOff.aborted) {
      await store.releaseLease(mailId, due.lease);
      return false;
    }
    // What any hop has said would have to be recorded first.
    if (fault !== null) throw fault;
  }
  const beginning = content instanceof IntegrityError ? null : content.beginning;
  const report = await (changed === null
    ? reportOf(ports, due, beginning, result)
    : asideReport(ports, due, result));
  logOutcomes(ports, due, report);
  const isRecorded = await recordDurably(ports, report, ending);
  if (!isRecorded) log({ event: 'lease-lost', level: 'error', mailId });
  if (changed !== null) await noteChanged(ports, due, changed);
  return isRecorded && report.nextAttemptAt === null && report.dsn === null;
}
