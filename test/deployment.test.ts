// The files under docker/, without a Docker engine: they parse, what they name is there, and their very commands run as
// plain processes. The systemd unit is judged by systemd's own tools.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config/load-config.ts';
import { MAIN } from './e2e/sekisho.ts';
import { needs } from './needs.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DOCKER = join(ROOT, 'docker');
const read = (name: string) => readFileSync(join(DOCKER, name), 'utf8');

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-deployment-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A configuration of this machine where the files mean one of theirs. */
function configFile(): string {
  const file = join(freshFolder(), 'sekisho.yaml');
  const config = {
    organization: { domains: ['corp.example'] },
    nextHop: { host: '127.0.0.1', port: 9 },
    smtp: { listen: '127.0.0.1:0' },
    web: { listen: '127.0.0.1:0' },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** The line that says it is ready, of a `serve` that any of the files starts. */
async function untilReady(child: ChildProcess): Promise<{ readonly webUrl: string }> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const line = text.split('\n').find((one) => one.includes('"event":"ready"'));
    if (line !== undefined) return JSON.parse(line) as { webUrl: string };
  }
  throw new Error(`never ready: ${text}`);
}

async function runToReady(words: readonly string[]): Promise<void> {
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await untilReady(child);
  const exited = new Promise((done) => child.once('exit', done));
  child.stdout?.resume();
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
}

describe('the systemd unit', () => {
  const unit = read('sekisho.service');
  const settingOf = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1] ?? expect.fail(key);
  /** Its command with the program and the configuration of this machine. */
  const command = (key: string, config: string) =>
    settingOf(key)
      .split(' ')
      .flatMap((word) => {
        if (word === '/usr/bin/sekisho') return [process.execPath, MAIN];
        return word === '/etc/sekisho/sekisho.yaml' ? [config] : [word];
      });

  it('runs commands that exist, as plain processes', async () => {
    const config = configFile();
    const [program = '', ...words] = command('ExecStartPre', config);
    const checked = spawnSync(program, words, { encoding: 'utf8' });
    expect(checked).toMatchObject({ status: 0, stderr: '' });
    await runToReady(command('ExecStart', config));
    expect(settingOf('ExecReload')).toBe('/bin/kill -HUP $MAINPID');
    expect(Number(settingOf('TimeoutStopSec'))).toBeGreaterThan(90);
  });

  it.runIf(needs('systemd-analyze'))('is right and exposes little, says systemd', () => {
    const folder = freshFolder();
    const file = join(folder, 'sekisho.service');
    // The program is not installed here; everything else is as it ships.
    writeFileSync(file, unit.replaceAll('/usr/bin/sekisho', '/bin/true'));
    const analyze = (...words: string[]) => spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    expect(analyze('verify', file)).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = analyze('security', '--offline=true', '--no-pager', file);
    const score = Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
    expect(score).toBeLessThanOrEqual(2);
  });
});

describe('the image', () => {
  const lines = read('Dockerfile').split('\n');
  const jsonOf = (keyword: string) => {
    const line = lines.find((one) => one.startsWith(keyword)) ?? expect.fail(keyword);
    return JSON.parse(line.slice(line.indexOf('['))) as string[];
  };

  it('copies what is there, runs as nobody special, on the Node.js that is needed', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(4);
    expect(sources.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const ignore = read('Dockerfile.dockerignore').split('\n');
    expect(sources.filter((path) => !ignore.includes(`!${path.replace(/^\.\//, '')}`))).toEqual([]);
    expect(lines.filter((line) => /^USER /.test(line)).at(-1)).toBe('USER node');
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    for (const line of lines.filter((one) => one.startsWith('FROM ')))
      expect(line).toContain(`FROM node:${engines.node.replace(/\D/g, '')}-`);
  });

  it('starts with its own command, and its health check tells a living one from a dead one', async () => {
    const config = configFile();
    const words = [...jsonOf('ENTRYPOINT'), ...jsonOf('CMD')].map((word) => {
      if (word === 'node') return process.execPath;
      if (word === '/app/dist/main.js') return MAIN;
      return word === '/etc/sekisho/sekisho.yaml' ? config : word;
    });
    const [program = '', ...rest] = words;
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { webUrl } = await untilReady(child);
    child.stdout?.resume();
    const [, ...health] = jsonOf('HEALTHCHECK');
    const ask = () =>
      spawnSync(
        process.execPath,
        health.map((word) => word.replace('http://127.0.0.1:8025', webUrl)),
      ).status;
    expect(ask()).toBe(0);
    const exited = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await exited;
    expect(ask()).toBe(1);
  });
});

