// The arrangement of docker/compose.scale.yaml as plain processes: its configuration, its two names, one PostgreSQL, one
// key. Whoever dies takes nothing along.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../../src/store/open-store.ts';
import { createDatabase } from '../store/postgres.ts';
import { type Sekisho, startSekisho } from './sekisho.ts';
import { freePort, type Sink, startSink, type Taken } from './sink.ts';
import { submit } from './submit.ts';

const DOCKER = resolve(import.meta.dirname, '../../docker');
const MAILS = 40;
const shipped: object = parse(readFileSync(join(DOCKER, 'config/scale.yaml'), 'utf8'));
const names = [...readFileSync(join(DOCKER, 'compose.scale.yaml'), 'utf8').matchAll(/HOSTNAME: (\S+)/g)].map(
  ([, name = '']) => name,
);
/** By its header: a notice about it quotes the subject in its text. */
const numberOf = ({ octets }: Taken) => {
  const [header = ''] = octets.toString().split('\r\n\r\n', 1);
  return Number(/^Subject: Mail (\d+)\r?$/m.exec(header)?.[1]);
};

describe('two relays on one PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-scale-'));
  const started: Sekisho[] = [];
  let storage: { url: string; keyFile: string };
  let sink: Sink;

  beforeAll(async () => {
    storage = { url: await createDatabase(inject('postgresUrl')), keyFile: join(folder, 'sekisho.key') };
    sink = await startSink();
  });
  afterAll(async () => {
    for (const { process } of started) process.kill('SIGKILL');
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(name: string, only: string): Promise<Sekisho> {
    const settings = {
      ...shipped,
      nextHop: { host: '127.0.0.1', port: sink.port },
      smtp: { listen: '127.0.0.1:0', hostName: name },
      web: { listen: '127.0.0.1:0' },
      metrics: { listen: `127.0.0.1:${await freePort()}` },
      storage,
      policy: { mode: 'hold' },
    };
    const home = mkdtempSync(join(folder, `${only}-`));
    const relay = await startSekisho(settings, home, ['--only', only]);
    started.push(relay);
    return relay;
  }

  const send = ({ smtpPort }: Sekisho, n: number, to: readonly string[]) => {
    const lines = ['From: ann@corp.example', `To: ${to.join(', ')}`, `Subject: Mail ${n}`, '', 'At ten.', ''];
    return submit(smtpPort, 'ann@corp.example', to, Buffer.from(lines.join('\r\n')));
  };

  it('deliver what either took, also when both a listener and a courier are killed; only what was under way comes twice', async () => {
    const [a = '', b = ''] = names;
    const first = await start(a, 'smtp');
    const second = await start(b, 'smtp');
    const strangers = Array.from({ length: 12 }, (_, n) => `guest${n}@client${n}.example`);
    expect(await send(first, MAILS, strangers)).toMatch(/held as/);
    const replies = await Promise.all(
      Array.from({ length: MAILS }, (_, n) => send(n % 2 === 0 ? first : second, n, ['bob@corp.example'])),
    );
    expect(replies.filter((reply) => !/queued as/.test(reply))).toEqual([]);
    await first.kill();

    const dying = await start(a, 'courier');
    await dying.waitFor(({ event }) => event === 'delivered');
    await dying.kill();
    // Its leases are ended by the next relay of this machine that starts.
    const heir = await start(b, 'courier');
    for (let n = 0; n < MAILS; n += 1) await sink.next((mail) => numberOf(mail) === n);

    const copies = Map.groupBy(sink.taken, numberOf);
    copies.delete(Number.NaN);
    expect([...copies.keys()].sort((x, y) => x - y)).toEqual(Array.from({ length: MAILS }, (_, n) => n));
    const doubled = [...copies.values()].filter(({ length }) => length > 1);
    const takenOver = heir.lines.filter(({ event }) => event === 'taken-over');
    expect(doubled.length).toBeLessThanOrEqual(takenOver.length);
    expect(await second.stop()).toBe(0);
    expect(await heir.stop()).toBe(0);
    const store = await openStore({ ...storage, writerId: 'test', onFailure: () => {} });
    const held = await store.listMails({ states: ['held'], limit: MAILS }).finally(() => store.close());
    expect(held.map(({ mail }) => mail.subject)).toEqual([`Mail ${MAILS}`]);
  });
});
