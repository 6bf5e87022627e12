// A next hop that counts: which mail came how often to whom, and whether each copy ends with the octets it was sent with.
// Keeps no octets, so that it can go on for hours.

import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { numberOf, sha256 } from './mails.ts';

export type CountingSink = {
  readonly port: number;
  /** Numbers of mails that came otherwise than they were sent. */
  readonly altered: readonly number[];
  copies(n: number, path: string): number;
  close(): Promise<void>;
};

export type Sent = { readonly sizeOctets: number; readonly sha256: string };

export async function startCountingSink(
  sentAs: (n: number) => Sent | undefined,
  onArrival: () => void,
): Promise<CountingSink> {
  const counts = new Map<string, number>();
  const altered: number[] = [];

  function count(octets: Buffer, paths: readonly string[]): void {
    const n = numberOf(octets);
    if (n === null) return;
    const sent = sentAs(n);
    if (sent === undefined || sha256(octets.subarray(-sent.sizeOctets)) !== sent.sha256) altered.push(n);
    for (const path of paths) counts.set(`${n} ${path}`, (counts.get(`${n} ${path}`) ?? 0) + 1);
  }

  async function onData(
    stream: SMTPServerDataStream,
    { envelope }: SMTPServerSession,
    answer: (error?: Error) => void,
  ): Promise<void> {
    try {
      const octets = Buffer.concat(await stream.toArray());
      count(
        octets,
        envelope.rcptTo.map(({ address }) => address),
      );
      // Told before the reply: whoever is killed now has delivered and does not know it.
      onArrival();
      answer();
    } catch (error) {
      answer(error instanceof Error ? error : new Error(String(error)));
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, answer) => void onData(stream, session, answer),
  });
  // A relay that is killed resets its connections.
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    altered,
    copies: (n, path) => counts.get(`${n} ${path}`) ?? 0,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
