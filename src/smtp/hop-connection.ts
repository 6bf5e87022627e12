// One connection to a next hop, on nodemailer's SMTPConnection: its `send` puts forward-paths on the wire as they
// are (the mail composer would parse and rewrite them). Tells what the hop said, recipient by recipient; what
// that means for the mail is next-hop.ts's business.

import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryRequest, Hop } from '../relay/ports.ts';
import { letGo } from '../store/let-go.ts';
import { isLoopback } from './client-networks.ts';
import { type HopOffer, octetsUnderWay, readOffer, speakFor } from './hop-dialect.ts';

export type HopSettings = {
  /** Our name in EHLO. */
  readonly hostName: string;
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Silence of the hop; RFC 5321 §4.5.3.2.6 asks for 10 minutes after the final dot. */
  readonly silenceMs: number;
  /** PEM of an authority to trust beside the system's; null for none. */
  readonly ca: string | null;
};

/** What the hop said: `code` null when it said nothing. */
export type HopReply = { readonly code: number | null; readonly text: string };

export type Conversation = {
  /** Its last word on the mail, or on MAIL when it refused that. */
  readonly reply: HopReply;
  readonly isTaken: boolean;
  /** The hop refused the transaction at MAIL: replies to RCPT mean nothing then. */
  readonly isMailRefused: boolean;
  readonly refusals: ReadonlyMap<string, HopReply>;
  /** Octets of the mail had gone out, or all of them. */
  readonly sent: 'nothing' | 'some' | 'all';
};

export type HopConnection = {
  readonly offer: HopOffer;
  readonly isOpen: () => boolean;
  /** Never rejects. After anything but a taken mail the connection must be closed. */
  send(request: DeliveryRequest, signal: AbortSignal): Promise<Conversation>;
  onEnd(listener: () => void): void;
  close(): void;
};

/** The hop could not be spoken to; nothing of the mail was sent. */
export class HopUnavailable extends Error {
  readonly code = 'hop-unavailable';
  readonly reply: HopReply;
  readonly isTlsFailure: boolean;

  constructor(reply: HopReply, isTlsFailure: boolean) {
    super(reply.text);
    this.reply = reply;
    this.isTlsFailure = isTlsFailure;
  }
}

type Failure = {
  readonly message?: string;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
  readonly recipient?: string | undefined;
};

const CHUNK_OCTETS = 64 * 1024;

function replyIn(failure: Failure): HopReply {
  const text = (failure.response ?? failure.message ?? 'no reply').replace(/[\p{C}\s]+/gu, ' ').trim();
  return { code: failure.responseCode || null, text: text.slice(0, 500) };
}

/** All that goes out as the mail. */
export function sizeOf({ pieces, rest }: Pick<DeliveryRequest, 'pieces' | 'rest'>): number {
  return pieces.reduce((sum, piece) => sum + piece.length, rest?.sizeOctets ?? 0);
}

/** A hop that reads as fast as we write would otherwise get a large mail in one go, and nobody else a turn meanwhile. */
async function* chunksOf(octets: Uint8Array): AsyncGenerator<Buffer> {
  for (let at = 0; at < octets.length; at += CHUNK_OCTETS) {
    if (at > 0) await nextTurn();
    const end = Math.min(at + CHUNK_OCTETS, octets.length);
    yield Buffer.from(octets.buffer, octets.byteOffset + at, end - at);
  }
}

/** The mail as it goes to the socket; what is read on the way is given back as soon as the kernel has it. */
async function* inChunks({ pieces, rest }: DeliveryRequest, progress: Progress) {
  progress.sent = 'some';
  for (const piece of pieces) {
    progress.given += piece.length;
    yield* chunksOf(piece);
  }
  for await (const octets of rest?.read() ?? []) {
    const from = progress.given;
    progress.lent.push({ octets, end: from + octets.length });
    for await (const chunk of chunksOf(octets)) {
      progress.given += chunk.length;
      yield chunk;
      takeBack(progress);
    }
    await nextTurn();
  }
  progress.sent = 'all';
}

/** How far a mail has come. */
type Progress = {
  sent: Conversation['sent'];
  /** Octets given to the connection. */
  given: number;
  /** Read on the way and perhaps still looked at by the socket, with how many octets of the mail end there. */
  lent: { readonly octets: Uint8Array; readonly end: number }[];
  underWay: () => number;
};

/** A socket may look at octets long after they were given to it, even after the hop has answered. */
function takeBack(progress: Progress): void {
  const gone = progress.given - progress.underWay();
  for (const { octets } of progress.lent.filter(({ end }) => end <= gone)) letGo(octets);
  progress.lent = progress.lent.filter(({ end }) => end > gone);
}

