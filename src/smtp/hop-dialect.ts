// The private parts of nodemailer's SMTPConnection that a relay needs and that it offers no other way: which
// extensions the hop named before anything is sent, and parameters per recipient. Everything that would break
// with another version of nodemailer is in this file, and says so at the first connection.

import type { Readable, Transform } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DeliveryRequest } from '../relay/ports.ts';

export type HopOffer = {
  readonly extensions: ReadonlySet<string>;
  /** The hop's SIZE limit; null when it named none. */
  readonly maxSizeOctets: number | null;
};

type SendCommand = (line: string, logged?: string) => void;
type TakeReply = (text: string, callback: unknown) => void;
type Methods = { _sendCommand: SendCommand; _actionDATA: TakeReply };
type Sending = { readonly _currentDataStream: Transform | false | null };
type Answers = { readonly _supportedExtensions: readonly string[]; readonly _maxAllowedSize: number };

const UNKNOWN_VERSION = 'this version of nodemailer is not the one that was tested';

function parseMethods(connection: object): Methods {
  const methods = connection as Methods;
  if (typeof methods._sendCommand !== 'function' || typeof methods._actionDATA !== 'function') {
    throw new Error(UNKNOWN_VERSION);
  }
  return methods;
}

function parseAnswers(connection: object): Answers {
  const answers = connection as Answers;
  if (!Array.isArray(answers._supportedExtensions) || typeof answers._maxAllowedSize !== 'number') {
    throw new Error(UNKNOWN_VERSION);
  }
  return answers;
}

/** What the hop said to EHLO; to be asked after the connection is made. */
export function readOffer(connection: SMTPConnection): HopOffer {
  const { _supportedExtensions, _maxAllowedSize } = parseAnswers(connection);
  return {
    extensions: new Set(_supportedExtensions),
    maxSizeOctets: _maxAllowedSize > 0 ? _maxAllowedSize : null,
  };
}

function mailParameters(request: DeliveryRequest, offer: HopOffer, line: string): string {
  const words: string[] = [];
  // nodemailer looks at the addresses only; UTF-8 header fields need the keyword as well (RFC 6531 §3.4).
  if (request.isSmtpUtf8 && offer.extensions.has('SMTPUTF8') && !/ SMTPUTF8\b/.test(line)) {
    words.push(' SMTPUTF8');
  }
  if (offer.extensions.has('DSN')) {
    if (request.ret !== null) words.push(` RET=${request.ret}`);
    if (request.envid !== null) words.push(` ENVID=${request.envid}`);
  }
  return words.join('');
}

/** RCPT lines as nodemailer writes them → the parameters that recipient came with (RFC 3461 §4). */
function rcptParameters(request: DeliveryRequest, offer: HopOffer): ReadonlyMap<string, string> {
  if (!offer.extensions.has('DSN')) return new Map();
  return new Map(
    request.recipients.map(({ forwardPath, notify, orcpt }) => [
      `RCPT TO:<${forwardPath}>`,
      (notify === null ? '' : ` NOTIFY=${notify}`) + (orcpt === null ? '' : ` ORCPT=${orcpt}`),
    ]),
  );
}

/** Octets of the mail that stand between `source`, which the connection reads them from, and the kernel. */
export function octetsUnderWay(connection: SMTPConnection, source: Readable): number {
  const { _currentDataStream: stuffing } = connection as unknown as Sending;
  const { _socket: socket } = connection;
  const inStuffing = stuffing ? stuffing.writableLength + stuffing.readableLength : 0;
  return source.readableLength + inStuffing + (socket ? socket.writableLength : 0);
}

/** Makes this connection's next transaction carry the request's own parameters. */
export function speakFor(connection: SMTPConnection, request: DeliveryRequest, offer: HopOffer): void {
  const methods = parseMethods(connection);
  const { _sendCommand, _actionDATA } = parseMethods(SMTPConnection.prototype);
  const ofRecipients = rcptParameters(request, offer);
  methods._sendCommand = (line, logged) => {
    const more = line.startsWith('MAIL FROM:')
      ? mailParameters(request, offer, line)
      : ofRecipients.get(line);
    _sendCommand.call(connection, line + (more ?? ''), logged);
  };
  // nodemailer would send the mail after any 2xx to DATA; a hop that is not in DATA then reads it as commands.
  methods._actionDATA = (text, callback) =>
    _actionDATA.call(
      connection,
      /^2/.test(text) ? `451 4.5.0 Unexpected reply to DATA: ${text}` : text,
      callback,
    );
}
