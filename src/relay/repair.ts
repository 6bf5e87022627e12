// Repair of a held mail (直して送る) by a person: what would come of it, and on their word exactly that. A repaired mail is
// judged again and asked for again; see guard/holds/hold.ts. Called by the pages and the command line.

import { type Content, type Hold, missingGrant } from '../guard/holds/hold.ts';
import { needsAfterRepair } from '../guard/holds/transition.ts';
import type { Grant } from '../guard/verdict.ts';
import type { Operation } from '../message/rewrite/operations.ts';
import type { PartInfo } from '../message/rewrite/parts.ts';
import type { RepairedMail } from '../message/rewrite/preview-repair.ts';
import { sha256Hex } from '../store/digests.ts';
import type { HoldChange } from '../store/hold-change.ts';
import { newMailId } from '../store/mail-id.ts';
import { replaceRecipients } from '../store/replace-recipients.ts';
import type { Actor, MailId, NewEvent } from '../store/store.ts';
import { actOnHold } from './act-on-hold.ts';
import { holdContext, isByMachine } from './hold-context.ts';
import type { Judged } from './inspect-safely.ts';
import {
  type Prepared,
  prepareSafely,
  type Repaired,
  type RepairPorts,
  type RepairRefused,
  type RepairWish,
  refused,
} from './prepare-repair.ts';
import { listParts } from './repair-thread.ts';
import { type JudgedRepair, recipientsFor, revisionOf, splitMail } from './repaired-mail.ts';

/** What would come of a repair; nothing is stored. */
export type RepairOffer = {
  readonly kind: 'offered';
  /** What it was made from. */
  readonly saw: Content;
  /** Of all octets and envelopes that come out; the order to store them names it. */
  readonly digest: string;
  readonly headersBefore: Repaired['headersBefore'];
  readonly removedSignatures: readonly string[];
  /** One, or one for each recipient. */
  readonly mails: readonly (Omit<RepairedMail, 'octets'> & Judged)[];
  /** What the mail asks for once it is repaired. */
  readonly needs: readonly Grant[];
};

/** Changes nothing. */
export async function offerRepair(
  ports: RepairPorts,
  wish: RepairWish,
): Promise<RepairOffer | RepairRefused | { readonly kind: 'unknown' }> {
  const prepared = await prepareSafely(ports, wish);
  if (prepared.kind !== 'prepared') return prepared;
  const { hold, preview, repairs, digest } = prepared;
  return {
    kind: 'offered',
    saw: hold.content,
    digest,
    headersBefore: preview.headersBefore,
    removedSignatures: preview.removedSignatures,
    mails: repairs.map(({ repaired: { octets: _, ...shown }, judged }) => ({ ...shown, ...judged })),
    needs: needsAfterRepair(hold, repairs[0]?.judged.verdict.needs ?? []),
  };
}

export type RepairOrder = RepairWish & {
  /** Of the preview: nothing else is stored. */
  readonly saw: Content;
  readonly digest: string;
  readonly actor: Actor;
  /** What the audit says besides. */
  readonly detail?: NewEvent['detail'];
  /** Whether the sender's confirmation is given at once, for what they have just seen. */
  readonly confirm: boolean;
};

export type RepairDone = {
  readonly kind: 'done';
  readonly mailId: MailId;
  /** Split off. */
  readonly linked: readonly MailId[];
  /** Of protected attachments; kept nowhere, to be shown once. */
  readonly passphrase: string | null;
  /** Those that left with the sender's confirmation. */
  readonly sent: readonly MailId[];
};

/** Drops a name that somebody typed; the audit keeps addresses only. */
function forAudit(operation: Operation): object {
  if (operation.op !== 'add-cc') return operation;
  const { name: _, ...rest } = operation;
  return rest;
}

