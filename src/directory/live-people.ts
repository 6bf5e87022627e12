// The people of the company as they are known at this moment, kept fresh while the relay runs. Started by serve.ts; the
// relay asks `people()` for every step of a hold. Where a directory is configured, nothing starts before it was read.

import { NO_DIRECTORY, type People } from '../guard/people.ts';
import type { MailLog } from '../relay/ports.ts';
import type { DirectoryRow } from '../store/directory-row.ts';
import type { Store } from '../store/store.ts';
import { DirectoryError, type DirectorySettings } from './settings.ts';
import { joinStored, type SyncResult, sourcesOf, syncDirectory } from './sync.ts';

export type LivePorts = {
  readonly store: Store;
  readonly settings: DirectorySettings;
  readonly log: MailLog;
  readonly now: () => Date;
  /** Whether this process reads the sources itself, or only what another one has stored. */
  readonly isSyncer: boolean;
};

export type LivePeople = {
  readonly people: () => People;
  /** Reads the sources now; resolves when what they say holds here. */
  sync(): Promise<void>;
  stop(): Promise<void>;
};

/** Another process, or `sekisho directory sync`, may have stored something newer. */
const LOOK_MS = 30_000;

const NOBODY: LivePeople = { people: () => NO_DIRECTORY, async sync() {}, async stop() {} };

function report({ log }: LivePorts, { results, dangling }: SyncResult): void {
  for (const result of results) {
    if (result.kind === 'read') log({ event: 'directory-read', code: result.source, count: result.people });
    else {
      const error = `${result.error.message} (what was read before stays)`;
      log({ event: 'directory-failed', level: 'error', code: result.source, error });
    }
  }
  const [first] = dangling;
  if (first !== undefined)
    log({ event: 'directory-dangling', level: 'warn', count: dangling.length, error: first });
}

const newestOf = (rows: readonly DirectoryRow[]) =>
  rows.map(({ syncedAt }) => syncedAt).reduce((a, b) => (a > b ? a : b), '');

/** Reads what must be there before anything starts: the file always, the server when it was never read before. */
async function readFirst(ports: LivePorts): Promise<readonly DirectoryRow[]> {
  const { store, settings } = ports;
  const known = (await store.readDirectory()).map(({ source }) => source);
  const needed = sourcesOf(settings).filter((source) => source === 'file' || !known.includes(source));
  const result = await syncDirectory(ports, needed);
  const failed = result.results.filter((one) => one.kind === 'failed');
  if (failed.length > 0) throw new DirectoryError(failed.map(({ error }) => error.message).join('\n'));
  report(ports, result);
  return store.readDirectory();
}

/** Throws {@link DirectoryError} when a source cannot be read and was never read before. `stop` must be called. */
export async function startPeople(ports: LivePorts): Promise<LivePeople> {
  const { store, settings, log, isSyncer } = ports;
  if (sourcesOf(settings).length === 0) return NOBODY;
  const first = await readFirst(ports);
  let current = joinStored(first, settings);
  let newest = newestOf(first);
  let running: Promise<void> = Promise.resolve();

  /** Nothing changes when nothing is newer than `after`. */
  async function look(after: string): Promise<void> {
    const rows = await store.readDirectory(after);
    if (rows.length === 0) return;
    current = joinStored(rows, settings);
    newest = newestOf(rows);
  }

  /** One after the other; a failure is told and changes nothing. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    running = running.then(work).catch((error) => {
      log({ event: 'directory-failed', level: 'error', error: String(error) });
    });
    return running;
  }

  const sync = () =>
    enqueue(async () => {
      report(ports, await syncDirectory(ports));
      await look('');
    });
  const timers = [
    setInterval(() => void enqueue(() => look(newest)), LOOK_MS),
    ...(isSyncer ? [setInterval(() => void sync(), settings.refreshMs)] : []),
  ];
  for (const timer of timers) timer.unref();
  // The server may be slow or away: what it said before holds until it has answered.
  if (isSyncer && settings.ldap !== null) void sync();
  return {
    people: () => current,
    sync,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}
