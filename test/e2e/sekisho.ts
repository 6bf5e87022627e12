// The real thing as its user starts it: `serve` in a process of its own, on a fresh data folder.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const MAIN = resolve(import.meta.dirname, '../../dist/main.js');

export type LogLine = { readonly event?: string; readonly [key: string]: unknown };

export type Sekisho = {
  readonly smtpPort: number;
  readonly webUrl: string;
  readonly folder: string;
  readonly configFile: string;
  readonly process: ChildProcess;
  readonly lines: readonly LogLine[];
  /** Resolves with the first log line, past or to come, that fits. */
  waitFor(fits: (line: LogLine) => boolean): Promise<LogLine>;
  /** SIGTERM and wait; returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL and wait: the plug is pulled. */
  kill(): Promise<void>;
};

export type Settings = Readonly<Record<string, unknown>> & {
  readonly nextHop: { host: string; port: number };
};

/** Starts `serve` with JSON (which is YAML) as its configuration; `folder` given = the same data again. */
export async function startSekisho(
  settings: Settings,
  folder = mkdtempSync(join(tmpdir(), 'sekisho-')),
  options: readonly string[] = [],
): Promise<Sekisho> {
  const configFile = join(folder, 'sekisho.yaml');
  const config = {
    organization: { domains: ['corp.example'] },
    smtp: { listen: '127.0.0.1:0', allowNetworks: ['127.0.0.0/8'] },
    web: { listen: '127.0.0.1:0' },
    storage: { url: `sqlite:${join(folder, 'data', 'sekisho.db')}` },
    ...settings,
  };
  writeFileSync(configFile, JSON.stringify(config, null, 2));
  const child = spawn(process.execPath, [MAIN, 'serve', '--config', configFile, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const waiting = new Set<{
    fits: (line: LogLine) => boolean;
    done: (line: LogLine) => void;
    fail: (error: Error) => void;
  }>();
  const errors: string[] = [];
  child.stderr?.on('data', (chunk) => errors.push(String(chunk)));
  if (child.stdout === null) throw new Error('no output');
  createInterface({ input: child.stdout }).on('line', (text) => {
    if (!text.startsWith('{')) return;
    const line = JSON.parse(text) as LogLine;
    lines.push(line);
    for (const waiter of waiting) if (waiter.fits(line)) waiter.done(line);
  });
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  void exited.then((code) => {
    for (const { fail } of waiting)
      fail(new Error(`serve ended with ${code}: ${errors.join('')}\n${JSON.stringify(lines.slice(-5))}`));
  });
  const waitFor = (fits: (line: LogLine) => boolean): Promise<LogLine> => {
    const past = lines.find(fits);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((done, fail) => waiting.add({ fits, done, fail }));
  };
  const ready = await waitFor(({ event }) => event === 'ready');
  return {
    smtpPort: Number(ready.smtpPort),
    webUrl: String(ready.webUrl),
    folder,
    configFile,
    process: child,
    lines,
    waitFor,
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

export function removeFolder({ folder }: Sekisho): void {
  rmSync(folder, { recursive: true, force: true });
}