/** The first of: the callback, an `error`, the end of the connection, the signal. */
function settleOnce<T>(
  connection: SMTPConnection,
  signal: AbortSignal,
  start: (done: (failure: Failure | null | undefined, value?: T) => void) => void,
): Promise<{ readonly failure: Failure | null; readonly value: T | undefined }> {
  return new Promise((resolve) => {
    const finish = (failure: Failure | null, value?: T) => {
      connection.off('error', finish);
      connection.off('end', onEnd);
      signal.removeEventListener('abort', onAbort);
      resolve({ failure, value });
    };
    // nodemailer says 'end' before it calls back with the reason.
    const onEnd = () => setImmediate(() => finish({ message: 'connection closed' }));
    const onAbort = () => {
      finish({ message: 'attempt ended by us' });
      connection.close();
    };
    connection.on('error', finish);
    connection.on('end', onEnd);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else start((failure, value) => finish(failure ?? null, value));
  });
}

function createConnection(hop: Hop, settings: HopSettings, useTls: boolean): SMTPConnection {
  const mustTls = hop.tls === 'require';
  const connection = new SMTPConnection({
    host: hop.host,
    port: hop.port,
    name: settings.hostName,
    secure: useTls && hop.port === 465,
    ignoreTLS: !useTls,
    requireTLS: mustTls,
    opportunisticTLS: !mustTls,
    connectionTimeout: settings.connectMs,
    greetingTimeout: settings.greetingMs,
    socketTimeout: settings.silenceMs,
    logger: false,
    tls: { rejectUnauthorized: mustTls, ...(settings.ca === null ? {} : { ca: settings.ca }) },
  });
  // An error on an idle connection has nobody waiting for it: its 'end' removes the connection.
  connection.on('error', () => undefined);
  return connection;
}

/** Logs in, but never says a password in clear to another machine when TLS was wanted. */
async function login(connection: SMTPConnection, hop: Hop, signal: AbortSignal): Promise<Failure | null> {
  const { user, password } = hop;
  if (user === null || password === null) return null;
  if (!connection.secure && hop.tls !== 'none' && !isLoopback(hop.host)) {
    return { message: 'no TLS with this hop, password not sent' };
  }
  const { failure } = await settleOnce(connection, signal, (done) =>
    connection.login({ user, pass: password }, (error) => done(error)),
  );
  return failure;
}

function wrap(connection: SMTPConnection): HopConnection {
  const offer = readOffer(connection);
  return {
    offer,
    isOpen: () => !connection.destroyed,
    onEnd: (listener) => connection.once('end', listener),
    close: () => connection.close(),
    async send(request, signal) {
      const progress: Progress = {
        sent: 'nothing',
        given: 0,
        lent: [],
        underWay: () => Number.POSITIVE_INFINITY,
      };
      // A fresh object each time: nodemailer keeps its books in it, and we read them there.
      const envelope: SMTPEnvelope & { rejectedErrors?: Failure[] } = {
        from: request.reversePath ?? '',
        to: request.recipients.map(({ forwardPath }) => forwardPath),
        size: sizeOf(request),
        use8BitMime: request.is8bit,
      };
      speakFor(connection, request, offer);
      const stream = Readable.from(inChunks(request, progress), { objectMode: false });
      progress.underWay = () => octetsUnderWay(connection, stream);
      const { failure, value } = await settleOnce<{ response: string }>(connection, signal, (done) =>
        connection.send(envelope, stream, done),
      );
      if (failure === null) takeBack(progress);
      const rejected = envelope.rejectedErrors ?? [];
      return {
        reply: replyIn(failure ?? { response: value?.response, responseCode: 250 }),
        // A 2xx before the last octet is no answer to the mail.
        isTaken: failure === null && progress.sent === 'all',
        isMailRefused: failure?.command === 'MAIL FROM',
        refusals: new Map(rejected.map((one) => [one.recipient ?? '', replyIn(one)])),
        sent: progress.sent,
      };
    },
  };
}

async function connectOnce(hop: Hop, settings: HopSettings, useTls: boolean, signal: AbortSignal) {
  const connection = createConnection(hop, settings, useTls);
  const { failure } = await settleOnce(connection, signal, (done) => connection.connect(done));
  const refused = failure ?? (await login(connection, hop, signal));
  if (refused !== null) {
    // Still upgrading: the handshake after STARTTLS is what failed.
    const isTlsFailure = connection.upgrading === true;
    connection.close();
    throw new HopUnavailable(replyIn(refused), isTlsFailure);
  }
  // With Nagle's algorithm the last octets of a mail would wait for the acknowledgement of those before.
  if (connection._socket) connection._socket.setNoDelay(true);
  return wrap(connection);
}

/**
 * Connects, greets, starts TLS and logs in as the hop asks. Throws {@link HopUnavailable}. With `opportunistic`
 * a failed handshake is tried again in clear (RFC 7435), unless there is a password to protect.
 */
export async function openHopConnection(
  hop: Hop,
  settings: HopSettings,
  signal: AbortSignal,
): Promise<HopConnection> {
  try {
    return await connectOnce(hop, settings, hop.tls !== 'none', signal);
  } catch (error) {
    const mayGoInClear = hop.tls === 'opportunistic' && hop.user === null;
    if (!mayGoInClear || !(error instanceof HopUnavailable) || !error.isTlsFailure) throw error;
    return connectOnce(hop, settings, false, signal);
  }
}
