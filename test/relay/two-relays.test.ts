// Three processes deliver from one database, on SQLite from one file: one is stopped in the middle of a delivery until its
// lease is long over and then goes on, one is killed in the middle of another. Two copies only where the log says that the
// outcome was unknown.
// SEKISHO_MAILS=10000 makes a long run of it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import type { MailId, Store } from '../../src/store/store.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { eachDatabase, type Place } from '../store/databases.ts';
import { address, queuedMail } from '../store/samples.ts';

type Line = { readonly event: string; readonly mailId?: MailId };
type Relay = {
  readonly process: ChildProcess;
  readonly sink: Sink;
  /** Of its log, so far. */
  readonly lines: readonly Line[];
  /** Resolves with the next line of this event about this mail. */
  next(event: string, mailId: MailId): Promise<Line>;
  /** Lets it end by itself. */
  end(): Promise<void>;
};

const MAILS = Number(process.env.SEKISHO_MAILS ?? 50);
/** In the middle of the work. */
const STOP_AFTER = 15;
const AT_ONCE = 100;
const PARALLEL = 4;
/** Three programs start, on a machine that has other things to do. */
const TIMEOUT_MS = MAILS > 1000 ? 3_600_000 : 180_000;

async function startRelay(
  { settings: { url, keyFile } }: Place,
  writerId: string,
  parallel = PARALLEL,
  replyTo?: Parameters<typeof startSink>[0],
): Promise<Relay> {
  const sink = await startSink(replyTo);
  const given = JSON.stringify({ url, keyFile, writerId, port: sink.port, parallel });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'courier-process.ts'), given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Not its exit: some lines may be under way then.
  const exited = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
    await sink.close();
  });
  const waiting = new Set<(line: Line) => void>();
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const tell of waiting) tell(line);
  });
  return {
    process: child,
    sink,
    lines,
    next: (event, mailId) =>
      new Promise((done) =>
        waiting.add((line) => {
          if (line.event === event && line.mailId === mailId) done(line);
        }),
      ),
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

/** Before the reply to one of its mails is sent; resolves with the forward-path of that mail. */
async function signalInTheMiddle({ process, sink }: Relay, signal: 'SIGSTOP' | 'SIGKILL'): Promise<string> {
  let taken = 0;
  const { to } = await sink.next(() => {
    taken += 1;
    return taken === STOP_AFTER && process.kill(signal);
  });
  return to[0] ?? '';
}

function queuedToBe(store: Store, count: number): Promise<void> {
  return expect
    .poll(async () => (await store.measureBacklog()).queued.count, { timeout: TIMEOUT_MS, interval: 100 })
    .toBe(count);
}

eachDatabase('Relays on one database', (places, kind) => {
  it(
    'deliver every mail once, though one sleeps past its lease and one is killed; twice only what the log says',
    async () => {
      const place = await places.fresh();
      const store = await place.open();
      const now = new Date().toISOString();
      const mails = Array.from({ length: MAILS }, (_, n) =>
        queuedMail({
          receivedAt: now,
          giveUpAt: '2099-01-01T00:00:00.000Z',
          recipients: [{ forwardPath: address(`person${n}@client.example`), notify: null, orcpt: null }],
          author: null,
        }),
      );
      for (let from = 0; from < MAILS; from += AT_ONCE)
        await Promise.all(mails.slice(from, from + AT_ONCE).map((mail) => store.insertMail(mail)));

      // Whoever is stopped while it writes to SQLite keeps everybody from writing: one that has one mail is then not writing.
      const sleeper = await startRelay(place, 'sleeper', kind === 'sqlite' ? 1 : PARALLEL);
      const victim = await startRelay(place, 'victim');
      const [slept = '', killed = ''] = await Promise.all([
        signalInTheMiddle(sleeper, 'SIGSTOP'),
        signalInTheMiddle(victim, 'SIGKILL'),
      ]);
      // Where the heir has delivered a mail nobody writes anything more; so its hop wants the mail of the sleeper later.
      let isAwake = false;
      const heir = await startRelay(place, 'heir', PARALLEL, (command) =>
        !isAwake && command.startsWith(`RCPT TO:<${slept}>`) ? '451 4.3.2 later' : null,
      );
      const disputed = mails.find(({ recipients }) => recipients[0]?.forwardPath === slept);
      if (disputed === undefined) throw new Error(`${slept} is not ours`);
      await heir.next('deferred', disputed.id);
      await queuedToBe(store, 1);
      sleeper.process.kill('SIGCONT');
      await sleeper.end();
      expect(sleeper.lines).toContainEqual(
        expect.objectContaining({ event: 'lease-lost', mailId: disputed.id }),
      );
      isAwake = true;
      await queuedToBe(store, 0);
      await heir.end();

      const copies = new Map<string, number>();
      for (const { sink } of [sleeper, victim, heir])
        for (const path of sink.taken.flatMap(({ to }) => to)) copies.set(path, (copies.get(path) ?? 0) + 1);
      expect(copies.size).toBe(MAILS);
      const told = await place.sql(
        `select forward_path as path, count(*) filter (where type = 'outcome-unknown') as unknown,
         count(*) filter (where type = 'delivered') as delivered
       from events join recipients using (mail_id) group by forward_path`,
      );
      const doubled = [...copies].filter(([, count]) => count > 1).map(([path]) => path);
      const unknown = told.filter(({ unknown }) => Number(unknown) !== 0).map(({ path }) => path);
      expect(unknown).toEqual(expect.arrayContaining(doubled));
      expect(doubled).toEqual(expect.arrayContaining([slept, killed]));
      // What the two were at when they were stopped, and nothing else.
      expect(unknown.length).toBeLessThanOrEqual(2 * PARALLEL);
      expect(
        told.filter(({ path, unknown }) => (copies.get(String(path)) ?? 0) > 1 + Number(unknown)),
      ).toEqual([]);
      expect(told.filter(({ delivered }) => Number(delivered) !== 1)).toEqual([]);
      expect(await store.verifyEvents()).toMatchObject({ ok: true });
    },
    TIMEOUT_MS,
  );
});
