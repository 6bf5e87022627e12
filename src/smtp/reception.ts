// DATA: collects the octets exactly as received (dots unstuffed by smtp-server), always reads to the final dot so
// that content never becomes commands, hands a clean mail to acceptMail and answers once. A mail that broke off,
// is too large or holds a bare CR, bare LF or NUL never reaches acceptMail.

import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { type WireFault, WireFilter } from '../message/wire.ts';
import type { AcceptMail, AcceptResult, MailLog, Submission } from '../relay/ports.ts';
import type { DataBudget, DataLease } from './data-budget.ts';
import type { SmtpLimits } from './limits.ts';
import { type Reply, reply } from './reply.ts';
import { type DataCallback, replyOnce } from './reply-once.ts';
import type { Reception, Transaction, Visit } from './visit.ts';

export type ReceptionPorts = {
  readonly accept: AcceptMail;
  readonly log: MailLog;
  readonly monotonicNow: () => number;
  readonly budget: DataBudget;
  readonly limits: SmtpLimits;
  readonly maxSizeOctets: number;
  readonly takesUnreadable: boolean;
};

type Received = { readonly kind: 'octets'; readonly octets: Uint8Array } | Reply;

const FAULT_REPLIES: Readonly<Record<WireFault, Reply>> = {
  'bare-cr': reply(550, '5.6.0 Bare CR is not allowed in a mail'),
  'bare-lf': reply(550, '5.6.0 Bare LF is not allowed in a mail'),
  nul: reply(550, '5.6.0 NUL is not allowed in a mail'),
};
const TOO_LARGE = reply(552, '5.3.4 Mail is too large');
/** RFC 1870 §6.3 permits it; for what is only a little larger there is room. */
const LARGER_THAN_DECLARED = reply(552, '5.3.4 Mail is much larger than its declared SIZE');
const NOT_STORED = reply(451, '4.3.0 Mail could not be stored, try again later');
const TAKEN_UNREAD = reply(250, '2.0.0 taken, nothing noted');
const NO_TRANSACTION = reply(503, '5.5.1 Need MAIL and RCPT first');

/** Reads to the final dot. Rejects when the connection ends before it. */
async function receive(
  stream: SMTPServerDataStream,
  lease: DataLease,
  maxSizeOctets: number,
): Promise<Received> {
  const filter = new WireFilter();
  let sizeOctets = 0;
  let isAsDeclared = true;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    filter.feed(chunk);
    sizeOctets += chunk.length;
    if (filter.fault !== null || sizeOctets > maxSizeOctets) {
      lease.release();
      continue;
    }
    isAsDeclared &&= await lease.append(chunk);
    if (!isAsDeclared) lease.release();
  }
  if (sizeOctets > maxSizeOctets) return TOO_LARGE;
  if (!isAsDeclared) return LARGER_THAN_DECLARED;
  const fault = filter.finish();
  if (fault !== null) return FAULT_REPLIES[fault];
  const octets = lease.finish();
  if (octets.length !== sizeOctets) throw new Error(`${octets.length} of ${sizeOctets} octets were kept`);
  return { kind: 'octets', octets };
}

/** The name the client gave, if it is one that may stand in a header field; else its address literal. */
function nameOf(session: SMTPServerSession, clientAddress: string): string {
  const name = session.hostNameAppearsAs;
  if (typeof name === 'string' && /^[\w.:[\]-]{1,255}$/.test(name)) return name;
  return clientAddress.includes(':') ? `[IPv6:${clientAddress}]` : `[${clientAddress}]`;
}

function describe(
  visit: Visit,
  transaction: Transaction,
  session: SMTPServerSession,
  octets: Uint8Array,
): Submission {
  const { mail, recipients } = transaction;
  return {
    clientAddress: visit.clientAddress,
    clientName: nameOf(session, visit.clientAddress),
    isTls: session.secure,
    authenticatedAs: typeof session.user === 'string' ? session.user : null,
    reversePath: mail.reversePath,
    recipients: [...recipients],
    ret: mail.ret,
    envid: mail.envid,
    is8bit: mail.is8bit,
    isSmtpUtf8: mail.isSmtpUtf8,
    octets,
  };
}

/** The reply to a mail that is durable, runs in circles, or is refused by the policy (in UTF-8 by RFC 6531 §3.7.4.2). */
function replyTo(result: AcceptResult, isSmtpUtf8: boolean): Reply {
  if (result.kind === 'queued') return reply(250, `2.0.0 queued as ${result.id}`);
  if (result.kind === 'held') return reply(250, `2.0.0 held as ${result.id}`);
  if (result.kind === 'looping') return reply(554, `5.4.6 Routing loop detected (${result.id})`);
  if (result.kind === 'over-quota') {
    return reply(452, `4.2.2 Too many mails of this sender are held, try again later (${result.id})`);
  }
  if (result.kind === 'learned') return reply(250, `2.0.0 noted as ${result.id}`);
  if (result.kind === 'misdirected') {
    return reply(
      550,
      `5.7.1 Nothing is sent from here, only copies of received mail are taken (${result.id})`,
    );
  }
  const japanese = isSmtpUtf8 ? ' / 会社の規則により送信できません' : '';
  return reply(550, `5.7.1 Not sent: forbidden by company policy${japanese} (${result.id})`);
}

/** Asks acceptMail and answers; after our own deadline the client is told to come back, whatever happens later. */
async function handOver(
  { accept, limits, log }: ReceptionPorts,
  visit: Visit,
  submission: Submission,
  answer: (text: Reply) => boolean,
): Promise<void> {
  const isTooLate = new AbortController();
  const deadline = setTimeout(() => {
    isTooLate.abort();
    answer(NOT_STORED);
  }, limits.acceptMaxMs);
  try {
    const result = await accept(submission, isTooLate.signal);
    if (result.kind !== 'over-quota') {
      visit.errors = 0;
      visit.junkCommands = 0;
    }
    if (answer(replyTo(result, submission.isSmtpUtf8))) return;
    const client = visit.clientAddress;
    log({ event: 'accepted-after-deadline', level: 'warn', mailId: result.id, client });
  } finally {
    clearTimeout(deadline);
  }
}

/** Takes one DATA from its first octet to our reply; never throws. */
export async function receiveMail(
  ports: ReceptionPorts,
  visit: Visit,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  callback: DataCallback,
): Promise<void> {
  const { transaction, clientAddress: client } = visit;
  const answer = replyOnce(callback);
  const lease = ports.budget.lease(transaction?.mail.sizeOctets ?? null, ports.maxSizeOctets);
  const reception: Reception = {
    startedAt: ports.monotonicNow(),
    lease,
    receivedOctets: () => stream.byteLength,
    waitedMs: 0,
    isComplete: false,
  };
  visit.reception = reception;
  try {
    const received = await receive(stream, lease, ports.maxSizeOctets);
    reception.isComplete = true;
    if (transaction === null) answer(NO_TRANSACTION);
    else if (received.kind === 'octets') {
      await handOver(ports, visit, describe(visit, transaction, session, received.octets), answer);
    } else {
      ports.log({ event: 'data-refused', client, code: received.code, error: received.text });
      answer(ports.takesUnreadable ? TAKEN_UNREAD : received);
    }
  } catch (error) {
    const event = reception.isComplete ? 'accept-failed' : 'data-broken-off';
    ports.log({ event, level: 'warn', client, error: String(error) });
    answer(NOT_STORED);
  } finally {
    lease.release();
    if (visit.reception === reception) visit.reception = null;
    visit.commandPhaseSince = ports.monotonicNow();
  }
}
