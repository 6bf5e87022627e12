// Takes a mail: inspects it, stores it with its verdict in one transaction, and only then answers. The one way in
// for mail that is not our own. Called by the SMTP edge.

import { sha256Hex } from '../store/digests.ts';
import { newMailId } from '../store/mail-id.ts';
import { type NewEvent, type NewMail, StoreUnavailable } from '../store/store.ts';
import { type Inspected, inspectArrival } from './auto-repair.ts';
import { copiesIn, copyKey } from './copies.ts';
import type { Courier } from './courier.ts';
import { fieldsOf } from './header-block.ts';
import { breakDown, type Inspection, type Judged } from './inspect-safely.ts';
import { type Arrival, actorOf, envelopeOf, mailOf, policyDigest } from './mail-of.ts';
import type { AcceptMail, AcceptResult, RelayPorts } from './ports.ts';
import { recipientsFor } from './repaired-mail.ts';
import { findOurMark } from './trace.ts';
import { createTurns } from './turns.ts';

/** RFC 5321 §6.3 asks for a threshold of at least 100. */
const MAX_RECEIVED_FIELDS = 100;

function inspectionOf({ id, receivedAt, submission, rules }: Arrival): Inspection {
  const { octets } = submission;
  return { mailId: id, envelope: envelopeOf(submission), octets, at: receivedAt, rules };
}

/** The mail that is stored, when the policy has made something else of the one that came. */
function repairedArrival(arrival: Arrival, { mail, operations }: Inspected): Arrival {
  if (operations.length === 0) return arrival;
  const { submission } = arrival;
  const { octets, recipients } = submission;
  const changed = {
    ...submission,
    octets: mail.octets,
    recipients: recipientsFor(recipients, mail.envelope.forwardPaths),
  };
  const { forwardPaths } = envelopeOf(submission);
  const repaired = { sha256: sha256Hex(octets), sizeOctets: octets.length, forwardPaths, operations };
  return { ...arrival, submission: changed, repaired };
}

/** A mail that is not stored leaves its event: who wanted to send what to whom, and why not. */
async function turnAway(
  { store, log }: RelayPorts,
  { id, receivedAt, submission, rules }: Arrival,
  kind: 'rejected' | 'looping',
  why: NewEvent['detail'] & { readonly checks: readonly string[] },
): Promise<AcceptResult> {
  const { reversePath, forwardPaths, clientAddress: client } = envelopeOf(submission);
  const { octets } = submission;
  await store.addEvent({
    type: 'rejected',
    mailId: id,
    at: receivedAt,
    actor: actorOf(submission),
    detail: {
      client,
      reversePath,
      forwardPaths,
      sizeOctets: octets.length,
      sha256: sha256Hex(octets),
      policyDigest: policyDigest(rules.policy),
      ...why,
    },
  });
  log({ event: kind, level: 'warn', mailId: id, reversePath, forwardPaths, client, checks: why.checks });
  return { kind, id };
}

/** A queued mail goes from hand to hand where one is free; otherwise the courier finds it in the store. */
async function insertQueued({ store }: RelayPorts, nudge: Nudge, mail: NewMail): Promise<void> {
  const hand = nudge.reserve(mail.octets);
  try {
    await store.insertMail(mail, hand?.lease);
  } catch (error) {
    hand?.giveBack();
    throw error;
  }
  if (hand === null) nudge.courier();
  else hand.deliver(mail);
}

/** Null: as many mails of its sender are held as may be. */
async function insert(ports: RelayPorts, nudge: Nudge, mail: NewMail): Promise<NewMail | null> {
  const { store, settings } = ports;
  if (mail.state === 'held') return (await store.insertHeld(mail, settings.maxHeldPerSender)) ? mail : null;
  await insertQueued(ports, nudge, mail);
  return mail;
}

/** What inspecting found may be what cannot be stored; then the mail is stored without it, and held for that. */
async function store(
  ports: RelayPorts,
  nudge: Nudge,
  arrival: Arrival,
  judged: Judged,
): Promise<NewMail | null> {
  const mail = mailOf(ports.settings, arrival, judged);
  try {
    return await insert(ports, nudge, mail);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const held = mailOf(
      ports.settings,
      arrival,
      breakDown(ports, inspectionOf(arrival), 'storing-failed', error),
    );
    return insert(ports, nudge, held);
  }
}

async function keep(
  ports: RelayPorts,
  nudge: Nudge,
  arrival: Arrival,
  judged: Judged,
): Promise<AcceptResult> {
  const { reversePath, forwardPaths, clientAddress: client } = envelopeOf(arrival.submission);
  const stored = await store(ports, nudge, arrival, judged);
  if (stored === null) {
    const { id } = arrival;
    ports.log({ event: 'over-quota', level: 'warn', mailId: id, reversePath, forwardPaths, client });
    return { kind: 'over-quota', id };
  }
  const { id, state, verdict, notices = [] } = stored;
  const checks = verdict?.findings.map(({ check }) => check) ?? [];
  ports.log({ event: state, mailId: id, state, reversePath, forwardPaths, client, checks });
  if (notices.length > 0) nudge.notifier();
  return { kind: state, id };
}

type Nudge = Pick<Courier, 'reserve'> & { courier(): void; notifier(): void };

/**
 * The accept function of this relay. When it resolves, the mail with its verdict and events is durable (or, when
 * turned away, the event is). It throws when nothing was stored: the client keeps its mail then.
 */
export function createAcceptMail(ports: RelayPorts, nudge: Nudge): AcceptMail {
  const turns = createTurns();
  const accept: AcceptMail = async (submission, signal) => {
    const id = newMailId();
    const at = { receivedAt: ports.now().toISOString(), rules: ports.rules(), people: ports.people() };
    const arrival = { id, submission, ...at };
    const { octets } = submission;
    const hops = fieldsOf(octets).filter(([name]) => name === 'received').length;
    if (hops > MAX_RECEIVED_FIELDS) return turnAway(ports, arrival, 'looping', { hops, checks: [] });
    // It is judged again all the same: only what is inside was vouched for, not to whom it goes now.
    const before = findOurMark(octets, ports.settings.markKey);
    if (before !== null) ports.log({ event: 'came-back', level: 'warn', mailId: before });
    const answerHistory = ports.store.answerHistory.bind(ports.store);
    const asked = { ...ports, answerHistory, earlierCopies: copiesIn(ports.store) };
    const inspected = await inspectArrival(asked, inspectionOf(arrival));
    signal?.throwIfAborted();
    const { action, findings } = inspected.judged.verdict;
    if (action !== 'reject') return keep(ports, nudge, repairedArrival(arrival, inspected), inspected.judged);
    return turnAway(ports, arrival, 'rejected', { checks: findings.map(({ check }) => check) });
  };
  return (submission, signal) => turns(copyKey(submission), () => accept(submission, signal));
}
