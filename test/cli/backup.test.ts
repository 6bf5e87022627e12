// A backup taken under load can be relied on, and a restored one sends nothing twice unless somebody says so.

import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { freePort, type Sink, startSink } from '../e2e/sink.ts';
import { submit } from '../e2e/submit.ts';
import { freshFolder, type Ran } from './run.ts';
import { runHere } from './run-here.ts';

const mailTo = (to: string) =>
  Buffer.from(`From: ann@corp.example\r\nTo: ${to}\r\nSubject: hello\r\n\r\ntext\r\n`);
const colleague = (n: number) => `person${n}@corp.example`;
const strangers = Array.from({ length: 12 }, (_, n) => `guest${n}@gmail.com`);

const run = (words: readonly string[]) => runHere(words, { cwd: tmpdir() });
const json = ({ stdout }: Ran): unknown => JSON.parse(stdout);

describe('a backup', () => {
  let sekisho: Sekisho;
  let sink: Sink;
  let before = 0;
  let made: Ran;
  const folder = () => join(sekisho.folder, 'backup');

  beforeAll(async () => {
    sink = await startSink();
    // Nobody listens there: what is queued stays queued.
    sekisho = await startSekisho({ nextHop: { host: '127.0.0.1', port: await freePort() } });
    const send = (to: string) => submit(sekisho.smtpPort, 'ann@corp.example', [to], mailTo(to));
    await submit(sekisho.smtpPort, 'ann@corp.example', strangers, mailTo(strangers.join(', ')));
    for (before = 0; before < 5; before += 1) await send(colleague(before));
    let isOver = false;
    const load = (async () => {
      for (let n = before; !isOver; n += 1) await send(colleague(n));
    })();
    made = await run(['backup', folder(), '--json', '--config', sekisho.configFile]);
    isOver = true;
    await load;
  });
  afterAll(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  const verify = (...words: string[]) =>
    run(['backup', '--verify', folder(), '--json', '--config', sekisho.configFile, ...words]);

  it('is taken while mail comes in, for the owner alone, and without the key', async () => {
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(folder(), 'sekisho.db')).mode & 0o077).toBe(0);
    const again = await run(['backup', folder(), '--config', sekisho.configFile]);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('holds a backup already') });
    const { ok, content } = json(await verify()) as {
      ok: boolean;
      content: { held: number; queued: number };
    };
    expect(ok).toBe(true);
    expect(content.held).toBe(1);
    expect(content.queued).toBeGreaterThanOrEqual(before);
  });

  it('that was changed, or whose key is another, is found out', async () => {
    const file = join(folder(), 'sekisho.db');
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, changed);
    expect(await verify()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is not the file that was written'),
    });
    writeFileSync(file, whole);
    const key = join(folder(), 'sekisho.key');
    writeFileSync(key, Buffer.alloc(32, 7));
    expect(await verify()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('belongs to other data'),
    });
    rmSync(key);
    expect((await verify()).code).toBe(0);
  });

  it('is not put over data that are there, nor without its key', async () => {
    const restore = (configFile: string) => run(['restore', folder(), '--config', configFile]);
    expect(await restore(sekisho.configFile)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/sekisho\.db is there: stop the relay and move it/),
    });
    const empty = freshFolder();
    expect(await restore(join(empty, 'sekisho.yaml'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/put your copy of it at \S+sekisho\.key first/),
    });
  });

  it('put back on another machine delivers new mail only, until somebody confirms', async () => {
    const elsewhere = freshFolder();
    const settings = { nextHop: { host: '127.0.0.1', port: sink.port } };
    const config = join(elsewhere, 'sekisho.yaml');
    writeFileSync(
      config,
      JSON.stringify({
        organization: { domains: ['corp.example'] },
        storage: { url: `sqlite:${join(elsewhere, 'data/sekisho.db')}` },
        ...settings,
      }),
    );
    mkdirSync(join(elsewhere, 'data'), { mode: 0o700 });
    copyFileSync(join(sekisho.folder, 'data/sekisho.key'), join(elsewhere, 'data/sekisho.key'));
    const restored = await run(['restore', folder(), '--json', '--config', config]);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    const { parked } = json(restored) as { parked: number };
    expect(parked).toBeGreaterThanOrEqual(before);

    const second = await startSekisho(settings, elsewhere);
    onTestFinished(async () => expect(await second.stop()).toBe(0));
    await submit(second.smtpPort, 'ann@corp.example', ['new@corp.example'], mailTo('new@corp.example'));
    await sink.next(({ to }) => to.includes('new@corp.example'));
    expect(sink.taken.map(({ to }) => to)).toEqual([['new@corp.example']]);
    const held = json(await run(['held', 'list', '--json', '--config', second.configFile]));
    expect(held).toHaveLength(1);

    const confirmed = await run(['restore', '--confirm', 'deliver', '--json', '--config', second.configFile]);
    expect(json(confirmed)).toEqual({ action: 'deliver', count: parked });
    for (let n = 0; n < before; n += 1) await sink.next(({ to }) => to.includes(colleague(n)));
    expect((await run(['audit', 'verify', '--config', second.configFile])).code).toBe(0);
  });

  it('whose queued mail is discarded ends it, unsent, in the audit log', async () => {
    const elsewhere = freshFolder();
    mkdirSync(join(elsewhere, 'data'), { mode: 0o700 });
    renameSync(join(folder(), 'sekisho.db'), join(elsewhere, 'data/sekisho.db'));
    copyFileSync(join(sekisho.folder, 'data/sekisho.key'), join(elsewhere, 'data/sekisho.key'));
    const cli = (...words: string[]) =>
      run([...words, '--json', '--config', join(elsewhere, 'sekisho.yaml')]);
    const { parked } = json(await cli('restore', '--hold-back')) as { parked: number };
    expect(json(await cli('restore', '--confirm', 'discard'))).toEqual({ action: 'discard', count: parked });
    const [trace] = json(await cli('trace', colleague(0))) as { state: string }[];
    expect(JSON.stringify(trace)).toMatch(/"done".*dropped.*restore-confirmed/);
  });
});
