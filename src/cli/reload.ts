// `sekisho reload`: checks the configuration, has the running relays read organisation and policy anew, and shows what
// changed and what waits for the next start. The same as SIGHUP, with an answer.

import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import type { Change } from '../config/changes.ts';
import type { Store } from '../store/store.ts';
import { callerFolder } from './caller-path.ts';
import { Problem } from './explain-error.ts';
import { write } from './output.ts';
import { findRunning } from './running.ts';
import { type StoreOptions, withStore } from './with-store.ts';

const LIMIT_MS = 15_000;
const EVERY_MS = 100;
const LATEST = 50;

/** What the relays recorded since; as many as were asked, or those that answered in time. */
async function answersSince(store: Store, since: string, wanted: number) {
  const endMs = performance.now() + LIMIT_MS;
  for (;;) {
    const events = await store.listEvents({ limit: LATEST });
    const loaded = events.filter(({ type, at }) => type === 'policy-loaded' && at >= since);
    if (loaded.length >= wanted || performance.now() > endMs) return loaded;
    await pause(EVERY_MS);
  }
}

function waitingText(sections: readonly string[]): string {
  return `waits for the next start of the relay: ${sections.join(', ')}`;
}

function changeText({ path, from, to }: Change): string {
  return `  ${path}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`;
}

async function run(options: StoreOptions): Promise<void> {
  const { readConfig } = await import('../config/load-config.ts');
  // A wrong one ends here, and nobody is asked.
  readConfig({ file: options.config ?? null, env: process.env, cwd: callerFolder() });
  await withStore(options, async ({ store, storage }) => {
    const pids = await findRunning(storage.keyFile);
    if (pids.length === 0)
      throw new Problem('no relay with these data runs on this machine; elsewhere send it SIGHUP');
    const since = new Date().toISOString();
    for (const pid of pids) process.kill(pid, 'SIGHUP');
    const answers = await answersSince(store, since, pids.length);
    if (answers.length < pids.length)
      throw new Problem('not every relay took it: look for policy-reload-failed in the log');
    const changes = (answers[0]?.detail.changes ?? []) as readonly Change[];
    const waiting = (answers[0]?.detail.waiting ?? []) as readonly string[];
    write(options.json, { relays: pids.length, changes, waiting }, () => {
      const head =
        changes.length === 0 ? 'read anew; organisation and policy are as they were' : 'read anew:';
      return [head, ...changes.map(changeText), ...(waiting.length === 0 ? [] : [waitingText(waiting)])].join(
        '\n',
      );
    });
  });
}

export function reloadCommand(): Command {
  return new Command('reload')
    .description('have the running relay read organisation and policy anew; shows what changes')
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
