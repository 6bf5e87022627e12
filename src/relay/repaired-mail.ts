// What a repaired mail has besides its octets: recipients, the next revision of the held mail, and the mails that a
// split makes of it, each with a hold of its own. Pure. Called by auto-repair.ts and repair.ts.

import { type AddrSpec, addressKey } from '../guard/address.ts';
import type { Hold } from '../guard/holds/hold.ts';
import type { HoldContext } from '../guard/holds/rules.ts';
import { needsAfterRepair, openHold } from '../guard/holds/transition.ts';
import type { RepairedMail } from '../message/rewrite/preview-repair.ts';
import { envelopeSha256, sha256Hex } from '../store/digests.ts';
import type { Revision } from '../store/hold-change.ts';
import type { Actor, MailDetail, MailId, NewMail, NewRecipient } from '../store/store.ts';
import { noticesOf } from './act-on-hold.ts';
import type { Judged } from './inspect-safely.ts';
import { messageIdOf } from './mail-of.ts';

/** The recipients of the repaired envelope: those who stay keep what the client asked for, RFC 3461. */
export function recipientsFor(
  before: readonly NewRecipient[],
  forwardPaths: readonly AddrSpec[],
): readonly NewRecipient[] {
  const known = new Map(before.map((recipient) => [addressKey(recipient.forwardPath), recipient]));
  return forwardPaths.map((forwardPath) => {
    const { notify = null, orcpt = null } = known.get(addressKey(forwardPath)) ?? {};
    return { forwardPath, notify, orcpt };
  });
}

/** A mail after its repair, as it is judged and stored. */
export type JudgedRepair = {
  readonly repaired: RepairedMail;
  readonly judged: Judged;
  readonly policyDigest: string;
};

export function revisionOf(
  { mail, recipients }: MailDetail,
  { repaired, judged, policyDigest }: JudgedRepair,
): Revision {
  const { octets, envelope } = repaired;
  const { facts, verdict } = judged;
  return {
    recipients: recipientsFor(recipients, envelope.forwardPaths),
    is8bit: mail.is8bit,
    isSmtpUtf8: mail.isSmtpUtf8,
    octets,
    sha256: sha256Hex(octets),
    messageId: messageIdOf(judged, octets),
    subject: facts.content.header.subject,
    author: facts.author,
    facts,
    verdict,
    policyDigest,
  };
}

type Split = {
  readonly id: MailId;
  readonly actor: Actor;
  /** Null: this relay sends no notices, or none about this mail. */
  readonly isSilent: boolean;
  readonly context: HoldContext;
};

/**
 * A mail that a repair splits off `detail`. It needs what its own verdict asks and again whatever was granted on
 * `hold`, like the mail that it comes from. Its sender, who is looking at it, is not told that it is held.
 */
export function splitMail(
  detail: MailDetail,
  hold: Hold,
  repair: JudgedRepair,
  { id, actor, isSilent, context }: Split,
): NewMail {
  const { mail } = detail;
  const revision = revisionOf(detail, repair);
  const paths = revision.recipients.map(({ forwardPath }) => forwardPath);
  const content = {
    sha256: revision.sha256,
    envelopeSha256: envelopeSha256(mail.reversePath, paths),
    revision: 1,
  };
  const needs = needsAfterRepair(hold, repair.judged.verdict.needs);
  const opened = openHold(content, hold.origin, needs, context);
  const effects = opened.effects.filter((effect) => effect.kind !== 'notice' || effect.notice !== 'held');
  return {
    ...revision,
    id,
    origin: mail.origin,
    state: 'held',
    receivedAt: context.at,
    clientAddress: mail.clientAddress,
    authenticatedAs: mail.authenticatedAs,
    reversePath: mail.reversePath,
    ret: mail.ret,
    envid: mail.envid,
    traceFields: mail.traceFields,
    hold: opened.hold,
    giveUpAt: null,
    about: mail.id,
    actor,
    notices: isSilent ? [] : noticesOf(effects, id, context.at),
  };
}