type Service = {
  readonly image?: string;
  readonly build?: string | { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly ipam: { config: { subnet: string }[] } }>>;
};

describe.each(['compose.yaml', 'compose.demo.yaml', 'compose.scale.yaml'])('%s', (name) => {
  const compose = parse(read(name), { merge: true }) as Compose;
  const services = Object.entries(compose.services);
  const relays = services.filter(([, { image }]) => image === 'sekisho');
  const mounted = ({ volumes = [] }: Service) =>
    volumes.find((volume) => volume.endsWith(':/etc/sekisho/sekisho.yaml:ro'))?.split(':')[0] ?? '';
  const configOf = (service: Service) =>
    readConfig({ file: join(DOCKER, mounted(service)), env: service.environment ?? {}, cwd: DOCKER }).config;

  it('names only what is there', () => {
    for (const [, { build, volumes = [], depends_on = {}, secrets = [], networks = [] }] of services) {
      const context = typeof build === 'string' ? build : build?.context;
      const dockerfile = typeof build === 'object' ? build.dockerfile : 'Dockerfile';
      if (context !== undefined) expect(existsSync(join(DOCKER, context, dockerfile))).toBe(true);
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '')) {
        const isThere = source.startsWith('.')
          ? existsSync(join(DOCKER, source))
          : source in (compose.volumes ?? {});
        expect([source, isThere]).toEqual([source, true]);
      }
      expect(Object.keys(depends_on).filter((other) => !(other in compose.services))).toEqual([]);
      expect(secrets.filter((secret) => !(secret in (compose.secrets ?? {})))).toEqual([]);
      expect(networks).toEqual(Object.keys(compose.networks));
    }
  });

  it('gives the relay a read-only root, no privilege, and a configuration that fits the rest', () => {
    expect(relays).not.toEqual([]);
    const subnet = compose.networks.mail?.ipam.config[0]?.subnet ?? '';
    for (const [, service] of relays) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      const config = configOf(service);
      expect(config.nextHop.host in compose.services).toBe(true);
      expect(config.smtp.allowNetworks).toContain(subnet);
      const files = [config.storage.urlFile, config.storage.keyFile].filter((file) => file !== null);
      for (const file of files) expect(service.secrets).toContain(file.replace('/run/secrets/', ''));
      if (files.length === 0) expect(config.storage.url).toMatch(/^sqlite:\/var\/lib\/sekisho\//);
    }
    const names = relays.map(([, service]) => configOf(service).smtp.hostName);
    expect(new Set(names).size).toBe(relays.length);
  });

  it('starts the relay with the command that the image has', () => {
    const cmd = /^CMD (\[.*\])$/m.exec(read('Dockerfile'))?.[1] ?? '';
    for (const [, { command }] of relays) expect(command).toEqual(JSON.parse(cmd));
  });
});

it('the Postfix of the compose files is started by a script that a shell can read', () => {
  expect(spawnSync('sh', ['-n', join(DOCKER, 'postfix/start')]).status).toBe(0);
  const used = [...read('postfix/start').matchAll(/\$\{([A-Z_]+)/g)].map(([, variable]) => variable);
  const given = Object.keys((parse(read('compose.yaml')) as Compose).services.inside?.environment ?? {});
  expect(new Set(used)).toEqual(new Set(given));
});
