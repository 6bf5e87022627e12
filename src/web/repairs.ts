// Repairing a held mail, whether a form or a program asks for it: may they, what would come of it, store exactly that.

import { randomBytes } from 'node:crypto';
import { senderAuthority } from '../guard/holds/entitlement.ts';
import type { Content, Refusal } from '../guard/holds/hold.ts';
import { repairRefusal } from '../guard/sentences/repair-refusals.ts';
import type { Operation } from '../message/rewrite/operations.ts';
import { holdContext } from '../relay/hold-context.ts';
import type { RepairFault } from '../relay/prepare-repair.ts';
import type { Repairs } from '../relay/repair.ts';
import type { MailDetail } from '../store/store.ts';
import { deciderOf, outlookFor } from './may.ts';
import { actorOf, type SignedVisit, tokenDetail } from './visit.ts';

const NONCE_OCTETS = 16;

/** What stands in the way, in words: of the hold, or of the mail. */
export function repairWords({ words, language }: SignedVisit, why: RepairFault): string {
  if (why === 'blocked') return words.repair.blocked;
  return why in words.refusal ? words.refusal[why as Refusal] : repairRefusal(why, language);
}

/** Why this visitor cannot repair the mail; null when they can. */
export function whyNoRepair(visit: SignedVisit, detail: MailDetail): Refusal | null {
  const outlook = outlookFor({ visit, detail });
  return outlook === null ? 'ended' : outlook.repair;
}

/** Whether the sender's confirmation is the first thing asked for then, and this visitor's to give. */
export function mayConfirm(
  visit: SignedVisit,
  { hold, facts }: MailDetail,
  first: string | undefined,
): boolean {
  if (hold === null || first !== 'sender') return false;
  const context = holdContext(visit.ports, visit.at.toISOString(), facts);
  return senderAuthority({ ...hold, given: [] }, deciderOf(visit), context).kind === 'may';
}

/** Changes nothing; the order to store what is offered carries the nonce back. */
export async function offerRepair(
  visit: SignedVisit,
  { mail }: MailDetail,
  operations: readonly Operation[],
) {
  const nonce = randomBytes(NONCE_OCTETS).toString('hex');
  const wish = { mailId: mail.id, operations, by: deciderOf(visit), nonce };
  return { nonce, offer: await visit.ports.repairs.offer(wish) };
}

export type RepairWanted = {
  readonly operations: readonly Operation[];
  readonly nonce: string;
  readonly digest: string;
  readonly saw: Content;
  /** Whether the sender confirms at once. */
  readonly confirm: boolean;
};

/** Stores what was offered, or nothing. */
export function orderRepair(
  visit: SignedVisit,
  { mail }: MailDetail,
  wanted: RepairWanted,
): ReturnType<Repairs['carryOut']> {
  const by = { by: deciderOf(visit), actor: actorOf(visit), detail: tokenDetail(visit) };
  const order = { ...wanted, ...by, mailId: mail.id };
  return visit.ports.repairs.carryOut(order);
}
