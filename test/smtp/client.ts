// A client that sends exactly what it is told and reads whole replies.

import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

export type Client = {
  readonly socket: Socket;
  write(text: string): void;
  /** The next reply, its lines joined by ` | `; `<closed>` when the server has ended the connection. */
  reply(): Promise<string>;
  say(line: string): Promise<string>;
  /** All replies until the connection ends. */
  rest(): Promise<string[]>;
  startTls(): Promise<Client>;
  close(): void;
};

const CLOSED = '<closed>';

function readFrom(socket: Socket | TLSSocket): Client {
  let buffer = '';
  let isClosed = false;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    buffer += chunk.toString('utf8');
    wake();
  };
  const onEnd = () => {
    isClosed = true;
    wake();
  };
  socket.on('data', onData);
  socket.on('close', onEnd);
  socket.on('error', onEnd);
  const client: Client = {
    socket,
    write: (text) => {
      socket.write(Buffer.from(text, 'utf8'));
    },
    async reply() {
      for (;;) {
        const match = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n/.exec(buffer);
        if (match) {
          buffer = buffer.slice(match[0].length);
          return match[0].trimEnd().split('\r\n').join(' | ');
        }
        if (isClosed) return CLOSED;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    say(line) {
      client.write(`${line}\r\n`);
      return client.reply();
    },
    async rest() {
      const replies: string[] = [];
      for (let next = await client.reply(); next !== CLOSED; next = await client.reply()) replies.push(next);
      return replies;
    },
    startTls() {
      socket.off('data', onData);
      return new Promise((resolve, reject) => {
        const secure = connectTls({ socket, rejectUnauthorized: false }, () => resolve(readFrom(secure)));
        secure.once('error', reject);
      });
    },
    close: () => socket.destroy(),
  };
  return client;
}

/** Connects, from an address of its own where one is given, and reads the greeting. */
export async function connectClient(port: number, localAddress?: string): Promise<Client> {
  const client = openClient(port, localAddress);
  client.socket.setNoDelay(true);
  await client.reply();
  return client;
}

/** Connects without waiting for a greeting. */
export function openClient(port: number, localAddress?: string): Client {
  return readFrom(connect({ port, host: '127.0.0.1', ...(localAddress !== undefined && { localAddress }) }));
}
