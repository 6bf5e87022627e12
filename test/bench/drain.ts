// A next hop that takes everything and keeps nothing: the bench measures the relay, not its sink.

import { createServer, type Socket } from 'node:net';

export type Drain = { readonly port: number; close(): Promise<void> };

const END = '\r\n.\r\n';

function serve(socket: Socket): void {
  let isData = false;
  let tail = '';
  const command = (line: string) => {
    isData = /^DATA/i.test(line);
    if (/^EHLO/i.test(line)) return '250-drain.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING';
    return isData ? '354 go on' : /^QUIT/i.test(line) ? '221 bye' : '250 ok';
  };
  socket.on('error', () => socket.destroy());
  socket.setNoDelay(true);
  socket.write('220 drain.example ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    if (isData) {
      tail = (tail + chunk.subarray(-END.length).toString('latin1')).slice(-END.length);
      if (tail !== END) return;
      isData = false;
      tail = '';
      socket.write('250 taken\r\n');
      return;
    }
    // Whoever pipelines sends whole lines; nobody sends DATA and the mail at once.
    for (const line of chunk
      .toString('latin1')
      .split('\r\n')
      .filter((text) => text !== ''))
      socket.write(`${command(line)}\r\n`);
  });
}

export async function startDrain(): Promise<Drain> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}
