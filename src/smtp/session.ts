// The questions of one session: may this client log in, send, send to this recipient? Each answers null (yes)
// or the reply that refuses. Called by server.ts after smtp-server has checked the order of commands.

import type { SMTPServerAuthentication, SMTPServerSession } from 'smtp-server';
import { isLoopback } from './client-networks.ts';
import type { SmtpContext } from './context.ts';
import { type Reply, reply } from './reply.ts';
import type { Visit } from './visit.ts';

const NO_AUTH = reply(502, '5.5.1 AUTH is not offered');
const AUTH_NEEDS_TLS = reply(538, '5.7.11 Encryption required for authentication');
const AUTH_IN_TRANSACTION = reply(503, '5.5.1 AUTH is not permitted during a mail transaction');
const AUTH_WRONG = reply(535, '5.7.8 Wrong user name or password');
const AUTH_WAIT = reply(454, '4.7.0 Too many failures for this account, try again later');
const AUTH_BROKEN = reply(454, '4.7.0 Authentication is not available, try again later');
const AUTH_ENOUGH = reply(421, '4.7.0 Too many failures');
const AUTH_FIRST = reply(530, '5.7.0 Authentication required');
const NOT_ALLOWED = reply(550, '5.7.1 Your address may not send mail here');
const TOO_LARGE = reply(552, '5.3.4 Mail is too large');
const TOO_MANY_RECIPIENTS = reply(452, '4.5.3 Too many recipients, send the rest in another mail');
const OUT_OF_ORDER = reply(503, '5.5.1 Bad sequence of commands');

/** Why AUTH is not taken in this session now, asked before its argument is looked at. */
export function findAuthRefusal({ authGate, settings }: SmtpContext, visit: Visit): Reply | null {
  if (authGate === null) return NO_AUTH;
  if (!visit.connection.secure && !isLoopback(visit.clientAddress)) {
    return settings.tls === null ? NO_AUTH : AUTH_NEEDS_TLS;
  }
  return visit.transaction === null ? null : AUTH_IN_TRANSACTION;
}

/** Checks a name and password. Three wrong ones end the session, more for one account make it wait. */
export async function askAuth(
  context: SmtpContext,
  visit: Visit,
  { username, password, authzid, authcid }: SMTPServerAuthentication,
): Promise<Reply | null> {
  const { authGate, limits, ports } = context;
  if (authGate === null) return NO_AUTH;
  visit.authTries += 1;
  // Nobody acts for somebody else here (RFC 4616 §2).
  const isProxy = Boolean(authzid && authcid && authzid !== authcid);
  const client = visit.clientAddress;
  try {
    const user = isProxy ? '' : (username ?? '');
    const answer = await authGate.check(user, password ?? '', client);
    ports.log({ event: answer === 'right' ? 'auth-succeeded' : 'auth-failed', client });
    if (answer === 'right') return null;
    if (visit.authTries >= limits.authTriesPerSession) return AUTH_ENOUGH;
    return answer === 'wait' ? AUTH_WAIT : AUTH_WRONG;
  } catch (error) {
    ports.log({ event: 'auth-broken', level: 'error', client, error: String(error) });
    return AUTH_BROKEN;
  }
}

/** Whether this client may send at all. Never an open relay: a known network or a password. */
function findRelayRefusal(context: SmtpContext, session: SMTPServerSession): Reply | null {
  const { authGate, networks, settings } = context;
  if (typeof session.user === 'string') return null;
  if (!settings.requireAuth && networks.includes(session.remoteAddress)) return null;
  return authGate === null ? NOT_ALLOWED : AUTH_FIRST;
}

export async function askMail(
  context: SmtpContext,
  visit: Visit,
  session: SMTPServerSession,
): Promise<Reply | null> {
  const { asked } = visit;
  if (asked?.kind !== 'mail') return OUT_OF_ORDER;
  const refusal = findRelayRefusal(context, session);
  if (refusal !== null) {
    context.ports.log({
      event: 'relay-refused',
      client: visit.clientAddress,
      reversePath: asked.reversePath,
    });
    return refusal;
  }
  const { maxSizeOctets, takesUnreadable } = context.settings;
  if (!takesUnreadable && asked.sizeOctets !== null && asked.sizeOctets > maxSizeOctets) return TOO_LARGE;
  const unready = await context.findUnreadiness(asked.sizeOctets ?? 0);
  if (unready !== null) return unready;
  visit.transaction = { mail: asked, recipients: [] };
  return null;
}

/** Keeps the forward-path as the client gave it; the very same one again is taken and kept once. */
export function askRcpt(context: SmtpContext, visit: Visit): Reply | null {
  const { asked, transaction } = visit;
  if (asked?.kind !== 'rcpt' || transaction === null) return OUT_OF_ORDER;
  const { forwardPath, notify, orcpt } = asked;
  const { recipients } = transaction;
  if (recipients.some((recipient) => recipient.forwardPath === forwardPath)) return null;
  if (recipients.length >= context.settings.maxRecipients) return TOO_MANY_RECIPIENTS;
  recipients.push({ forwardPath, notify, orcpt });
  return null;
}
