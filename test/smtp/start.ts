// Starts the real server on a free port with an accept function that keeps what it is given.

import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { AcceptMail, LogLine, Submission } from '../../src/relay/ports.ts';
import type { SmtpPorts, SmtpSettings } from '../../src/smtp/context.ts';
import { startSmtpServer } from '../../src/smtp/server.ts';
import type { MailId } from '../../src/store/store.ts';
import { type Client, connectClient } from './client.ts';

export const ID = 'm-00000000000000000000000000' as MailId;
const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
export const TLS = { cert: fixture('cert.pem'), key: fixture('key.pem') };

export type Started = {
  readonly port: number;
  readonly taken: Submission[];
  readonly logged: LogLine[];
  connect(): Promise<Client>;
  close(): Promise<void>;
};

export async function start(
  settings: Partial<SmtpSettings> = {},
  ports: Partial<SmtpPorts> = {},
): Promise<Started> {
  const taken: Submission[] = [];
  const logged: LogLine[] = [];
  const accept: AcceptMail = ports.accept ?? (async () => ({ kind: 'queued', id: ID }));
  const server = await startSmtpServer(
    {
      isReady: async () => undefined,
      roomOctets: async () => Number.POSITIVE_INFINITY,
      authenticate: null,
      log: (line) => logged.push(line),
      monotonicNow: () => performance.now(),
      ...ports,
      accept: (submission, signal) => {
        taken.push(submission);
        return accept(submission, signal);
      },
    },
    {
      listen: { host: '127.0.0.1', port: 0 },
      hostName: 'relay.example',
      allowNetworks: ['127.0.0.0/8'],
      requireAuth: false,
      tls: null,
      maxSizeOctets: 100_000,
      maxRecipients: 1000,
      ...settings,
      limits: { closeMs: 2000, ...settings.limits },
    },
  );
  const clients: Client[] = [];
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    const closed = server.close();
    for (const client of clients) client.close();
    await closed;
  };
  onTestFinished(close);
  return {
    port: server.address.port,
    taken,
    logged,
    async connect() {
      const client = await connectClient(server.address.port);
      clients.push(client);
      return client;
    },
    close: () => {
      isClosed = true;
      return server.close();
    },
  };
}

/** EHLO, MAIL, RCPT and DATA up to the 354. */
export async function openData(server: Started, parameters = ''): Promise<Client> {
  const client = await server.connect();
  await client.say('EHLO client.example');
  await client.say(`MAIL FROM:<a@corp.example>${parameters}`);
  await client.say('RCPT TO:<b@client.example>');
  await client.say('DATA');
  return client;
}
