// Everything the relay consists of, opened in order and closed in the opposite one: the only place that constructs
// things. Read it from top to bottom. Called by `sekisho serve` and by the demo.

import { type Closers, createClosers } from './closers.ts';
import { directorySettingsOf } from './config/directory-settings.ts';
import { identitySettingsOf } from './config/identity-settings.ts';
import { parsePolicy } from './config/parse-policy.ts';
import {
  digestReadersOf,
  hopForOf,
  hostNameOf,
  inboundSettingsOf,
  relaySettingsOf,
  smtpSettingsOf,
} from './config/relay-settings.ts';
import type { ReadyConfig } from './config/secrets.ts';
import { endpointText } from './config/units.ts';
import { startPeople } from './directory/live-people.ts';
import type { Rules } from './guard/policy.ts';
import type { Log } from './log.ts';
import { type Metrics, startMetricsServer } from './metrics.ts';
import { startChannels } from './notify/channels/channels.ts';
import { startDigest } from './notify/digest.ts';
import { startNotifier } from './notify/notifier.ts';
import { identifyProcess } from './process-identity.ts';
import { createAcceptMail } from './relay/accept.ts';
import { type ActRequest, actOnHold } from './relay/act-on-hold.ts';
import { watchClock } from './relay/clock-watch.ts';
import { startCourier } from './relay/courier.ts';
import { createLearnInbound } from './relay/learn-inbound.ts';
import { type LivePolicy, startLivePolicy } from './relay/live-policy.ts';
import type { RelayPorts } from './relay/ports.ts';
import { createReaderPool } from './relay/reader-pool.ts';
import { createRepairs } from './relay/repair.ts';
import { createPreviewRepair } from './relay/repair-thread.ts';
import { startSharedClock } from './relay/shared-clock.ts';
import { startSweep } from './relay/sweep.ts';
import { createNextHop } from './smtp/next-hop.ts';
import { type RunningSmtpServer, startSmtpServer } from './smtp/server.ts';
import { readUsersFile } from './smtp/users-file.ts';
import { roomOctets } from './store/disk-room.ts';
import { deriveKey, readKeyFile } from './store/key-file.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { version } from './version.ts';
import { startWeb } from './web/server.ts';

export type Part = 'smtp' | 'courier' | 'web';

export type RelayOptions = {
  readonly config: ReadyConfig;
  /** The organisation and policy that the configuration has at this moment. */
  readonly rules: () => Rules;
  /** That policy as somebody wrote it, in YAML. */
  readonly policyText: () => string;
  readonly log: Log;
  /** Shown where the configuration says so. */
  readonly metrics: Metrics;
  /** One part alone, when several processes share the work; null: all of them. */
  readonly only: Part | null;
  /** Told when something broke that only a new start mends. */
  readonly onFatal: (error: Error) => void;
};

export type RunningRelay = {
  readonly store: Store;
  readonly policies: LivePolicy;
  readonly smtp: { readonly host: string; readonly port: number } | null;
  /** Of the listener of received mail. */
  readonly inboundPort: number | null;
  readonly webUrl: string | null;
  readonly metricsPort: number | null;
  /** Takes no more mail, lets what is under way finish, closes all. Never rejects. */
  close(): Promise<void>;
};

/** Decisions come from other processes too (`sekisho held release`): the courier looks for them so often. */
const COURIER_POLL_MS = 2000;

type Ports = RelayPorts & { readonly policies: LivePolicy };

async function openPorts(options: RelayOptions, closers: Closers, webUrl: () => string): Promise<Ports> {
  const { config, rules, policyText, log, metrics, only, onFatal } = options;
  const { url, keyFile } = config.storage;
  const hostName = hostNameOf(config);
  const onFailure = (error: Error) => {
    log({ event: 'store-failed', level: 'error', error: error.message });
    if (url.startsWith('sqlite:')) onFatal(error);
  };
  const writerId = only === null ? hostName : `${hostName}/${only}`;
  const store = closers.add('store', await openStore({ url, keyFile, writerId, onFailure }));
  const monotonicNow = () => performance.now();
  const { now } = closers.add(
    'clock',
    await startSharedClock({
      store,
      now: () => new Date(),
      monotonicNow,
      onFailure: (error) => log({ event: 'clock-unknown', level: 'warn', error: String(error) }),
    }),
  );
  const { readMail, load } = closers.add('readers', createReaderPool());
  const nextHop = closers.add('next hop', createNextHop({ hostName }));
  const keys = await readKeyFile(keyFile);
  if (keys === null) throw new Error(`the key file ${keyFile} is gone`);
  const people = closers.add(
    'people',
    await startPeople({
      store,
      settings: directorySettingsOf(config),
      log,
      now,
      isSyncer: only === null || only === 'courier',
    }),
  );
  const policies = closers.add(
    'policy',
    await startLivePolicy(
      { store, people: people.people, log, now },
      {
        isOnPages: config.policyFrom === 'pages',
        rules,
        text: policyText,
        parse: (yaml) => parsePolicy(config, yaml),
      },
    ),
  );
  const settings = relaySettingsOf(config, deriveKey(keys[0], 'mark'), webUrl);
  if (config.metrics.listen !== null)
    metrics.watch({ backlog: () => store.measureBacklog(), readers: load, now });
  const isClockSteady = watchClock({
    now,
    monotonicNow,
    onJump: (ms) => log({ event: 'clock-jumped', level: 'error', ms }),
  });
  return {
    store,
    policies,
    rules: () => ({ ...policies.rules(), people: people.people() }),
    people: people.people,
    readMail,
    previewRepair: createPreviewRepair(config.dkimKeys),
    nextHop,
    hopFor: hopForOf(config),
    log,
    now,
    isClockSteady,
    random: Math.random,
    settings,
  };
}

