// `sekisho serve`: runs the relay until it is told to stop. SIGTERM and SIGINT stop it in order, a second one at once;
// SIGHUP reads organisation and policy anew.

import { Command, Option } from 'commander';
import type { LiveRules, Reloaded } from '../config/live-rules.ts';
import type { Log } from '../log.ts';
import type { Part, RunningRelay } from '../serve.ts';
import type { EventType, NewEvent } from '../store/store.ts';
import { boundMemory } from './bound-memory.ts';
import { callerFolder } from './caller-path.ts';

type Options = { readonly config?: string; readonly only?: Part };

/** All parts have limits of their own; this one is for a fault of ours. */
const STOP_LIMIT_MS = 90_000;

const ACTOR = { kind: 'system', id: 'serve', via: 'cli' } as const;

/** For the audit: who ran what when. A failure here is no reason not to run. */
async function record(
  { store }: RunningRelay,
  log: Log,
  type: EventType,
  detail: NewEvent['detail'],
): Promise<void> {
  try {
    await store.addEvent({ type, mailId: null, at: new Date().toISOString(), actor: ACTOR, detail });
  } catch (error) {
    log({ event: 'event-failed', level: 'error', code: type, error: String(error) });
  }
}

async function recordPolicy(
  relay: RunningRelay,
  log: Log,
  { changes, waiting }: Reloaded = { changes: [], waiting: [] },
): Promise<void> {
  const { policyDigest } = await import('../relay/mail-of.ts');
  const { policy } = relay.policies.rules();
  const detail = { policyDigest: policyDigest(policy), mode: policy.mode, changes, waiting };
  await record(relay, log, 'policy-loaded', detail);
}

/** A version that could not be written down is no reason not to judge by it. */
async function notePolicy({ policies }: RunningRelay, log: Log): Promise<void> {
  try {
    await policies.note();
  } catch (error) {
    log({ event: 'policy-not-noted', level: 'error', error: String(error) });
  }
}

async function reloadRules(relay: RunningRelay, live: LiveRules, log: Log): Promise<void> {
  let reloaded: Reloaded;
  try {
    reloaded = live.reload();
    const { changes, waiting } = reloaded;
    log({ event: 'policy-reloaded', changes });
    if (waiting.length > 0) log({ event: 'restart-needed', level: 'warn', sections: waiting });
  } catch (error) {
    log({ event: 'policy-reload-failed', level: 'error', error: String(error) });
    return;
  }
  await notePolicy(relay, log);
  await recordPolicy(relay, log, reloaded);
}

/** Resolves with the exit code once everything is closed. */
function untilStopped(relay: RunningRelay, fatal: AbortSignal, log: Log): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let isStopping = false;
  const stop = async (reason: string, code: number): Promise<void> => {
    if (isStopping) {
      log({ event: 'stopped-at-once', level: 'warn', reason });
      process.exit(1);
    }
    isStopping = true;
    log({ event: 'stopping', reason });
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    await record(relay, log, 'stopped', { reason });
    await relay.close();
    resolve(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal, 0));
  fatal.addEventListener('abort', () => void stop(String(fatal.reason), 1), { once: true });
  return promise;
}

/** So that `reload` finds us; where the folder cannot be written, SIGHUP is still there. */
async function announce(keyFile: string, log: Log): Promise<() => Promise<void>> {
  const { announceRunning } = await import('./running.ts');
  try {
    return await announceRunning(keyFile);
  } catch (error) {
    log({ event: 'not-announced', level: 'warn', error: String(error) });
    return async () => {};
  }
}

/** Says where the first administrator is made, while there is no user. */
async function offerSetup({ store, webUrl }: RunningRelay, log: Log): Promise<void> {
  if (webUrl === null) return;
  const { createSetupLink } = await import('../web/setup.ts');
  const url = await createSetupLink(store, new Date(), webUrl);
  if (url === null) return;
  log({ event: 'setup-link', url });
  if (process.stderr.isTTY) process.stderr.write(`Open this link to make the administrator: ${url}\n`);
}

async function run({ config: file, only: part }: Options): Promise<void> {
  boundMemory();
  // Without a listener a SIGHUP would end the process, also in its first second.
  let reload = () => {};
  process.on('SIGHUP', () => reload());
  const [{ readConfig }, { withSecrets }, { notesOn }] = await Promise.all([
    import('../config/load-config.ts'),
    import('../config/secrets.ts'),
    import('../config/notes.ts'),
  ]);
  const source = { file: file ?? null, env: process.env, cwd: callerFolder() };
  const loaded = readConfig(source);
  const config = withSecrets(loaded);
  const [{ startRelay }, { createLog }, { createMetrics }, { createLiveRules }] = await Promise.all([
    import('../serve.ts'),
    import('../log.ts'),
    import('../metrics.ts'),
    import('../config/live-rules.ts'),
  ]);
  const metrics = createMetrics();
  const log = metrics.counting(createLog());
  const only = part ?? null;
  const fatal = new AbortController();
  const live = createLiveRules(source, loaded);
  const { rules, policyText } = live;
  const onFatal = (error: Error) => fatal.abort(error);
  const relay = await startRelay({ config, rules, policyText, log, metrics, only, onFatal });
  reload = () => void reloadRules(relay, live, log);
  const stopped = untilStopped(relay, fatal.signal, log);
  const leave = await announce(config.storage.keyFile, log);
  for (const note of notesOn(config)) log({ event: 'config-note', level: 'warn', note });
  await record(relay, log, 'started', { node: process.versions.node, only });
  await recordPolicy(relay, log);
  await offerSetup(relay, log);
  const { smtp, inboundPort, webUrl, metricsPort, store } = relay;
  const ports = { smtpPort: smtp?.port ?? null, inboundPort, metricsPort };
  log({ event: 'ready', ...ports, webUrl, storage: store.kind });
  process.exitCode = await stopped;
  await leave();
  log({ event: 'stopped' });
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the relay')
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .addOption(new Option('--only <part>', 'run one part').choices(['smtp', 'courier', 'web']))
    .option('--json', 'accepted for uniformity: the log is JSON anyway')
    .action(run);
}
