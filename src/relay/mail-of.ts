// The mail that accept.ts stores: what the client submitted, what inspecting it found, and the times that follow
// from both. Pure.

import type { EnvelopeFacts } from '../guard/facts.ts';
import { openHold } from '../guard/holds/transition.ts';
import type { People } from '../guard/people.ts';
import type { Policy, Rules } from '../guard/policy.ts';
import { canonicalJson, envelopeSha256, sha256Hex } from '../store/digests.ts';
import type { Actor, MailId, NewMail } from '../store/store.ts';
import { noticesOf } from './act-on-hold.ts';
import { fieldsOf } from './header-block.ts';
import { holdContext, isByMachine, originOf } from './hold-context.ts';
import type { Judged } from './inspect-safely.ts';
import type { RelayPorts, Submission } from './ports.ts';
import { receivedField } from './trace.ts';

export type Arrival = {
  readonly id: MailId;
  /** ISO time. */
  readonly receivedAt: string;
  readonly submission: Submission;
  /** Those in force when it came: a reload meanwhile is for the next mail. */
  readonly rules: Rules;
  /** What the client submitted, when `submission` is what the policy has made of it. */
  readonly repaired?: NonNullable<NewMail['repaired']>;
  readonly people: People;
};

export function envelopeOf({
  reversePath,
  recipients,
  clientAddress,
  authenticatedAs,
}: Submission): EnvelopeFacts {
  const forwardPaths = recipients.map(({ forwardPath }) => forwardPath);
  return { reversePath, forwardPaths, clientAddress, authenticatedAs };
}

export function actorOf({ clientAddress }: Submission): Actor {
  return { kind: 'client', id: clientAddress, via: 'smtp' };
}

const digests = new WeakMap<Policy, string>();

/** Names the policy that a mail was judged by; computed once per loaded policy. */
export function policyDigest(policy: Policy): string {
  const digest = digests.get(policy) ?? sha256Hex(canonicalJson(policy));
  digests.set(policy, digest);
  return digest;
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** A mail whose header nobody could read is still found by its Message-ID. */
export function messageIdOf({ facts }: Judged, octets: Uint8Array): string | null {
  const raw = () => fieldsOf(octets).find(([name]) => name === 'message-id')?.[1];
  return facts.content.header.messageId ?? raw() ?? null;
}

/** The hold of a mail that is not forwarded at once, and whom it tells. */
function holdOf(
  { noticeFrom }: RelayPorts['settings'],
  { id, receivedAt, submission, rules, people }: Arrival,
  { facts, verdict }: Judged,
): Pick<NewMail, 'hold' | 'notices'> {
  const { reversePath, forwardPaths } = envelopeOf(submission);
  const content = {
    sha256: sha256Hex(submission.octets),
    envelopeSha256: envelopeSha256(reversePath, forwardPaths),
    revision: 1,
  };
  const sent = { ...submission, facts };
  const context = holdContext({ rules: () => rules, people: () => people }, receivedAt, facts);
  const { hold, effects } = openHold(content, originOf(sent, rules), verdict.needs, context);
  const isSilent = noticeFrom === null || isByMachine(sent);
  return { hold, notices: isSilent ? [] : noticesOf(effects, id, receivedAt) };
}

/** What the sender is told of a repair that nobody asked them about. */
function tellOfRepair(
  { noticeFrom }: RelayPorts['settings'],
  { id, receivedAt, submission, rules, repaired }: Arrival,
  { facts }: Judged,
): NonNullable<NewMail['notices']> {
  const sent = { ...submission, facts };
  const { noticeTo: to } = originOf(sent, rules);
  if (repaired === undefined || noticeFrom === null || to === null) return [];
  return [{ kind: 'repaired', mailId: id, to, createdAt: receivedAt }];
}

/** Held when the verdict says so, else queued. */
export function mailOf(settings: RelayPorts['settings'], arrival: Arrival, judged: Judged): NewMail {
  const { id, receivedAt, submission, rules, repaired } = arrival;
  const { facts, verdict } = judged;
  const { clientName: _, isTls: __, ...submitted } = submission;
  const isHeld = verdict.action === 'hold';
  const { hold, notices } = isHeld ? holdOf(settings, arrival, judged) : { hold: null, notices: [] };
  return {
    ...submitted,
    hold,
    notices: [...tellOfRepair(settings, arrival, judged), ...(notices ?? [])],
    id,
    origin: 'submitted',
    state: isHeld ? 'held' : 'queued',
    receivedAt,
    sha256: sha256Hex(submission.octets),
    traceFields: receivedField(submission, id, receivedAt, settings.hostName),
    messageId: messageIdOf(judged, submission.octets),
    subject: facts.content.header.subject,
    author: facts.author,
    facts,
    verdict,
    policyDigest: policyDigest(rules.policy),
    giveUpAt: isHeld ? null : later(receivedAt, settings.giveUpAfterMs),
    about: null,
    ...(repaired === undefined ? {} : { repaired }),
    actor: actorOf(submission),
  };
}
