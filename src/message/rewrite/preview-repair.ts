// Repair: applies operations to the raw octets and the envelope of a held mail and says what comes out. Nothing is
// decided or stored here: relay/ shows the preview, and on the sender's word stores exactly these octets as the next
// revision and judges them anew. Parts that no operation names stay byte-identical. Called by relay/ and web/.

import { type DkimKey, dropBrokenSignatures, keysFor, signMail } from './dkim.ts';
import { type Operation, type RepairEnvelope, type RepairRefusal, RepairRefused } from './operations.ts';
import { changeParts, type Protection } from './part-operations.ts';
import { makePassphrase } from './passphrase.ts';
import { cutMail, joinMail, type RawMail, type ShownField, showFields, sizeOf } from './raw-mail.ts';
import { changeRecipients, type Draft, splitByRecipient } from './recipients.ts';
import { recipientsInside } from './sealed.ts';

export type RepairContext = {
  /** Keys to sign with after a change; those of the author's domain are used. */
  readonly dkimKeys: readonly DkimKey[];
  /** That many octets nobody can guess. */
  readonly random: (octets: number) => Uint8Array;
};

export type RepairedMail = {
  readonly octets: Uint8Array;
  readonly envelope: RepairEnvelope;
  readonly headersAfter: readonly ShownField[];
  /** Domain of our signature; null when there is no key for the author's. */
  readonly signedBy: string | null;
};

export type RepairPreview =
  | {
      readonly kind: 'repaired';
      /** One, or one for each recipient. */
      readonly mails: readonly RepairedMail[];
      readonly headersBefore: readonly ShownField[];
      readonly removedSignatures: readonly string[];
      /** For protected attachments; shown to the sender and to nobody else. */
      readonly passphrase: string | null;
    }
  | { readonly kind: 'refused'; readonly reason: RepairRefusal; readonly detail: string };

/** What all mails of a split may weigh together. */
const MAX_TOTAL_OCTETS = 256 * 1024 * 1024;
/** Each of them is judged, stored and asked for by itself. */
const MAX_COPIES = 100;

function refuseIfSealed(octets: Uint8Array, operations: readonly Operation[]): void {
  const hides = operations.some(({ op }) => op === 'to-bcc' || op === 'one-per-recipient');
  const inside = hides ? recipientsInside(octets) : null;
  if (inside !== null) throw new RepairRefused('sealed', inside);
}

/** Lines that are no field end the header for some readers; a signature over such a header holds for some only. */
function refuseIfUnclear({ fields }: RawMail): void {
  const stray = fields.find(({ name }) => name === '');
  if (stray !== undefined) throw new RepairRefused('in-doubt', `header: ${stray.text.trim().slice(0, 60)}`);
}

const isSameMail = (a: RawMail, b: RawMail): boolean => Buffer.compare(joinMail(a), joinMail(b)) === 0;

function isSame(before: Draft, after: Draft): boolean {
  const paths = ({ envelope }: Draft) => envelope.forwardPaths.join('\n');
  return paths(before) === paths(after) && isSameMail(before.mail, after.mail);
}

/** The separator of a mailbox file is no field; behind our signature it would be a broken one. */
function withoutSeparator({ fields, body }: RawMail): RawMail {
  return {
    fields: fields.filter(({ name, text }, n) => n > 0 || name !== '' || !/^>?From /.test(text)),
    body,
  };
}

/** The draft with its signatures put right. What only changes the envelope leaves the octets alone. */
function finish(before: RawMail, { mail, envelope }: Draft, { dkimKeys }: RepairContext) {
  const { mail: valid, removed } = dropBrokenSignatures(before, mail);
  const isUntouched = isSameMail(before, mail);
  const clean = isUntouched ? mail : withoutSeparator(valid);
  if (!isUntouched) refuseIfUnclear(clean);
  const keys = isUntouched ? [] : keysFor(clean, dkimKeys);
  const octets = signMail(clean, keys);
  const headersAfter = showFields(cutMail(octets));
  return { removed, repaired: { octets, envelope, headersAfter, signedBy: keys[0]?.domain ?? null } };
}

function draftsOf(before: Draft, operations: readonly Operation[], protection: Protection): readonly Draft[] {
  let draft = before;
  for (const operation of operations) draft = changeRecipients(draft, operation);
  draft = { ...draft, mail: changeParts(draft.mail, operations, protection) };
  if (operations.some(({ op }) => op === 'one-per-recipient')) return splitByRecipient(draft);
  if (isSame(before, draft)) throw new RepairRefused('no-change', 'the mail stays as it is');
  return [draft];
}

function repair(
  octets: Uint8Array,
  envelope: RepairEnvelope,
  operations: readonly Operation[],
  context: RepairContext,
): RepairPreview {
  refuseIfSealed(octets, operations);
  const before: Draft = { mail: cutMail(octets), envelope };
  const passphrase = makePassphrase(context.random);
  const drafts = draftsOf(before, operations, { passphrase, random: context.random });
  const octetsOut = drafts.reduce((sum, { mail }) => sum + sizeOf(mail), 0);
  if (octetsOut > MAX_TOTAL_OCTETS || drafts.length > MAX_COPIES)
    throw new RepairRefused('too-large', `${drafts.length} copies of this mail`);
  const finished = drafts.map((one) => finish(before.mail, one, context));
  return {
    kind: 'repaired',
    mails: finished.map(({ repaired }) => repaired),
    headersBefore: showFields(before.mail),
    removedSignatures: [...new Set(finished.flatMap(({ removed }) => removed))],
    passphrase: operations.some(({ op }) => op === 'protect-attachment') ? passphrase : null,
  };
}

/** Carries out the operations in memory, or says why not. Throws only when a DKIM key cannot sign. */
export function previewRepair(
  octets: Uint8Array,
  envelope: RepairEnvelope,
  operations: readonly Operation[],
  context: RepairContext,
): RepairPreview {
  try {
    return repair(octets, envelope, operations, context);
  } catch (error) {
    if (!(error instanceof RepairRefused)) throw error;
    return { kind: 'refused', reason: error.code, detail: error.message };
  }
}
