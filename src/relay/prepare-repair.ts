// Works out a repair in memory: may this person, what comes out, what does judging it again say. Nothing is stored
// here. Called by repair.ts.

import { createHmac } from 'node:crypto';
import { senderAuthority } from '../guard/holds/entitlement.ts';
import type { Decider, Hold, Refusal } from '../guard/holds/hold.ts';
import { outlookOf } from '../guard/holds/outlook.ts';
import type { Operation, RepairRefusal } from '../message/rewrite/operations.ts';
import type { RepairedMail, RepairPreview } from '../message/rewrite/preview-repair.ts';
import { canonicalJson, sha256Hex } from '../store/digests.ts';
import { type MailDetail, type MailId, StoreUnavailable } from '../store/store.ts';
import type { ActPorts } from './act-on-hold.ts';
import { holdContext } from './hold-context.ts';
import { inspectSafely, type Judged } from './inspect-safely.ts';
import { policyDigest } from './mail-of.ts';
import type { RelayPorts } from './ports.ts';
import type { JudgedRepair } from './repaired-mail.ts';

export type RepairPorts = ActPorts &
  Pick<RelayPorts, 'readMail' | 'previewRepair'> & {
    readonly settings: Pick<RelayPorts['settings'], 'giveUpAfterMs' | 'noticeFrom' | 'markKey'>;
  };

export type RepairWish = {
  readonly mailId: MailId;
  readonly operations: readonly Operation[];
  readonly by: Decider;
  /** Any text, chosen anew for each preview: with our key it makes salts and passphrase. */
  readonly nonce: string;
};

/** Why nothing comes of it. `blocked`: the policy rejects the mail as it would be; `failed`: it broke down. */
export type RepairFault = Refusal | RepairRefusal | 'blocked' | 'failed';

export type RepairRefused = { readonly kind: 'refused'; readonly why: RepairFault; readonly detail: string };
export type Repaired = Extract<RepairPreview, { kind: 'repaired' }>;

/** What comes of a wish, in memory. */
export type Prepared = {
  readonly kind: 'prepared';
  readonly detail: MailDetail;
  readonly hold: Hold;
  readonly preview: Repaired;
  readonly repairs: readonly JudgedRepair[];
  readonly digest: string;
};

export const refused = (why: RepairFault, detail = ''): RepairRefused => ({ kind: 'refused', why, detail });

/** Who may repair at all, and that a passphrase is shown to nobody but the sender. */
function refusalOf(
  ports: RepairPorts,
  { mail, hold, facts }: MailDetail,
  wish: RepairWish,
): RepairRefused | null {
  const { by, operations } = wish;
  if (hold === null || mail.state !== 'held') return refused('ended');
  const context = holdContext(ports, ports.now().toISOString(), facts);
  const why = outlookOf(hold, by, context).repair;
  if (why !== null) return refused(why);
  const protects = operations.some(({ op }) => op === 'protect-attachment');
  const isSender = senderAuthority(hold, by, context).kind === 'may';
  return protects && !isSender ? refused('not-entitled', 'protect-attachment') : null;
}

function seedOf(
  { settings }: RepairPorts,
  { content }: Hold,
  { mailId, operations, nonce }: RepairWish,
): Buffer {
  const what = canonicalJson({ mailId, content, operations, nonce });
  return createHmac('sha256', settings.markKey).update(`sekisho repair 1\n${what}`).digest();
}

/** The mail's own traces of when it came in are left out: it is not its own predecessor. */
async function judge(ports: RepairPorts, { mail }: MailDetail, repaired: RepairedMail): Promise<Judged> {
  const { store } = ports;
  const { id: mailId, receivedAt, clientAddress, authenticatedAs } = mail;
  return inspectSafely(
    {
      ...ports,
      answerHistory: async (question, now) => {
        const answer = await store.answerHistory(question, now);
        const mails = answer.recent.mails.filter(({ at }) => at !== receivedAt);
        return { ...answer, recent: { ...answer.recent, mails } };
      },
    },
    {
      mailId,
      envelope: { ...repaired.envelope, clientAddress, authenticatedAs },
      octets: repaired.octets,
      at: ports.now().toISOString(),
      rules: ports.rules(),
    },
  );
}

async function previewOf(ports: RepairPorts, detail: MailDetail, wish: RepairWish, hold: Hold) {
  const { mail, recipients } = detail;
  const octets = await ports.store.readOctets(mail.id);
  const forwardPaths = recipients
    .filter(({ state }) => state !== 'dropped')
    .map(({ forwardPath }) => forwardPath);
  const envelope = { reversePath: mail.reversePath, forwardPaths };
  const { operations } = wish;
  return ports.previewRepair({ octets, envelope, operations, seed: seedOf(ports, hold, wish) });
}

function digestOf(mails: readonly RepairedMail[]): string {
  return sha256Hex(canonicalJson(mails.map(({ octets, envelope }) => [sha256Hex(octets), envelope])));
}

async function prepare(
  ports: RepairPorts,
  wish: RepairWish,
): Promise<Prepared | RepairRefused | { kind: 'unknown' }> {
  const detail = await ports.store.findMail(wish.mailId);
  if (detail === null) return { kind: 'unknown' };
  const refusal = refusalOf(ports, detail, wish);
  const { hold } = detail;
  if (refusal !== null || hold === null) return refusal ?? refused('ended');
  const preview = await previewOf(ports, detail, wish, hold);
  if (preview.kind === 'refused') return refused(preview.reason, preview.detail);
  const repairs: JudgedRepair[] = [];
  for (const repaired of preview.mails) {
    const judged = await judge(ports, detail, repaired);
    if (judged.verdict.action === 'reject')
      return refused('blocked', repaired.envelope.forwardPaths.join(' '));
    repairs.push({ repaired, judged, policyDigest: policyDigest(ports.rules().policy) });
  }
  return { kind: 'prepared', detail, hold, preview, repairs, digest: digestOf(preview.mails) };
}

/** A broken thread or key is the same to a person as a refusal: the mail stays as it is. */
export async function prepareSafely(ports: RepairPorts, wish: RepairWish): ReturnType<typeof prepare> {
  try {
    return await prepare(ports, wish);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    ports.log({ event: 'repair-failed', level: 'error', mailId: wish.mailId, error: String(error) });
    return refused('failed');
  }
}