/** The next revision and the mails split off, from the hold as the step meets it. */
function changeOf(
  ports: RepairPorts,
  { detail, repairs }: Prepared,
  { actor }: RepairOrder,
): (hold: Hold, at: string) => Pick<HoldChange, 'replaced' | 'linked'> {
  const { mail, facts } = detail;
  const isSilent = ports.settings.noticeFrom === null || isByMachine({ ...mail, facts });
  const [first, ...rest] = repairs;
  return (hold, at) => {
    if (first === undefined) throw new Error('a repair makes at least one mail');
    const splitOff = (repair: JudgedRepair) => {
      const context = holdContext(ports, at, repair.judged.facts);
      return splitMail(detail, hold, repair, { id: newMailId(), actor, isSilent, context });
    };
    return { replaced: revisionOf(detail, first), linked: rest.map(splitOff) };
  };
}

function contentAfter({ detail: { mail, recipients }, repairs, hold }: Prepared): Content {
  const [first] = repairs;
  if (first === undefined) throw new Error('a repair makes at least one mail');
  const { octets, envelope } = first.repaired;
  const wanted = recipientsFor(recipients, envelope.forwardPaths);
  const { envelopeSha256 } = replaceRecipients(mail.reversePath, recipients, wanted);
  return { sha256: sha256Hex(octets), envelopeSha256, revision: hold.content.revision + 1 };
}

async function confirmAll(
  ports: RepairPorts,
  ids: readonly MailId[],
  { by, actor, detail = {} }: RepairOrder,
): Promise<readonly MailId[]> {
  const sent: MailId[] = [];
  for (const mailId of ids) {
    const { hold = null } = (await ports.store.findMail(mailId)) ?? {};
    if (hold === null || missingGrant(hold) !== 'sender') continue;
    const event = { kind: 'grant', grant: 'sender', by, saw: hold.content } as const;
    const result = await actOnHold(ports, { mailId, event, actor, detail });
    if (result.kind === 'done' && result.hold.state === 'queued') sent.push(mailId);
  }
  return sent;
}

/** Stores exactly what the preview showed, or nothing. */
export async function carryOutRepair(
  ports: RepairPorts,
  order: RepairOrder,
): Promise<RepairDone | RepairRefused | { readonly kind: 'unknown' }> {
  const prepared = await prepareSafely(ports, order);
  if (prepared.kind !== 'prepared') return prepared;
  if (prepared.digest !== order.digest) return refused('changed');
  const { mailId, by, saw, actor, operations } = order;
  const linked: MailId[] = [];
  const change = changeOf(ports, prepared, order);
  const result = await actOnHold(ports, {
    mailId,
    actor,
    event: {
      kind: 'repair',
      by,
      saw,
      content: contentAfter(prepared),
      needs: prepared.repairs[0]?.judged.verdict.needs ?? [],
    },
    detail: { ...order.detail, operations: operations.map(forAudit) },
    repaired: (hold, at) => {
      const changed = change(hold, at);
      linked.splice(0, linked.length, ...(changed.linked ?? []).map(({ id }) => id));
      return changed;
    },
  });
  if (result.kind === 'unknown') return result;
  if (result.kind === 'refused') return refused(result.why);
  const sent = order.confirm ? await confirmAll(ports, [mailId, ...linked], order) : [];
  return { kind: 'done', mailId, linked, passphrase: prepared.preview.passphrase, sent };
}

/** The files of a held mail and what can be done to each. */
async function partsOf({ store }: RepairPorts, mailId: MailId): Promise<readonly PartInfo[]> {
  return listParts(await store.readOctets(mailId));
}

/** Everything an edge needs to repair mail. */
export type Repairs = {
  readonly parts: (mailId: MailId) => ReturnType<typeof partsOf>;
  readonly offer: (wish: RepairWish) => ReturnType<typeof offerRepair>;
  readonly carryOut: (order: RepairOrder) => ReturnType<typeof carryOutRepair>;
};

export function createRepairs(ports: RepairPorts): Repairs {
  return {
    parts: (mailId) => partsOf(ports, mailId),
    offer: (wish) => offerRepair(ports, wish),
    carryOut: (order) => carryOutRepair(ports, order),
  };
}