const edgePorts = ({ store, log }: RelayPorts, { storage: { url } }: ReadyConfig) => ({
  isReady: () => store.ping(),
  roomOctets: () => roomOctets(url),
  log,
  monotonicNow: () => performance.now(),
});

type Nudge = Parameters<typeof createAcceptMail>[1];

async function openSmtp(config: ReadyConfig, ports: RelayPorts, nudge: Nudge): Promise<RunningSmtpServer> {
  const { users: file } = config.smtp;
  const users = file === null ? null : await readUsersFile(file);
  const smtpPorts = {
    ...edgePorts(ports, config),
    accept: createAcceptMail(ports, nudge),
    authenticate: users?.authenticate.bind(users) ?? null,
  };
  return startSmtpServer(smtpPorts, smtpSettingsOf(config));
}

async function openInbound(config: ReadyConfig, ports: RelayPorts, closers: Closers): Promise<number | null> {
  const settings = inboundSettingsOf(config);
  if (settings === null) return null;
  const smtpPorts = { ...edgePorts(ports, config), accept: createLearnInbound(ports), authenticate: null };
  return closers.add('inbound', await startSmtpServer(smtpPorts, settings)).address.port;
}

async function showMetrics(
  { config: { metrics: settings }, metrics, log }: RelayOptions,
  closers: Closers,
): Promise<number | null> {
  const { listen } = settings;
  if (listen === null) return null;
  return closers.add('metrics', await startMetricsServer(metrics, { ...settings, listen }, log)).port;
}

async function open(options: RelayOptions, closers: Closers): Promise<Omit<RunningRelay, 'close'>> {
  const { config, only } = options;
  const has = (part: Part) => only === null || only === part;
  let webUrl = config.web.publicUrl ?? `http://${endpointText(config.web.listen)}`;
  const ports = await openPorts(options, closers, () => webUrl);
  // Whoever makes work wakes whoever does it; the latter are started later, and only where they belong.
  const wake: Nudge = { courier() {}, notifier() {}, reserve: () => null };
  const nudge: Nudge = {
    courier: () => wake.courier(),
    notifier: () => wake.notifier(),
    reserve: (octets) => wake.reserve(octets),
  };
  const actPorts = { ...ports, nudge: () => [nudge.courier(), nudge.notifier()] };

  const act = (request: ActRequest) => actOnHold(actPorts, request);
  const webPorts = { ...ports, act, repairs: createRepairs(actPorts), version: version() };
  const webSettings = { ...config.web, identity: identitySettingsOf(config) };
  const web = has('web') ? closers.add('web', await startWeb(webPorts, webSettings)) : null;
  webUrl = web?.url ?? webUrl;
  if (has('courier')) {
    const courier = closers.add(
      'courier',
      startCourier(ports, identifyProcess(), { pollMs: COURIER_POLL_MS }),
    );
    wake.courier = () => courier.nudge();
    wake.reserve = (octets) => courier.reserve(octets);
    closers.add('sweep', startSweep({ ...actPorts, retention: config.retention }));
    const { language } = config.notices;
    const notifyPorts = { ...ports, language, nudgeCourier: nudge.courier };
    const notifier = startNotifier(notifyPorts);
    closers.add('digest', startDigest({ ...notifyPorts, digestTo: digestReadersOf(config) }));
    const channels = startChannels({ ...ports, channels: config.liveChannels, webUrl: () => webUrl });
    closers.add('notifier', notifier);
    closers.add('channels', channels);
    wake.notifier = () => {
      notifier.nudge();
      channels.nudge();
    };
  }
  const shown = await showMetrics(options, closers);
  const smtp = has('smtp') ? closers.add('smtp', await openSmtp(config, ports, nudge)) : null;
  const inboundPort = has('smtp') ? await openInbound(config, ports, closers) : null;
  const { store, policies } = ports;
  return {
    store,
    policies,
    smtp: smtp?.address ?? null,
    inboundPort,
    webUrl: web?.url ?? null,
    metricsPort: shown,
  };
}

/** Opens everything or nothing; rejects with what kept it from opening. */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const closers = createClosers((name, error) =>
    options.log({ event: 'close-failed', level: 'error', code: name, error: String(error) }),
  );
  try {
    return { ...(await open(options, closers)), close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
