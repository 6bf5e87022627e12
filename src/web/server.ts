// The web edge: opens the listener for the pages and says how to stop it. serve.ts calls it.

import { createApp } from './app.ts';
import type { WebPorts, WebSettings } from './ports.ts';

export type { WebPorts, WebSettings } from './ports.ts';

export type RunningWeb = {
  readonly address: { readonly host: string; readonly port: number };
  /** Where people find the pages; no slash at its end. */
  readonly url: string;
  /** Answers what is under way, then closes the listener. */
  close(): Promise<void>;
};

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

type Bound = { readonly address: string; readonly family: string; readonly port: number };

/** The listener as a browser on this machine would name it. */
function urlOf({ address, family, port }: Bound): string {
  if (ANY_ADDRESS.has(address)) return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Rejects when the listener cannot be opened. */
export async function startWeb(ports: WebPorts, settings: WebSettings): Promise<RunningWeb> {
  const app = await createApp(ports, settings);
  await app.listen({ host: settings.listen.host, port: settings.listen.port });
  const bound = app.server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the web listener has no address');
  return {
    address: { host: bound.address, port: bound.port },
    url: (settings.publicUrl ?? urlOf(bound)).replace(/\/+$/, ''),
    close: () => app.close(),
  };
}
