// The demo's outside world: an SMTP server on this machine that takes everything and keeps it in memory.

import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export type KeptMail = { readonly from: string; readonly to: readonly string[]; readonly subject: string };

export type KeepingHop = {
  readonly port: number;
  readonly mails: readonly KeptMail[];
  close(): Promise<void>;
};

async function subjectOf(octets: Buffer): Promise<string> {
  const { simpleParser } = await import('mailparser');
  return (await simpleParser(octets)).subject ?? '';
}

async function keep(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<KeptMail> {
  const octets = await buffer(stream);
  const { mailFrom, rcptTo } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  return { from, to: rcptTo.map(({ address }) => address), subject: await subjectOf(octets) };
}

export async function startKeepingHop(): Promise<KeepingHop> {
  const mails: KeptMail[] = [];
  const server = new SMTPServer({
    name: 'outside.example',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      keep(stream, session).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
