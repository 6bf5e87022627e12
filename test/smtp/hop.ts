// A next hop on raw TCP that says what its script says and keeps every line it was told.

import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { TLS } from './start.ts';

/** A reply; or what to do instead of replying. */
export type Answer = string | 'close' | 'hang' | 'reset';
/** On the connection `n`, counted from 1; null: as usual. */
type PerConnection = (n: number) => Answer | null;
export type Script = {
  readonly extensions?: readonly string[];
  readonly greeting?: Answer | PerConnection;
  /** Answers a command line; null: as usual. `n` counts the connections from 1. */
  readonly on?: (line: string, n: number) => Answer | null;
  /** Answers the final dot. */
  readonly dot?: PerConnection;
  /** Told with the first octets of a mail, before its end. */
  readonly early?: Answer | PerConnection;
  /** Says 220 to STARTTLS and then anything but TLS. */
  readonly isTlsBroken?: boolean;
};

/** A mail that was told to its end, for whom, and what was said to that. */
export type Told = { readonly to: readonly string[]; readonly octets: Buffer; readonly answer: Answer };

export type ScriptedHop = {
  readonly port: number;
  readonly lines: string[];
  /** The octets of each complete mail, dots unstuffed. */
  readonly mails: Buffer[];
  readonly told: readonly Told[];
  readonly connections: () => number;
  /** Ends every connection from this side. */
  drop(): void;
};

const onConnection = (given: Answer | PerConnection | undefined, n: number): Answer | null =>
  (typeof given === 'function' ? given(n) : given) ?? null;

const USUAL = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'DSN', 'SIZE 100000'];

export async function startHop(script: Script = {}): Promise<ScriptedHop> {
  const lines: string[] = [];
  const mails: Buffer[] = [];
  const told: Told[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const usual = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      const all = ['hop.example', ...(script.extensions ?? USUAL)];
      return all.map((text, at) => `250${at === all.length - 1 ? ' ' : '-'}${text}`).join('\r\n');
    }
    if (verb === 'STAR') return '220 go';
    if (verb === 'DATA') return '354 go on';
    if (verb === 'AUTH') return '235 2.7.0 welcome';
    return verb === 'QUIT' ? '221 bye' : '250 2.0.0 ok';
  };

  function serve(socket: Socket, n: number, isFresh: boolean): void {
    let buffer = Buffer.alloc(0);
    let inData = false;
    let stopped = false;
    let to: string[] = [];
    const act = (answer: Answer): boolean => {
      if (answer === 'close') socket.end();
      else if (answer === 'reset') socket.resetAndDestroy();
      else if (answer !== 'hang') {
        socket.write(`${answer}\r\n`);
        return true;
      }
      stopped = true;
      return false;
    };
    const onData = (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      while (!stopped) {
        if (inData) {
          const early = onConnection(script.early, n);
          if (early !== null && buffer.length > 0) {
            act(early);
            stopped = true;
            socket.end();
            return;
          }
          const end = buffer.indexOf('\r\n.\r\n');
          const isEmpty = buffer.subarray(0, 3).toString() === '.\r\n';
          if (end < 0 && !isEmpty) return;
          const raw = isEmpty ? '' : buffer.subarray(0, end + 2).toString('latin1');
          buffer = buffer.subarray(isEmpty ? 3 : end + 5);
          const octets = Buffer.from(raw.replace(/(^|\r\n)\./g, '$1'), 'latin1');
          const answer = script.dot?.(n) ?? '250 2.0.0 taken';
          mails.push(octets);
          told.push({ to, octets, answer });
          inData = false;
          act(answer);
          continue;
        }
        const end = buffer.indexOf('\r\n');
        if (end < 0) return;
        const line = buffer.subarray(0, end).toString('utf8');
        buffer = buffer.subarray(end + 2);
        lines.push(line);
        const answer = script.on?.(line, n) ?? usual(line);
        if (line.startsWith('MAIL')) to = [];
        if (line.startsWith('RCPT') && answer.startsWith('2')) to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        if (!act(answer)) return;
        inData = line === 'DATA' && answer.startsWith('354');
        if (line === 'STARTTLS' && answer.startsWith('220')) {
          socket.off('data', onData);
          if (script.isTlsBroken) {
            socket.once('data', () => socket.end('this is not TLS\r\n'));
            return;
          }
          const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(TLS) });
          secure.on('error', () => socket.destroy());
          serve(secure, n, false);
          return;
        }
      }
    };
    socket.on('data', onData);
    socket.on('error', () => socket.destroy());
    if (isFresh) act(onConnection(script.greeting, n) ?? '220 hop.example ESMTP');
  }

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, connections, true);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    drop();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, lines, mails, told, connections: () => connections, drop };
}
