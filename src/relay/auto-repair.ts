// Automatic repair of a mail that comes in: what the policy asks for (guard/auto-repair.ts) is carried out before the
// mail is stored, and the mail is judged again as it will leave. What cannot be done safely is a reason to hold it.
// Called by accept.ts.

import { randomBytes } from 'node:crypto';
import { type AutoOperation, autoRepairsFor, holdUnrepaired } from '../guard/auto-repair.ts';
import { sha256Hex } from '../store/digests.ts';
import type { NewMail } from '../store/store.ts';
import type { Judged } from './inspect-safely.ts';
import { type Arrival, envelopeOf } from './mail-of.ts';
import type { RelayPorts } from './ports.ts';
import { recipientsFor } from './repaired-mail.ts';

type Arrived = { readonly arrival: Arrival; readonly judged: Judged };
type Ports = Pick<RelayPorts, 'previewRepair' | 'log'>;

type Attempt =
  | { readonly kind: 'repaired'; readonly arrival: Arrival }
  | { readonly kind: 'refused'; readonly why: string };

const SEED_OCTETS = 32;

async function attempt(
  { previewRepair, log }: Ports,
  arrival: Arrival,
  operations: readonly AutoOperation[],
): Promise<Attempt> {
  const { id, submission } = arrival;
  const { octets, recipients } = submission;
  const envelope = envelopeOf(submission);
  try {
    const seed = randomBytes(SEED_OCTETS);
    const preview = await previewRepair({ octets, envelope, operations, seed });
    if (preview.kind === 'refused') return { kind: 'refused', why: preview.reason };
    const [mail] = preview.mails;
    if (mail === undefined) return { kind: 'refused', why: 'no-recipients' };
    const repaired: NonNullable<NewMail['repaired']> = {
      sha256: sha256Hex(octets),
      sizeOctets: octets.length,
      forwardPaths: envelope.forwardPaths,
      operations,
    };
    const changed = {
      ...submission,
      octets: mail.octets,
      recipients: recipientsFor(recipients, mail.envelope.forwardPaths),
    };
    return { kind: 'repaired', arrival: { ...arrival, submission: changed, repaired } };
  } catch (error) {
    log({ event: 'repair-failed', level: 'error', mailId: id, error: String(error) });
    return { kind: 'refused', why: 'failed' };
  }
}

/**
 * The mail as the policy repairs it, with its own verdict; the same when there is nothing to repair. Where recipients
 * cannot be hidden, the copies that the policy asks for are still added, and the mail is held.
 */
export async function repairByPolicy(
  ports: Ports,
  inspect: (arrival: Arrival) => Promise<Judged>,
  { arrival, judged }: Arrived,
): Promise<Arrived> {
  const operations = judged.verdict.action === 'reject' ? [] : autoRepairsFor(judged.facts, arrival.rules);
  if (operations.length === 0) return { arrival, judged };
  const whole = await attempt(ports, arrival, operations);
  if (whole.kind === 'repaired') return { arrival: whole.arrival, judged: await inspect(whole.arrival) };
  const copies = operations.filter(({ op }) => op === 'add-bcc');
  const rest =
    copies.length === 0 || copies.length === operations.length
      ? whole
      : await attempt(ports, arrival, copies);
  const left =
    rest.kind === 'repaired'
      ? { arrival: rest.arrival, judged: await inspect(rest.arrival) }
      : { arrival, judged };
  const { facts, verdict } = left.judged;
  return { arrival: left.arrival, judged: { facts, verdict: holdUnrepaired(verdict, facts, whole.why) } };
}
