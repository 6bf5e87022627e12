// The SMTP server that mail comes in by: smtp-server with our own gates around it (paths, limits, AUTH, DATA).
// Decides who may send and answers; what becomes of a mail is acceptMail's business. Started by serve.ts.

import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { isLoopback } from './client-networks.ts';
import { guardConnection } from './command-gate.ts';
import { createContext, type SmtpContext, type SmtpPorts, type SmtpSettings } from './context.ts';
import { receiveMail } from './reception.ts';
import { type Reply, reply, replyError } from './reply.ts';
import { askAuth, askMail, askRcpt, findAuthRefusal } from './session.ts';
import { newVisit, type Visit } from './visit.ts';
import { startWatchdog } from './watchdog.ts';

export type RunningSmtpServer = {
  readonly address: { readonly host: string; readonly port: number };
  /** Stops listening, says 421 to sessions without a mail under way and lets the others finish, up to `closeMs`. */
  close(): Promise<void>;
};

const TOO_MANY_CONNECTIONS = reply(421, '4.7.0 Too many connections from your address');
const CLOSING = '4.3.2 Service is stopping, try again later';

function countVisits(context: SmtpContext, address: string): number {
  return [...context.visits.values()].filter((visit) => visit.clientAddress === address).length;
}

/** A new connection, before its greeting: counted, and guarded from its first command on. */
function welcome(context: SmtpContext, server: SMTPServer, session: SMTPServerSession): Reply | null {
  const { limits, ports, settings, visits } = context;
  const address = session.remoteAddress;
  if (countVisits(context, address) >= limits.maxConnectionsPerClient) {
    ports.log({ event: 'connection-refused', level: 'warn', client: address });
    return TOO_MANY_CONNECTIONS;
  }
  const connection = [...server.connections].find(({ id }) => id === session.id);
  if (connection === undefined) return TOO_MANY_CONNECTIONS;
  const visit = newVisit(connection, address, ports.monotonicNow());
  visits.set(session.id, visit);
  guardConnection(visit, {
    hostName: settings.hostName,
    limits,
    authRefusal: (one) => findAuthRefusal(context, one),
    onSourceRoute: (one) => ports.log({ event: 'source-route-stripped', client: one.clientAddress }),
  });
  return null;
}

/** AUTH is in the reply to EHLO only where it would be taken. */
function offerAuth(context: SmtpContext, session: SMTPServerSession): void {
  const isOffered = context.authGate !== null && (session.secure || isLoopback(session.remoteAddress));
  const always = context.settings.tls === null ? ['STARTTLS'] : [];
  session.disabledCommands = isOffered ? always : [...always, 'AUTH'];
}

/** Settings of smtp-server: everything it could decide about paths, sizes or people is decided by us. */
function libraryOptions({ settings, limits }: SmtpContext): SMTPServerOptions {
  return {
    ...(settings.tls ?? {}),
    name: settings.hostName,
    heloResponse: '%s',
    ...(settings.takesUnreadable ? {} : { size: settings.maxSizeOctets, rejectOversized: true }),
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: settings.tls === null ? ['STARTTLS'] : [],
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    hideREQUIRETLS: true,
    disableReverseLookup: true,
    logger: false,
    maxClients: limits.maxConnections,
    maxCommandLength: limits.maxCommandOctets,
    socketTimeout: limits.idleTimeoutMs,
    closeTimeout: limits.closeMs,
  };
}

type Done = (error?: Error | null) => void;

/** Runs an async handler for a callback: a reply refuses, null agrees, an exception is a 451 and a log line. */
function settle(context: SmtpContext, ask: () => Promise<Reply | null> | Reply | null, done: Done): void {
  const run = async () => ask();
  run().then(
    (refusal) => done(refusal && replyError(refusal)),
    (error: unknown) => {
      context.ports.log({ event: 'smtp-error', level: 'error', error: String(error) });
      done(replyError(reply(451, '4.3.0 Internal error, try again later')));
    },
  );
}

function createServer(context: SmtpContext): SMTPServer {
  const visitOf = (session: SMTPServerSession): Visit => {
    const visit = context.visits.get(session.id);
    if (visit === undefined) throw new Error(`no visit for session ${session.id}`);
    return visit;
  };
  const server: SMTPServer = new SMTPServer({
    ...libraryOptions(context),
    onConnect: (session, done) =>
      settle(
        context,
        () => {
          offerAuth(context, session);
          return welcome(context, server, session);
        },
        done,
      ),
    onSecure: (_socket, session, done) => {
      offerAuth(context, session);
      done();
    },
    onClose: (session) => {
      context.visits.delete(session.id);
    },
    onAuth: (auth, session, done) =>
      settle(
        context,
        () => askAuth(context, visitOf(session), auth),
        (error) => done(error, error ? undefined : { user: auth.username }),
      ),
    onMailFrom: (_address, session, done) =>
      settle(context, () => askMail(context, visitOf(session), session), done),
    onRcptTo: (_address, session, done) => settle(context, () => askRcpt(context, visitOf(session)), done),
    onData: (stream, session, done) => {
      const visit = visitOf(session);
      void receiveMail(context.reception, visit, stream, session, done).then(() => {
        if (isClosing(server)) setImmediate(() => visit.connection.send(421, CLOSING, false));
      });
    },
  });
  // Without a listener an RST in the middle of a transaction would end the process.
  server.on('error', ({ message }) =>
    context.ports.log({ event: 'smtp-error', level: 'warn', error: message }),
  );
  return server;
}

const isClosing = (server: SMTPServer) => server._closeTimeout !== false;

function listen(server: SMTPServer, { host, port }: SmtpSettings['listen']): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.server.address();
      if (address === null || typeof address === 'string') reject(new Error('not listening on a port'));
      else resolve(address);
    });
  });
}

/**
 * Opens the listener. Throws {@link SmtpSettingsError} for settings that would make an open relay or a server
 * nobody may use, and the system's error when the port is taken.
 */
export async function startSmtpServer(ports: SmtpPorts, settings: SmtpSettings): Promise<RunningSmtpServer> {
  const context = createContext(ports, settings);
  const server = createServer(context);
  const { address, port } = await listen(server, settings.listen);
  const stopWatching = startWatchdog(context.visits, context.limits, ports.monotonicNow);
  return {
    address: { host: address, port },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of [...server.connections]) {
        const isBusy = context.visits.get(connection.id)?.reception;
        if (!isBusy) connection.send(421, CLOSING, false);
      }
      await closed;
      stopWatching();
    },
  };
}
