// Between the rows of the mail tables and the values of the interface, both ways; no queries of its own.

import type { KeyObject } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import { addressKey } from '../../guard/address.ts';
import type { Facts } from '../../guard/facts.ts';
import type { Hold } from '../../guard/holds/hold.ts';
import { nextDueAt } from '../../guard/holds/hold.ts';
import type { Grant, Verdict } from '../../guard/verdict.ts';
import { asksToHold } from '../../guard/verdict.ts';
import { envelopeSha256 } from '../digests.ts';
import type { Revision } from '../hold-change.ts';
import type { KeptMail } from '../kept-facts.ts';
import { FIRST_TOKEN, type FirstLease } from '../lease.ts';
import type { MailTable, RecipientTable } from '../schema.ts';
import { newMailKey, openSealed, type SealedPlace, seal, unwrapMailKey } from '../seal.ts';
import type { MailId, MailRow, RecipientRow } from '../store.ts';
import { type Context, storable } from './context.ts';
import type { Early } from './early-octets.ts';
import { itemOfCopies } from './item-of-copies.ts';

/** Everything of a mail but its facts and verdict, which are large and seldom needed. */
export const MAIL_COLUMNS = [
  'id',
  'origin',
  'state',
  'revision',
  'hold_version',
  'received_at',
  'client_address',
  'authenticated_as',
  'reverse_path',
  'ret',
  'envid',
  'is_8bit',
  'is_smtputf8',
  'sha256',
  'size_octets',
  'envelope_sha256',
  'trace_fields',
  'message_id',
  'author',
  'burst',
  'policy_digest',
  'about',
  'needs',
  'wrapped_key',
  'subject',
  'deadline',
  'decision',
  'decided_by',
  'decided_at',
  'comment',
  'give_up_at',
  'attempts',
  'next_attempt_at',
  'last_error',
  'erased_at',
] as const;

export type MailColumns = Pick<Selectable<MailTable>, (typeof MAIL_COLUMNS)[number]>;

type SealedRow = Pick<MailColumns, 'id' | 'revision' | 'wrapped_key'>;
type SealedText = 'subject' | 'facts' | 'verdict';

export const FIRST_REVISION = 1;
export const FIRST_VERSION = 1;

function placeOf({ id, revision }: Pick<SealedRow, 'id' | 'revision'>, what: SealedText): SealedPlace {
  return { mailId: id, what, revision, n: 0 };
}

/** What of facts and verdict can be searched for without opening them. */
function searchColumns({ facts, verdict }: Pick<KeptMail, 'facts' | 'verdict'>) {
  const checks = (verdict?.findings ?? []).filter(asksToHold).map(({ check }) => check);
  return { reasons: checks.map((check) => ` ${check} `).join(''), files: facts?.files ?? 0 };
}

/** A burst is one item: all that is held of it belongs to its author. So are the held copies of one mail. */
function burstOf({ author, state, verdict, facts, messageId, reversePath }: KeptMail): MailTable['burst'] {
  if (state !== 'held') return null;
  const isBurst =
    verdict?.findings.some((finding) => finding.check === 'burst' && asksToHold(finding)) ?? false;
  if (isBurst && author !== null) return addressKey(author);
  return facts?.isCopy === true && messageId !== null && reversePath !== null
    ? itemOfCopies(reversePath, messageId)
    : null;
}

const holdPlace = (mailId: MailId, version: number): SealedPlace => ({
  mailId,
  what: 'hold',
  revision: 0,
  n: version,
});

type Place = { readonly id: MailId; readonly revision: number; readonly key: KeyObject };

/** The columns that tell what a revision says. */
export function contentColumns(
  mail: Omit<Revision, 'recipients' | 'octets' | 'facts'> & Pick<KeptMail, 'facts'>,
  { id, revision, key }: Place,
) {
  const { facts, verdict } = mail;
  const messageId = storable(mail.messageId);
  const sealText = (what: SealedText, text: string) =>
    seal(key, placeOf({ id, revision }, what), Buffer.from(text));
  return {
    revision,
    is_8bit: mail.is8bit ? 1 : 0,
    is_smtputf8: mail.isSmtpUtf8 ? 1 : 0,
    sha256: mail.sha256,
    message_id: messageId,
    message_key: messageId?.toLowerCase() ?? null,
    author: mail.author,
    policy_digest: mail.policyDigest,
    subject: sealText('subject', mail.subject),
    facts: facts === null ? null : sealText('facts', facts.text),
    verdict: verdict === null ? null : sealText('verdict', JSON.stringify(verdict)),
    ...searchColumns(mail),
  } as const;
}

/** The columns that tell how a hold stands: sealed, and what is looked for in clear. */
export function holdColumns(
  hold: Hold,
  { id, version, key }: { readonly id: MailId; readonly version: number; readonly key: KeyObject },
) {
  return {
    hold: seal(key, holdPlace(id, version), Buffer.from(JSON.stringify(hold))),
    hold_version: version,
    due_at: nextDueAt(hold),
    deadline: hold.step.deadline,
    needs: JSON.stringify(hold.needs),
  };
}

/** `early`: its octets are there already, and `octets` is empty. `lease`: it is under way from the beginning. */
export type StoredMail = KeptMail & { readonly early?: Early; readonly lease?: FirstLease | undefined };

