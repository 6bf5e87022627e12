// Starts the demo's relay: a fresh folder for its data, known correspondents, the built-in next hop, the usual ports
// or free ones. Everything is gone when it is closed.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { configSchema } from '../../config/schema.ts';
import type { ReadyConfig } from '../../config/secrets.ts';
import { type AddrSpec, parseAddrSpec } from '../../guard/address.ts';
import type { Lesson } from '../../guard/history.ts';
import type { Log } from '../../log.ts';
import { createMetrics } from '../../metrics.ts';
import { type RunningRelay, startRelay } from '../../serve.ts';
import { openStore } from '../../store/open-store.ts';
import { type KeepingHop, startKeepingHop } from './next-hop.ts';
import { KNOWN } from './samples.ts';

const SMTP_PORT = 2525;
const WEB_PORT = 8025;
const DEMO_POLICY = { freemailDomains: ['freemail.example'] };
const DAY_MS = 86_400_000;

export type Demo = {
  readonly relay: RunningRelay;
  readonly hop: KeepingHop;
  close(): Promise<void>;
};

/** The port when nobody listens there, else 0: any free one. */
function portOrAny(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

function demoConfig(folder: string, hop: KeepingHop, smtpPort: number, webPort: number): ReadyConfig {
  const config = configSchema.parse({
    organization: { domains: ['corp.example'] },
    smtp: { listen: `127.0.0.1:${smtpPort}` },
    web: { listen: `127.0.0.1:${webPort}` },
    nextHop: { host: '127.0.0.1', port: hop.port, tls: 'none' },
    notices: { from: 'sekisho@corp.example' },
    policyFrom: 'pages',
    policy: DEMO_POLICY,
  });
  const storage = {
    url: `sqlite:${join(folder, 'sekisho.db')}`,
    urlFile: null,
    keyFile: join(folder, 'sekisho.key'),
  };
  return { ...config, storage, pem: null, dkimKeys: [], liveChannels: [] };
}

/** One lesson per correspondent and sender: alone in the mail, so that none of them has seen another. */
function lessons(now: number): readonly { readonly key: string; readonly lesson: Lesson }[] {
  const parse = (text: string): AddrSpec => {
    const address = parseAddrSpec(text);
    if (address === null) throw new Error(`not an address: ${text}`);
    return address;
  };
  return ['ann@corp.example', 'sato@corp.example'].flatMap((author) =>
    KNOWN.flatMap((address) =>
      [7, 30, 60, 90, 120].map((days) => ({
        key: `${author} ${address} ${days}`,
        lesson: {
          at: new Date(now - days * DAY_MS).toISOString(),
          author: parse(author),
          recipients: [parse(address)],
          together: [],
          pairs: [],
          namings: [],
          pace: null,
        },
      })),
    ),
  );
}

async function teach({ url, keyFile }: ReadyConfig['storage']): Promise<void> {
  const store = await openStore({ url, keyFile, writerId: 'demo', onFailure: () => {} });
  try {
    await store.importHistory('demo', lessons(Date.now()));
  } finally {
    await store.close();
  }
}

function start(config: ReadyConfig, log: Log): Promise<RunningRelay> {
  const { organization, policy } = config;
  return startRelay({
    config,
    rules: () => ({ organization, policy }),
    policyText: () => stringify(DEMO_POLICY),
    log,
    metrics: createMetrics(),
    only: null,
    onFatal: (error) => log({ event: 'fatal', level: 'error', error: error.message }),
  });
}

export async function startDemo(log: Log): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-demo-'));
  const hop = await startKeepingHop();
  const closeOutside = async () => {
    await hop.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await teach(demoConfig(folder, hop, 0, 0).storage);
    const usual = demoConfig(folder, hop, await portOrAny(SMTP_PORT), await portOrAny(WEB_PORT));
    // Another demo may have taken a port since.
    const relay = await start(usual, log).catch(() => start(demoConfig(folder, hop, 0, 0), log));
    const close = async () => {
      await relay.close();
      await closeOutside();
    };
    return { relay, hop, close };
  } catch (error) {
    await closeOutside();
    throw error;
  }
}
