// The relay as its users run it, under a plug that is pulled at any of its writes, on a disk that is full, and on one
// whose sync fails.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../e2e/person.ts';
import { type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { submit } from '../e2e/submit.ts';
import { needs } from '../needs.ts';
import { connectClient } from '../smtp/client.ts';
import { redo, type Step, stepsOf } from './call-record.ts';
import { watchCalls } from './strace.ts';

const MIB = 1024 * 1024;
/** Less than is kept of a disk of this size, and more than a decision and a delivery take. */
const LEFT = 800 * 1024;
const FROM = 'ann@corp.example';
const STRANGERS = Array.from({ length: 12 }, (_, n) => `guest${n}@client${n}.example`);

const mailOf = (name: string, octets = 0) =>
  `From: ${FROM}\r\nTo: ${name}\r\nSubject: x\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(Math.ceil(octets / 72))}`;

/** The reply to the final dot, or the error that told of none. */
async function send({ smtpPort }: Sekisho, to: readonly string[], octets?: number): Promise<string> {
  return submit(smtpPort, FROM, to, Buffer.from(mailOf(to.join(', '), octets))).catch(String);
}

type Found = { readonly id: string; readonly state: string; readonly parts: string };

/** What a start on these files finds: every mail with how much of it is there. */
function openAfterCut(folder: string): readonly Found[] {
  const database = new DatabaseSync(join(folder, 'sekisho.db'));
  try {
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    const rows = database
      .prepare(
        `select id, state,
           (select count(*) from recipients where mail_id = id) || ' ' ||
           (select count(*) from octets where mail_id = id) || ' ' ||
           (select count(*) from events where mail_id = id and type in ('received', 'forwarded', 'held')) as parts
         from mails`,
      )
      .all();
    return rows.map(({ id, state, parts }) => ({
      id: String(id),
      state: String(state),
      parts: String(parts),
    }));
  } finally {
    database.close();
  }
}

/** No package mends it where the machine lets nobody mount or trace. */
function isAllowed(): boolean {
  const trial = mkdtempSync(join(tmpdir(), 'sekisho-trial-'));
  const mount = 'mount -t tmpfs tmpfs "$0" && umount "$0" && strace -o /dev/null true';
  const { status } = spawnSync('sh', ['-c', mount, trial]);
  rmSync(trial, { recursive: true });
  if (status !== 0) console.log('SKIPPED 4 (needs the right to mount and to trace)');
  return status === 0;
}

describe.runIf(needs('strace') && needs('mount') && isAllowed())('a relay', () => {
  const disk = realpathSync(mkdtempSync(join(tmpdir(), 'sekisho-faults-')));
  const copies = mkdtempSync(join(tmpdir(), 'sekisho-cuts-'));
  const data = join(disk, 'data');
  const filler = join(disk, 'filler');
  let sink: Sink;
  let relay: Sekisho;

  beforeAll(async () => {
    const { stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
    expect(String(stderr)).toBe('');
    sink = await startSink();
    relay = await startSekisho(
      { nextHop: { host: '127.0.0.1', port: sink.port }, policy: { learnDays: 0 } },
      disk,
    );
  });
  afterAll(async () => {
    await relay.kill();
    await sink.close();
    spawnSync('umount', ['-l', disk]);
    for (const folder of [disk, copies]) rmSync(folder, { recursive: true, force: true });
  });

  const pid = () => relay.process.pid ?? 0;
  const arrived = (path: string) => sink.next(({ to }) => to.includes(path));

  it('whose plug is pulled at any write, or in its middle, has every mail it answered, each whole or not at all', async () => {
    const record = join(copies, 'calls');
    await send(relay, ['first@corp.example']);
    await expect.poll(() => openAfterCut(data), { timeout: 30_000 }).toMatchObject([{ state: 'done' }]);
    const unwatch = await watchCalls({
      pid: pid(),
      expressions: ['trace=pwrite64,fsync,fdatasync,write'],
      output: record,
    });
    cpSync(data, join(copies, 'base'), { recursive: true, filter: (path) => !path.endsWith('-shm') });
    expect(await send(relay, ['second@corp.example'])).toMatch(/queued as/);
    expect(await send(relay, STRANGERS)).toMatch(/held as/);
    const states = () => openAfterCut(data).map(({ state }) => state);
    await expect.poll(() => states().sort(), { timeout: 30_000 }).toEqual(['done', 'done', 'held']);
    await unwatch();

    const steps = stepsOf(readFileSync(record, 'utf8'), data);
    const answered: string[] = [];
    const atRisk = new Set<string>();
    const seen = new Set<string>();
    const lookAfter = (before: readonly Step[], half: Step | null) => {
      const cut = mkdtempSync(join(copies, 'cut-'));
      cpSync(join(copies, 'base'), cut, { recursive: true });
      for (const step of before) redo(step, cut);
      if (half !== null) redo(half, cut, 0.5);
      const found = openAfterCut(cut);
      rmSync(cut, { recursive: true });
      for (const { id, state, parts } of found) {
        expect(parts).toBe(state === 'held' ? '12 1 2' : '1 1 2');
        seen.add(`${id} ${state}`);
      }
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(answered));
    };
    for (const [n, step] of steps.entries()) {
      if (step.kind === 'write') atRisk.add(step.file);
      if (step.kind === 'synced') atRisk.delete(step.file);
      if (step.kind === 'answered') {
        answered.push(step.mailId);
        expect([...atRisk]).toEqual([]);
      }
      lookAfter(steps.slice(0, n), step);
    }
    lookAfter(steps, null);
    expect(answered).toHaveLength(2);
    // Found before they were answered, and one in each of its states: the cuts fell between all of these.
    expect(seen.size).toBe(4);
  });

  it('on a disk that is nearly full takes no more mail with 452, and what is decided is still done', async () => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - LEFT));
    expect(await send(relay, ['refused@corp.example'])).toMatch(/452 4\.3\.1/);
    const admin = openBrowser(relay.webUrl);
    const { url } = await relay.waitFor(({ event }) => event === 'setup-link');
    await admin.get(String(url));
    const account = { name: 'admin', password: 'correct horse battery', password2: 'correct horse battery' };
    await admin.press(new URL(String(url)).pathname, account);
    const { mailId } = await relay.waitFor(({ event }) => event === 'held');
    await admin.get(`/held/${mailId}`);
    await admin.press(`/held/${mailId}/decision`, { decision: 'release', comment: '' });
    expect((await arrived(STRANGERS[0] ?? '')).to).toEqual(STRANGERS);
    rmSync(filler);
  });

  it('on a disk that is full says 451 or 452, keeps what it has, and goes on as soon as there is room', async () => {
    const client = await connectClient(relay.smtpPort);
    const begun = ['EHLO c.example', `MAIL FROM:<${FROM}>`, 'RCPT TO:<large@corp.example>', 'DATA'];
    for (const command of begun) expect(await client.say(command)).toMatch(/^[23]5/);
    const hasRoom = (size: number) => {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        return true;
      } catch {
        return false;
      }
    };
    for (let size = MIB; size >= 4096; size /= 2) while (hasRoom(size));
    client.write(`${mailOf('large@corp.example', 2 * MIB)}.\r\n`);
    expect(await client.reply()).toMatch(/^45[12] 4\.3/);
    client.close();
    rmSync(filler);
    expect(await send(relay, ['later@corp.example'], 2 * MIB)).toMatch(/^250/);
    const { octets } = await arrived('later@corp.example');
    expect(octets.toString().endsWith(mailOf('later@corp.example', 2 * MIB))).toBe(true);
    expect(relay.process.exitCode).toBeNull();
  });

  it('whose disk fails to sync says 451 and ends: what is on that disk nobody knows, what was answered before is', async () => {
    const exited = new Promise((done) => relay.process.once('exit', done));
    const fault = 'inject=fsync,fdatasync:error=EIO';
    await watchCalls({
      pid: pid(),
      expressions: ['trace=fsync,fdatasync', fault],
      paths: [`${data}/sekisho.db-wal`],
    });
    expect(await send(relay, ['failed@corp.example'])).toMatch(/451 4\.3/);
    await relay.waitFor(({ event }) => event === 'store-failed');
    expect(await exited).toBe(1);
    const copy = join(copies, 'after');
    mkdirSync(copy);
    cpSync(data, copy, { recursive: true });
    const states = Map.groupBy(openAfterCut(copy), ({ state }) => state);
    expect(states.get('done')).toHaveLength(4);
    // What could not be synced may be there all the same: then it is sent, beside the copy that its client sends again.
    expect(states.get('queued')?.length ?? 0).toBeLessThanOrEqual(1);
    expect(sink.taken.flatMap(({ to }) => to).filter((path) => path.endsWith('@corp.example'))).toEqual([
      'first@corp.example',
      'second@corp.example',
      'later@corp.example',
    ]);
  });
});
