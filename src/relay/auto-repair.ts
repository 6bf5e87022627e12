// A mail that comes in is inspected, and what the policy wants repaired (guard/auto-repair.ts) is repaired before it is
// stored and judged again as it will leave. What cannot be done safely is a reason to hold it. The live relay (accept.ts),
// `check` and `replay` come here.

import { randomBytes } from 'node:crypto';
import { type AutoOperation, autoRepairsFor, holdUnrepaired } from '../guard/auto-repair.ts';
import { type Inspection, type InspectionPorts, inspectSafely, type Judged } from './inspect-safely.ts';
import type { RelayPorts } from './ports.ts';

export type ArrivalPorts = InspectionPorts & Pick<RelayPorts, 'previewRepair'>;

/** The mail as it will be stored and sent. */
export type Inspected = {
  readonly mail: Inspection;
  readonly judged: Judged;
  /** What the policy has done to it; empty: it is as it came. */
  readonly operations: readonly AutoOperation[];
};

type Attempt =
  | { readonly kind: 'repaired'; readonly mail: Inspection; readonly operations: readonly AutoOperation[] }
  | { readonly kind: 'refused'; readonly why: string };

const SEED_OCTETS = 32;

async function attempt(
  { previewRepair, log }: ArrivalPorts,
  mail: Inspection,
  operations: readonly AutoOperation[],
): Promise<Attempt> {
  const { octets, envelope } = mail;
  try {
    const seed = randomBytes(SEED_OCTETS);
    const preview = await previewRepair({ octets, envelope, operations, seed });
    if (preview.kind === 'refused') return { kind: 'refused', why: preview.reason };
    const [repaired] = preview.mails;
    if (repaired === undefined) return { kind: 'refused', why: 'no-recipients' };
    const { forwardPaths } = repaired.envelope;
    const changed = { ...mail, octets: repaired.octets, envelope: { ...envelope, forwardPaths } };
    return { kind: 'repaired', mail: changed, operations };
  } catch (error) {
    log({ event: 'repair-failed', level: 'error', mailId: mail.mailId, error: String(error) });
    return { kind: 'refused', why: 'failed' };
  }
}

/** What is left to do when not everything can be done: where recipients cannot be hidden, copies are still added. */
async function attemptCopies(
  ports: ArrivalPorts,
  mail: Inspection,
  operations: readonly AutoOperation[],
): Promise<Attempt | null> {
  const copies = operations.filter(({ op }) => op === 'add-bcc');
  return copies.length === 0 || copies.length === operations.length ? null : attempt(ports, mail, copies);
}

/** Throws only StoreUnavailable. */
export async function inspectArrival(ports: ArrivalPorts, mail: Inspection): Promise<Inspected> {
  const judged = await inspectSafely(ports, mail);
  const asItCame: Inspected = { mail, judged, operations: [] };
  const look = async ({
    mail: repaired,
    operations,
  }: Attempt & { kind: 'repaired' }): Promise<Inspected> => ({
    mail: repaired,
    judged: await inspectSafely(ports, repaired),
    operations,
  });
  const wanted = judged.verdict.action === 'reject' ? [] : autoRepairsFor(judged.facts, mail.rules);
  if (wanted.length === 0) return asItCame;
  const whole = await attempt(ports, mail, wanted);
  if (whole.kind === 'repaired') return look(whole);
  const copied = await attemptCopies(ports, mail, wanted);
  const left = copied?.kind === 'repaired' ? await look(copied) : asItCame;
  const { facts, verdict } = left.judged;
  return { ...left, judged: { ...left.judged, verdict: holdUnrepaired(verdict, facts, whole.why) } };
}
