// Stands between a connection's parser and smtp-server. Every command line is read by our own grammar first;
// of MAIL and RCPT smtp-server only learns that they came (it keeps the order of commands), never the path:
// it would hand over U-labels and merge local parts that differ in case. Uses private members of smtp-server
// (`send`, `_onCommand`, `_resetSession`), hence the pinned version and the tests.

import { feedWithoutCopies } from './data-feed.ts';
import type { SmtpLimits } from './limits.ts';
import { parseMailCommand, parseRcptCommand } from './path-grammar.ts';
import { closingText, hasEnhancedCode, type Reply, reply } from './reply.ts';
import type { Visit } from './visit.ts';

export type GateSettings = {
  readonly hostName: string;
  readonly limits: SmtpLimits;
  /** Why AUTH is not on offer in this session; null when it is. */
  readonly authRefusal: (visit: Visit) => Reply | null;
  readonly onSourceRoute: (visit: Visit) => void;
};

const CONTROL = /[\x00-\x1f\x7f]/;
const JUNK = new Set(['HELO', 'EHLO', 'NOOP', 'RSET', 'MAIL']);
const NOT_OFFERED = new Set(['VRFY', 'EXPN', 'HELP', 'BDAT', 'ETRN', 'TURN', 'XCLIENT', 'XFORWARD']);

const BAD_OCTETS = reply(501, '5.5.2 Control character or broken UTF-8 in command');
/** What RFC 5321 §4.2.4 has said of commands that a server knows and does not offer. */
const NO_SUCH_SERVICE = reply(502, '5.5.1 Command not implemented');
const TOO_MANY_ERRORS = '4.7.0 Too many errors';
const TOO_MANY_COMMANDS = '4.7.0 Too many commands without a mail';

function decodeLine(line: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Corrects the enhanced codes of the library's own replies and ends a session with too many refusals. */
function guardReplies(visit: Visit, limits: SmtpLimits): void {
  const { connection } = visit;
  const send = connection.send.bind(connection);
  connection.send = (code, data, context) => {
    const text = typeof data === 'string' ? data : '';
    // 452 to one recipient too many asks the client to go on with those it has (RFC 5321 §4.5.3.1.10).
    if (code >= 400 && code !== 421 && code !== 452) visit.errors += 1;
    if (code !== 421 && visit.errors > limits.maxErrors) return send(421, TOO_MANY_ERRORS, false);
    if (hasEnhancedCode(text)) return send(code, text, false);
    if (code === 421) return send(code, closingText(text), false);
    send(code, data, context);
  };
}

/** The line smtp-server is told instead of what the client said; each new recipient gets a name of its own. */
function readPathCommand(visit: Visit, verb: string, text: string, hostName: string): string | Reply {
  const { transaction } = visit;
  const command =
    verb === 'MAIL'
      ? parseMailCommand(text)
      : parseRcptCommand(text, transaction?.mail.isSmtpUtf8 ?? false, hostName);
  if (command.kind === 'reply') return command;
  visit.asked = command;
  if (command.kind === 'mail') return 'MAIL FROM:<>';
  return `RCPT TO:<n${transaction?.recipients.length ?? 0}@recipient.invalid>`;
}

/** What to tell smtp-server, or the reply that ends the matter here. */
function readCommand(visit: Visit, line: Uint8Array, settings: GateSettings): string | Reply {
  const text = decodeLine(line);
  if (text === null) return BAD_OCTETS;
  const verb = /^\w*/.exec(text)?.[0].toUpperCase() ?? '';
  if (NOT_OFFERED.has(verb)) return NO_SUCH_SERVICE;
  if (verb === 'AUTH') return settings.authRefusal(visit) ?? text;
  if (verb !== 'MAIL' && verb !== 'RCPT') return text;
  const told = readPathCommand(visit, verb, text, settings.hostName);
  if (typeof told === 'string' && visit.asked?.hadSourceRoute) settings.onSourceRoute(visit);
  return told;
}

function guardCommands(visit: Visit, settings: GateSettings): void {
  const { connection } = visit;
  const onCommand = connection._onCommand.bind(connection);
  connection._onCommand = (line, next = () => undefined) => {
    // Plain-text leftovers of STARTTLS are thrown away unanswered, answers to AUTH are not commands.
    if (connection._upgrading || connection._nextHandler) return onCommand(line, next);
    const verb = /^\w*/.exec(line.toString('latin1'))?.[0].toUpperCase() ?? '';
    if (JUNK.has(verb)) visit.junkCommands += 1;
    if (visit.junkCommands > settings.limits.maxJunkCommands) {
      return connection.send(421, TOO_MANY_COMMANDS, false);
    }
    const told = readCommand(visit, line, settings);
    if (typeof told === 'string') return onCommand(Buffer.from(told), next);
    connection.send(told.code, told.text, false);
    setImmediate(() => connection._whenWritable(next));
  };
}

/** Puts the gate into a fresh connection, before its greeting. */
export function guardConnection(visit: Visit, settings: GateSettings): void {
  const { connection } = visit;
  guardReplies(visit, settings.limits);
  guardCommands(visit, settings);
  feedWithoutCopies(connection);
  const resetSession = connection._resetSession.bind(connection);
  // EHLO, RSET, STARTTLS and the end of DATA all come by here: our transaction ends with theirs.
  connection._resetSession = () => {
    visit.transaction = null;
    visit.asked = null;
    resetSession();
  };
}
