// Mixed load on the relay as its users run it, killed again and again; then a long life to see its memory. Called by
// main.ts for half an hour, and by soak.test.ts for a few kills.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setInterval as every } from 'node:timers/promises';
import { openStore } from '../../src/store/open-store.ts';
import { treeRss } from '../bench/process-tree.ts';
import { openBrowser, type Person } from '../e2e/person.ts';
import { freePort } from '../e2e/sink.ts';
import { type Random, seededRandom } from '../stream/random.ts';
import { startCountingSink } from './counting-sink.ts';
import { type Lives, MOMENTS, startLives } from './lives.ts';
import { decideOne, type Load, sendWhile } from './load.ts';
import { type Verified, verify } from './verify.ts';

export type SoakOptions = {
  readonly seed: number;
  /** How many clients send at once. */
  readonly clients: number;
  /** Asked before each kill, with how many there were. */
  readonly killsOn: (kills: number) => boolean;
  /** Asked before each mail of the long life after the last kill, with how many it had. */
  readonly livesOn: (mails: number) => boolean;
  /** Held mails that nobody decided on are waited for until they expire. */
  readonly awaitsExpiry: boolean;
  readonly say: (line: string) => void;
};

export type Soaked = Verified & {
  readonly seed: number;
  readonly seconds: number;
  readonly mails: Readonly<Record<string, number>>;
  readonly kills: number;
  /** Of the process tree in its long life: [seconds since its start, MiB]. */
  readonly rss: readonly (readonly [number, number])[];
  readonly exitCode: number | null;
  readonly isAuditWhole: boolean;
};

const PASSWORD = 'correct horse battery';
/** A kill comes within so many mails. */
const KILL_WITHIN = 40;
const RSS_EVERY_MS = 1000;
const SETTLED_WITHIN_MS = 300_000;

async function signIn(lives: Lives): Promise<Person> {
  const relay = await lives.living();
  const { url } = await relay.waitFor(({ event }) => event === 'setup-link');
  const admin = openBrowser(relay.webUrl);
  await admin.get(String(url));
  await admin.press(new URL(String(url)).pathname, {
    name: 'admin',
    password: PASSWORD,
    password2: PASSWORD,
  });
  return admin;
}

/** Until nothing is queued, and nothing held where that is waited for. */
async function settled(file: string, states: readonly string[]): Promise<void> {
  const database = new DatabaseSync(file, { readOnly: true });
  const left = database.prepare(
    'select count(*) as n from mails where state in (select value from json_each(?))',
  );
  const endMs = performance.now() + SETTLED_WITHIN_MS;
  try {
    for await (const _ of every(200)) {
      if (Number(left.get(JSON.stringify(states))?.n) === 0) return;
      if (performance.now() > endMs) throw new Error(`mail is still ${states.join(' or ')}`);
    }
  } finally {
    database.close();
  }
}

async function watchMemory(pid: number, goesOn: () => boolean): Promise<[number, number][]> {
  const start = performance.now();
  const curve: [number, number][] = [];
  for await (const _ of every(RSS_EVERY_MS)) {
    if (!goesOn()) break;
    curve.push([Math.round((performance.now() - start) / 1000), Math.round(treeRss(pid))]);
  }
  return curve;
}

type Stage = { readonly lives: Lives; readonly load: Load; readonly admin: Person; readonly random: Random };

/** All that goes on beside the kills: clients, and the person who decides until they have ended. */
async function workWhile({ lives, load, admin, random }: Stage, clients: number, goesOn: () => boolean) {
  const sent = sendWhile(goesOn, { lives, load, random, clients });
  let isOver = false;
  const decided = (async () => {
    for await (const _ of every(20)) if (!(await decideOne(lives, load, admin, random)) && isOver) break;
  })();
  await sent;
  isOver = true;
  await decided;
}

async function killAgainAndAgain(stage: Stage, { clients, killsOn, say }: SoakOptions): Promise<number> {
  const { lives, load, random } = stage;
  let kills = 0;
  let isOver = false;
  const worked = workWhile(stage, clients, () => !isOver);
  for (; killsOn(kills); kills += 1) {
    const moment = random.pick(MOMENTS);
    await lives.killAt(moment, random.between(1, moment === 'decided' ? 3 : KILL_WITHIN));
    say(`kill ${kills + 1} (${moment}) at mail ${load.told.size}`);
  }
  isOver = true;
  await worked;
  return kills;
}

async function liveLong(stage: Stage, { clients, livesOn, say }: SoakOptions) {
  const { lives, load } = stage;
  const first = load.told.size;
  let isOver = false;
  await lives.living();
  const curve = watchMemory(lives.pids.at(-1) ?? 0, () => !isOver);
  await workWhile(stage, clients, () => livesOn(load.told.size - first));
  isOver = true;
  say(`${load.told.size - first} mails in one life`);
  return curve;
}

function settingsFor(port: number, ports: { readonly smtp: number; readonly web: number }) {
  return {
    organization: { domains: ['corp.example'], calendar: 'none' },
    nextHop: { host: '127.0.0.1', port },
    smtp: { listen: `127.0.0.1:${ports.smtp}`, allowNetworks: ['127.0.0.0/8'] },
    web: { listen: `127.0.0.1:${ports.web}` },
    notices: { from: 'sekisho@corp.example' },
    policy: { learnDays: 0, holds: { answerWithinMinutes: 1, whenUnapproved: 'expire' } },
  };
}

export async function soak(options: SoakOptions): Promise<Soaked> {
  const { seed, awaitsExpiry } = options;
  const startMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-soak-'));
  const load: Load = { told: new Map(), open: [] };
  let pass = () => {};
  const sink = await startCountingSink(
    (n) => load.told.get(n),
    () => pass(),
  );
  const settings = settingsFor(sink.port, { smtp: await freePort(), web: await freePort() });
  const lives = await startLives(settings, folder);
  try {
    pass = () => lives.pass('arrived');
    const stage = { lives, load, admin: await signIn(lives), random: seededRandom(seed) };
    const kills = await killAgainAndAgain(stage, options);
    const rss = await liveLong(stage, options);
    const data = join(folder, 'data');
    await settled(join(data, 'sekisho.db'), awaitsExpiry ? ['queued', 'held'] : ['queued']);
    const exitCode = await lives.end();
    const store = await openStore({
      url: `sqlite:${join(data, 'sekisho.db')}`,
      keyFile: join(data, 'sekisho.key'),
      writerId: 'soak',
      onFailure: (error) => options.say(String(error)),
    });
    const verified = await verify(store, sink, load.told.values());
    const { ok: isAuditWhole } = await store.verifyEvents();
    await store.close();
    const mails: Record<string, number> = {};
    for (const { kind, answer } of load.told.values()) {
      const name = kind === 'aborted' ? kind : `${kind}, ${answer === 'none' ? 'not answered' : 'answered'}`;
      mails[name] = (mails[name] ?? 0) + 1;
    }
    const seconds = Math.round((performance.now() - startMs) / 1000);
    return { seed, seconds, mails, kills, ...verified, rss, exitCode, isAuditWhole };
  } finally {
    await lives.kill();
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