export const sizeOf = ({ early, octets }: Pick<StoredMail, 'early' | 'octets'>): number =>
  early?.sizeOctets ?? octets.length;

function keyOf({ id, early }: StoredMail, { keys }: Context) {
  if (early === undefined) return newMailKey(keys, id);
  return { key: unwrapMailKey(keys, id, early.wrappedKey), wrapped: early.wrappedKey };
}

/** The row of a new mail, and the key under which its octets are to be sealed. */
export function toTableRow(
  mail: StoredMail,
  ctx: Context,
): { readonly row: Insertable<MailTable>; readonly key: KeyObject } {
  const { id } = mail;
  const { key, wrapped } = keyOf(mail, ctx);
  const forwardPaths = mail.recipients.map(({ forwardPath }) => forwardPath);
  const row: Insertable<MailTable> = {
    ...contentColumns(mail, { id, revision: FIRST_REVISION, key }),
    id,
    origin: mail.origin,
    burst: burstOf(mail),
    state: mail.state,
    received_at: mail.receivedAt,
    client_address: mail.clientAddress,
    authenticated_as: mail.authenticatedAs,
    reverse_path: mail.reversePath,
    reverse_key: mail.reversePath?.toLowerCase() ?? null,
    ret: mail.ret,
    envid: mail.envid,
    size_octets: sizeOf(mail),
    envelope_sha256: envelopeSha256(mail.reversePath, forwardPaths),
    trace_fields: mail.traceFields,
    about: mail.about,
    wrapped_key: wrapped,
    needs: JSON.stringify(mail.verdict?.needs ?? []),
    hold_version: FIRST_VERSION,
    ...(mail.hold === null ? {} : holdColumns(mail.hold, { id, version: FIRST_VERSION, key })),
    give_up_at: mail.giveUpAt,
    attempts: 0,
    next_attempt_at: mail.state === 'queued' ? mail.receivedAt : null,
    lease_owner: mail.lease?.owner ?? null,
    lease_until: mail.lease?.until ?? null,
    lease_token: mail.lease === undefined ? 0 : FIRST_TOKEN,
  };
  return { row, key };
}

function parseNeeds(json: string): readonly Grant[] {
  return JSON.parse(json) as readonly Grant[];
}

function parseFacts(json: string): Facts {
  return JSON.parse(json) as Facts;
}

function parseVerdict(json: string): Verdict {
  return JSON.parse(json) as Verdict;
}

function parseHold(json: string): Hold {
  return JSON.parse(json) as Hold;
}

/** By the sealed key as it came with its row: several pieces of a row are opened with it. */
const unwrapped = new WeakMap<Uint8Array, KeyObject>();

function keyOfRow({ id, wrapped_key }: Pick<SealedRow, 'id' | 'wrapped_key'>, { keys }: Context): KeyObject {
  const key = unwrapped.get(wrapped_key) ?? unwrapMailKey(keys, id, wrapped_key);
  unwrapped.set(wrapped_key, key);
  return key;
}

export function openText(row: SealedRow, ctx: Context, what: SealedText, sealed: Uint8Array): string {
  return openSealed(keyOfRow(row, ctx), placeOf(row, what), sealed).toString();
}

export function openFacts(row: SealedRow, ctx: Context, sealed: Uint8Array | null) {
  return sealed === null ? null : parseFacts(openText(row, ctx, 'facts', sealed));
}

export function openVerdict(row: SealedRow, ctx: Context, sealed: Uint8Array | null) {
  return sealed === null ? null : parseVerdict(openText(row, ctx, 'verdict', sealed));
}

export function openHoldOf(
  row: Pick<MailColumns, 'id' | 'hold_version' | 'wrapped_key'>,
  ctx: Context,
  sealed: Uint8Array | null,
): Hold | null {
  if (sealed === null) return null;
  return parseHold(openSealed(keyOfRow(row, ctx), holdPlace(row.id, row.hold_version), sealed).toString());
}

export function toMailRow(
  row: MailColumns,
  ctx: Context,
  subject = openText(row, ctx, 'subject', row.subject),
): MailRow {
  return {
    id: row.id,
    origin: row.origin,
    state: row.state,
    revision: row.revision,
    holdVersion: row.hold_version,
    receivedAt: row.received_at,
    clientAddress: row.client_address,
    authenticatedAs: row.authenticated_as,
    reversePath: row.reverse_path,
    ret: row.ret,
    envid: row.envid,
    is8bit: row.is_8bit === 1,
    isSmtpUtf8: row.is_smtputf8 === 1,
    sha256: row.sha256,
    sizeOctets: row.size_octets,
    envelopeSha256: row.envelope_sha256,
    traceFields: row.trace_fields,
    messageId: row.message_id,
    subject,
    author: row.author,
    burst: row.burst,
    policyDigest: row.policy_digest,
    about: row.about,
    needs: parseNeeds(row.needs),
    deadline: row.deadline,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    comment: row.comment,
    giveUpAt: row.give_up_at,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastError: row.last_error,
    erasedAt: row.erased_at,
  };
}

export function toRecipientRow(row: Selectable<RecipientTable>): RecipientRow {
  return {
    n: row.n,
    forwardPath: row.forward_path,
    notify: row.notify,
    orcpt: row.orcpt,
    state: row.state,
    replyCode: row.reply_code,
    reply: row.reply,
    hop: row.hop,
    settledAt: row.settled_at,
  };
}
