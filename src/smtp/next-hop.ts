// Gives a mail to a next hop and says for every recipient what became of it: delivered, refused for good, or
// deferred. Whatever is not known to be taken or refused is deferred. Composed by serve.ts, called by the courier.

import type { DeliveryRequest, DeliveryResult, NextHop } from '../relay/ports.ts';
import type { Outcome } from '../store/lease.ts';
import { type Conversation, type HopReply, HopUnavailable, sizeOf } from './hop-connection.ts';
import type { HopOffer } from './hop-dialect.ts';
import { HopPool, type Lent, type PoolSettings } from './hop-pool.ts';

export type NextHopSettings = Pick<PoolSettings, 'hostName'> & Partial<PoolSettings>;

const DEFAULTS: Omit<PoolSettings, 'hostName'> = {
  connectMs: 30_000,
  greetingMs: 60_000,
  silenceMs: 600_000,
  ca: null,
  maxParallelPerHop: 10,
  maxUses: 100,
  idleMs: 20_000,
};

const TOO_LARGE: HopReply = { code: 552, text: '5.3.4 Mail is larger than the next hop takes' };
const NEEDS_SMTPUTF8: HopReply = { code: 553, text: '5.6.7 Next hop does not offer SMTPUTF8' };
const NON_ASCII = /[^\x00-\x7f]/;

type Recipient = DeliveryRequest['recipients'][number];

function outcomeOf(request: DeliveryRequest, { n }: Recipient, reply: HopReply): Outcome {
  const family = Math.floor((reply.code ?? 0) / 100);
  const kind = family === 2 ? 'delivered' : family === 5 ? 'refused' : 'deferred';
  return { n, kind, code: reply.code, reply: reply.text, hop: `${request.hop.host}:${request.hop.port}` };
}

/** Before MAIL nothing is the mail's fault: a 5xx greeting or a wrong password of ours defers (RFC 5321 §4.2.1). */
function deferAll(request: DeliveryRequest, text: string, code: number | null = null): Outcome[] {
  return request.recipients.map((recipient) => ({
    ...outcomeOf(request, recipient, { code, text }),
    kind: 'deferred',
  }));
}

/**
 * Whether the header section holds octets above 127, which only SMTPUTF8 permits (RFC 6532 §3.2). One so long that its end
 * is not in the pieces may hold them.
 */
function hasUtf8Header({ pieces, rest }: DeliveryRequest): boolean {
  for (const piece of pieces) {
    const octets = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const end = octets.indexOf('\r\n\r\n');
    if (octets.subarray(0, end < 0 ? undefined : end).some((octet) => octet > 0x7f)) return true;
    if (end >= 0) return false;
  }
  return rest !== null;
}

/** Why this hop cannot take the mail for this recipient, known from its reply to EHLO; null when it may. */
function findMisfit(request: DeliveryRequest, offer: HopOffer): (recipient: Recipient) => HopReply | null {
  const sizeOctets = sizeOf(request);
  if (offer.maxSizeOctets !== null && sizeOctets > offer.maxSizeOctets) return () => TOO_LARGE;
  if (offer.extensions.has('SMTPUTF8')) return () => null;
  const isMailUtf8 =
    NON_ASCII.test(request.reversePath ?? '') || (request.isSmtpUtf8 && hasUtf8Header(request));
  return ({ forwardPath }) => (isMailUtf8 || NON_ASCII.test(forwardPath) ? NEEDS_SMTPUTF8 : null);
}

function readConversation(request: DeliveryRequest, conversation: Conversation): DeliveryResult {
  const { reply, isTaken, isMailRefused, refusals, sent } = conversation;
  const last: HopReply = isTaken || (reply.code ?? 0) >= 300 ? reply : { code: null, text: reply.text };
  return {
    outcomes: request.recipients.map((recipient) => {
      const own = isMailRefused ? undefined : refusals.get(recipient.forwardPath);
      return outcomeOf(request, recipient, own ?? last);
    }),
    outcomeUnknown: !isTaken && sent === 'all' && last.code === null,
  };
}

/** A kept connection that the hop gave up meanwhile: nothing of the mail was sent, so it may be said again. */
function wasStale(lent: Lent, { isTaken, reply, sent }: Conversation): boolean {
  return lent.uses > 0 && !isTaken && sent === 'nothing' && (reply.code === null || reply.code === 421);
}

async function attempt(
  pool: HopPool,
  lent: Lent,
  request: DeliveryRequest,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const misfit = findMisfit(request, lent.connection.offer);
  const misfits = request.recipients.flatMap((recipient) => {
    const reply = misfit(recipient);
    return reply === null ? [] : [outcomeOf(request, recipient, reply)];
  });
  const left = request.recipients.filter((recipient) => misfit(recipient) === null);
  if (left.length === 0) {
    pool.keep(lent);
    return { outcomes: misfits, outcomeUnknown: false };
  }
  const fitting = { ...request, recipients: left };
  const conversation = await lent.connection.send(fitting, signal);
  if (conversation.isTaken) pool.keep(lent);
  else lent.connection.close();
  if (wasStale(lent, conversation) && !signal.aborted) {
    return attempt(pool, await pool.open(request.hop, lent.key, signal), request, signal);
  }
  const { outcomes, outcomeUnknown } = readConversation(fitting, conversation);
  const hopLacksDsn = !lent.connection.offer.extensions.has('DSN');
  return {
    outcomes: [
      ...misfits,
      ...outcomes.map((outcome) => (hopLacksDsn ? { ...outcome, hopLacksDsn } : outcome)),
    ],
    outcomeUnknown,
  };
}

/** The way out. `deliver` never rejects; `close` ends attempts under way (deferred) and kept connections. */
export function createNextHop(settings: NextHopSettings): NextHop {
  const pool = new HopPool({ ...DEFAULTS, ...settings });
  return {
    async deliver(request, outerSignal) {
      if (request.recipients.length === 0) return { outcomes: [], outcomeUnknown: false };
      const signal = AbortSignal.any([outerSignal, pool.closing]);
      try {
        return await pool.inTurn(request.hop, async (key) => {
          if (signal.aborted)
            return { outcomes: deferAll(request, 'attempt ended by us'), outcomeUnknown: false };
          const lent = pool.takeIdle(key) ?? (await pool.open(request.hop, key, signal));
          return attempt(pool, lent, request, signal);
        });
      } catch (error) {
        const reply = error instanceof HopUnavailable ? error.reply : { code: null, text: String(error) };
        return { outcomes: deferAll(request, reply.text, reply.code), outcomeUnknown: false };
      }
    },
    async close() {
      pool.close();
    },
  };
}
