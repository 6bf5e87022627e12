// A real HTTP server where channels are told things, which can be made to misbehave.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Told = {
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
  readonly body: string;
};

export type Hook = {
  readonly port: number;
  readonly told: Told[];
  /** What it does with the next requests; taken one by one, then it says 200. */
  readonly next: ((response: ServerResponse) => void)[];
  close(): Promise<void>;
};

export async function startHook(): Promise<Hook> {
  const told: Told[] = [];
  const next: Hook['next'] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    told.push({ headers: request.headers, url: request.url ?? '', body: Buffer.concat(pieces).toString() });
    const act = next.shift();
    if (act === undefined) response.end('ok');
    else act(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    told,
    next,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
