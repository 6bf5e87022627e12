// What the data say: disk, backlog, overdue holds, and a clock that was set back.

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storageOf } from '../../config/secrets.ts';
import type { Store } from '../../store/store.ts';
import { type Finding, type Patient, speakOf } from './finding.ts';

const machine = speakOf('machine');
const stored = speakOf('store');

const GIB = 1024 ** 3;
const LEAST_FREE = 1 * GIB;
const LEAST_SHARE = 0.05;
const MINUTE_MS = 60_000;
const QUEUED_TOO_LONG_MINUTES = 30;
const CLOCK_SLACK_MS = MINUTE_MS;
const SWEEP_SLACK_MS = 10 * MINUTE_MS;

/** The disk of the database, or of the key beside which nothing else lies. */
export async function examineDisk({ loaded }: Patient): Promise<readonly Finding[]> {
  const folder = dirname(storageOf(loaded).keyFile);
  if (!existsSync(folder)) return [];
  const { bavail, blocks, bsize } = await statfs(folder);
  const [free, size] = [bavail * bsize, blocks * bsize];
  const text = `${(free / GIB).toFixed(1)} GiB free of ${(size / GIB).toFixed(1)} GiB at ${folder}`;
  return [
    free < LEAST_FREE || free < size * LEAST_SHARE
      ? machine.problem(`the disk is nearly full: ${text}`, 'make room: without it clients are told 452')
      : machine.fine(`disk: ${text}`),
  ];
}

async function examineClock(store: Store, now: Date): Promise<Finding> {
  const [latest] = await store.listEvents({ limit: 1 });
  const ahead = latest === undefined ? 0 : Date.parse(latest.at) - now.getTime();
  return ahead > CLOCK_SLACK_MS
    ? machine.problem(
        `the clock was set back: the latest event is of ${latest?.at}, and now is ${now.toISOString()}`,
        'set the clock and keep it right (timedatectl set-ntp true): deadlines and retries go by it',
      )
    : machine.fine(`clock: ${now.toISOString()}`);
}

async function examineQueue(store: Store, now: Date): Promise<Finding> {
  const { queued, held, mostAttempts } = await store.measureBacklog();
  const minutes =
    queued.oldestAt === null ? 0 : Math.floor((now.getTime() - Date.parse(queued.oldestAt)) / MINUTE_MS);
  const text = `${queued.count} queued, ${held.count} held`;
  if (minutes <= QUEUED_TOO_LONG_MINUTES) return stored.fine(`backlog: ${text}`);
  return stored.problem(
    `mail waits for delivery: ${text}; the oldest queued for ${minutes} minutes, up to ${mostAttempts} attempts`,
    mostAttempts === 0
      ? 'nobody tries: is a relay running that delivers (serve, or serve --only courier)?'
      : '"sekisho trace ADDRESS" shows what the next hop said',
  );
}

async function examineParked(store: Store): Promise<readonly Finding[]> {
  const parked = await store.countParked();
  if (parked === 0) return [];
  return [
    stored.problem(
      `of a restored backup ${parked} queued ${parked === 1 ? 'mail waits: it' : 'mails wait: they'} may have left after it was made`,
      '"sekisho restore --confirm deliver" sends them (again), "--confirm discard" ends them',
    ),
  ];
}

async function examineHolds(store: Store, now: Date): Promise<readonly Finding[]> {
  const overdue = await store.findDueHolds(new Date(now.getTime() - SWEEP_SLACK_MS).toISOString(), 100);
  if (overdue.length === 0) return [];
  return [
    stored.problem(
      `past the deadline and not ended by anybody: ${overdue.length} held ${overdue.length === 1 ? 'mail' : 'mails'}`,
      'is a relay running that delivers (serve, or serve --only courier)? it also ends holds',
    ),
  ];
}

async function examineUsers(store: Store): Promise<readonly Finding[]> {
  if ((await store.countUsers()) > 0) return [];
  return [
    stored.note(
      'there is nobody who may sign in',
      'open the link that "serve" prints, or: sekisho user add NAME --role admin',
    ),
  ];
}

export async function examineStore(store: Store, now: Date): Promise<readonly Finding[]> {
  return [
    await examineClock(store, now),
    await examineQueue(store, now),
    ...(await examineParked(store)),
    ...(await examineHolds(store, now)),
    ...(await examineUsers(store)),
  ];
}
