// A next hop that keeps what it gets: the envelope and the very octets, dots unstuffed. Talks just enough SMTP.

import { createServer, type Socket } from 'node:net';

export type Taken = { readonly from: string; readonly to: readonly string[]; readonly octets: Buffer };

export type Sink = {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** Resolves when a mail that fits has been taken. */
  next(fits: (mail: Taken) => boolean): Promise<Taken>;
  close(): Promise<void>;
};

const path = (line: string) => /<(.*?)>/.exec(line)?.[1] ?? '';

export async function startSink(replyTo: (command: string) => string | null = () => null): Promise<Sink> {
  const taken: Taken[] = [];
  const waiting = new Set<{ fits: (mail: Taken) => boolean; done: (mail: Taken) => void }>();
  const sockets = new Set<Socket>();

  function take(mail: Taken): void {
    taken.push(mail);
    for (const waiter of waiting) if (waiter.fits(mail)) waiter.done(mail);
  }

  function serve(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.write('220 sink.example ESMTP\r\n');
    let buffer = Buffer.alloc(0);
    let from = '';
    let to: string[] = [];
    let inData = false;
    const answer = (command: string): string => {
      const verb = command.slice(0, 4).toUpperCase();
      const forced = replyTo(command);
      if (forced !== null) return forced;
      if (verb === 'EHLO') return '250-sink.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING';
      if (verb === 'MAIL') {
        from = path(command);
        to = [];
      }
      if (verb === 'RCPT') to.push(path(command));
      // RFC 5321 §3.3: whoever sends the commands in one go relies on it.
      if (verb === 'DATA' && to.length === 0) return '554 no valid recipients';
      if (verb === 'DATA') {
        inData = true;
        return '354 go on';
      }
      return verb === 'QUIT' ? '221 bye' : '250 ok';
    };
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        if (inData) {
          const end = buffer.indexOf('\r\n.\r\n');
          if (end < 0) return;
          const octets = Buffer.from(
            buffer
              .subarray(0, end + 2)
              .toString('latin1')
              .replace(/(^|\r\n)\.\./g, '$1.'),
            'latin1',
          );
          buffer = buffer.subarray(end + 5);
          inData = false;
          take({ from, to, octets });
          socket.write('250 taken\r\n');
          continue;
        }
        const end = buffer.indexOf('\r\n');
        if (end < 0) return;
        const command = buffer.subarray(0, end).toString('latin1');
        buffer = buffer.subarray(end + 2);
        socket.write(`${answer(command)}\r\n`);
        if (/^QUIT/i.test(command)) socket.end();
      }
    });
  }

  const server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    taken,
    next(fits) {
      const past = taken.find(fits);
      return past !== undefined ? Promise.resolve(past) : new Promise((done) => waiting.add({ fits, done }));
    },
    close: () =>
      new Promise<void>((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

/** A port nobody listens on: taken once and given back. */
export async function freePort(): Promise<number> {
  const sink = await startSink();
  await sink.close();
  return sink.port;
}
