// What can be measured, in the form that Prometheus reads: counted from the lines of the log, so that nothing is told
// twice, and asked of the store when somebody looks. Never an address, a subject or an id. Made by the composers.

import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isInNetwork } from './guard/network.ts';
import type { Log, ProgramLine } from './log.ts';
import type { Backlog } from './store/store.ts';

/** What is asked at the moment somebody reads the metrics. */
export type Probes = {
  /** Rejects when the store cannot be read. */
  readonly backlog: () => Promise<Backlog>;
  readonly readers: () => { readonly busy: number; readonly waiting: number };
  readonly now: () => Date;
};

export type Metrics = {
  /** The same log, counted. */
  counting(log: Log): Log;
  /** Adds what a running relay can be asked. */
  watch(probes: Probes): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
};

export type MetricsSettings = {
  readonly listen: { readonly host: string; readonly port: number };
  /** Who may read, in CIDR notation. */
  readonly allowNetworks: readonly string[];
};

/** A decision takes seconds or days. */
const HOLD_SECONDS = [30, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 259_200, 604_800];

const MAIL_RESULTS = new Set(['queued', 'held', 'rejected', 'looping']);
const DELIVERY_RESULTS = new Set(['delivered', 'deferred', 'refused', 'expired']);
const SMTP_REFUSALS = new Set([
  'connection-refused',
  'relay-refused',
  'data-refused',
  'auth-failed',
  'over-quota',
]);
const OUTCOMES: Readonly<
  Record<string, readonly [what: 'notices' | 'channels' | 'reloads', result: string]>
> = {
  'notice-queued': ['notices', 'queued'],
  'notice-failed': ['notices', 'failed'],
  'channel-told': ['channels', 'told'],
  'channel-failed': ['channels', 'failed'],
  'channel-given-up': ['channels', 'given-up'],
  'policy-reloaded': ['reloads', 'taken'],
  'policy-reload-failed': ['reloads', 'refused'],
};

function createCounters(register: Registry) {
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name: `sekisho_${name}`, help, labelNames, registers: [register] });
  return {
    mails: counter('mails_total', 'Mails taken or turned away, by what became of them.', ['result']),
    findings: counter('findings_total', 'What checks found in them.', ['check', 'result']),
    decisions: counter('decisions_total', 'Held mails decided in this process.', ['decision']),
    deliveries: counter('deliveries_total', 'Outcomes of attempts, one per recipient.', ['result']),
    refusals: counter(
      'smtp_refusals_total',
      'What SMTP clients were refused for other reasons than a verdict.',
      ['reason'],
    ),
    notices: counter('notices_total', 'Notices of ours.', ['result']),
    channels: counter('channels_total', 'What chat channels and webhooks were told.', ['result']),
    reloads: counter('policy_reloads_total', 'Reloads of organisation and policy.', ['result']),
    faults: counter('faults_total', 'Lines of the log at level error: each wants a look.', ['event']),
    holdSeconds: new Histogram({
      name: 'sekisho_hold_seconds',
      help: 'How long mails were held until they were decided.',
      labelNames: ['decision'],
      buckets: HOLD_SECONDS,
      registers: [register],
    }),
  };
}

type Counters = ReturnType<typeof createCounters>;

/** A line of an attempt names all recipients with the same outcome. */
function recipientsIn({ forwardPaths = [] }: ProgramLine): number {
  return forwardPaths.length;
}

function countLine(counters: Counters, line: ProgramLine): void {
  const { event, level, checks = [], code, ms } = line;
  if (level === 'error') counters.faults.inc({ event });
  if (MAIL_RESULTS.has(event)) {
    counters.mails.inc({ result: event });
    for (const check of checks) counters.findings.inc({ check, result: event });
  }
  if (DELIVERY_RESULTS.has(event)) counters.deliveries.inc({ result: event }, recipientsIn(line));
  if (SMTP_REFUSALS.has(event)) counters.refusals.inc({ reason: event });
  const outcome = OUTCOMES[event];
  if (outcome !== undefined) counters[outcome[0]].inc({ result: outcome[1] });
  if (event !== 'decided') return;
  const decision = String(code);
  counters.decisions.inc({ decision });
  if (ms !== undefined) counters.holdSeconds.observe({ decision }, ms / 1000);
}

type Look = () => Promise<void>;

/** Set anew at every look. A store that cannot be read is a value too, and then what it would tell is left out. */
function lookAtStore(register: Registry, { backlog, now }: Probes): Look {
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Gauge({ name: `sekisho_${name}`, help, labelNames, registers: [register] });
  const mails = gauge('backlog_mails', 'Mails that wait: held for a decision, or queued.', ['state']);
  const oldest = gauge('backlog_oldest_seconds', 'The longest that one of them has been here.', ['state']);
  const attempts = gauge('backlog_attempts', 'The most attempts that a queued mail has behind it.', []);
  const up = gauge('store_up', 'Whether the store can be read.', []);
  return async () => {
    const found = await backlog().catch(() => null);
    up.set(found === null ? 0 : 1);
    for (const each of [mails, oldest, attempts]) each.reset();
    if (found === null) return;
    attempts.set(found.mostAttempts);
    for (const state of ['held', 'queued'] as const) {
      const { count, oldestAt } = found[state];
      const age = oldestAt === null ? 0 : (now().getTime() - Date.parse(oldestAt)) / 1000;
      mails.set({ state }, count);
      oldest.set({ state }, Math.max(0, age));
    }
  };
}

function watchReaders(register: Registry, { readers }: Probes): void {
  new Gauge({
    name: 'sekisho_readers',
    help: 'Reader threads at work, and mails that wait for one.',
    labelNames: ['state'],
    registers: [register],
    collect() {
      const { busy, waiting } = readers();
      this.set({ state: 'busy' }, busy);
      this.set({ state: 'waiting' }, waiting);
    },
  });
}

export function createMetrics(): Metrics {
  const register = new Registry();
  const counters = createCounters(register);
  let look: Look = async () => {};
  return {
    counting: (log) => (line) => {
      countLine(counters, line);
      log(line);
    },
    watch(probes) {
      // CPU, memory, garbage collection, event-loop delay: under the names that ready-made dashboards know.
      collectDefaultMetrics({ register });
      look = lookAtStore(register, probes);
      watchReaders(register, probes);
    },
    async text() {
      await look();
      return register.metrics();
    },
  };
}

function respond(metrics: Metrics, { allowNetworks }: MetricsSettings, log: Log): Server {
  return createServer((request, response) => {
    const answer = (status: number, type: string, text: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
    };
    const client = request.socket.remoteAddress ?? '';
    if (!allowNetworks.some((network) => isInNetwork(client, network))) {
      return answer(403, 'text/plain', 'not from your address (metrics.allowNetworks)\n');
    }
    if (request.method !== 'GET' || request.url !== '/metrics') {
      return answer(404, 'text/plain', 'only GET /metrics\n');
    }
    metrics.text().then(
      (text) => answer(200, Registry.PROMETHEUS_CONTENT_TYPE, text),
      (error) => {
        log({ event: 'metrics-failed', level: 'error', error: String(error) });
        answer(500, 'text/plain', 'broken\n');
      },
    );
  });
}

/** Rejects when the listener cannot be opened. */
export async function startMetricsServer(
  metrics: Metrics,
  settings: MetricsSettings,
  log: Log,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = respond(metrics, settings, log);
  const opened = Promise.withResolvers<void>();
  server.once('error', opened.reject);
  server.listen(settings.listen.port, settings.listen.host, opened.resolve);
  await opened.promise;
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.listen.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
