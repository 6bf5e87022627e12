// `serve` as its operator sees it: decisions from the command line, reloads, orderly ends, and one sentence when it
// cannot start.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MAIN, removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { submit } from '../e2e/submit.ts';
import { connectClient } from '../smtp/client.ts';
import { freshFolder, run } from './run.ts';

const strangers = (name: string) => Array.from({ length: 12 }, (_, n) => `${name}${n}@gmail.com`);

const mailTo = (recipients: readonly string[]) =>
  Buffer.from(
    ['From: ann@corp.example', `To: ${recipients.join(', ')}`, 'Subject: hello', '', 'text', ''].join('\r\n'),
  );

describe('a running relay', () => {
  let sink: Sink;
  let sekisho: Sekisho;

  beforeAll(async () => {
    sink = await startSink();
    sekisho = await startSekisho({ nextHop: { host: '127.0.0.1', port: sink.port } });
  });
  afterAll(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  const send = (to: readonly string[]) => submit(sekisho.smtpPort, 'ann@corp.example', to, mailTo(to));
  const json = ({ stdout }: { readonly stdout: string }): unknown => JSON.parse(stdout);
  const cli = (...words: string[]) => run([...words, '--config', sekisho.configFile], { main: MAIN });

  it('sends on what the command line releases, and takes no second decision', async () => {
    const to = strangers('person');
    const reply = await send(to);
    const id = /held as (m-\S+)/.exec(reply)?.[1] ?? expect.fail(reply);
    expect((await cli('held', 'list')).stdout).toContain(id);
    const released = await cli('held', 'release', id);
    expect(released).toEqual({
      code: 0,
      stdout: `${id} released; the running relay delivers it\n`,
      stderr: '',
    });
    const taken = await sink.next((mail) => mail.to.includes(to[0] ?? ''));
    expect(taken.to).toEqual(to);
    expect((await cli('held', 'return', id)).code).toBe(1);
    const traced: unknown = JSON.parse((await cli('trace', to[0] ?? '', '--json')).stdout);
    expect(traced).toMatchObject([{ id, decided: { decision: 'release' } }]);
  });

  it('takes a new policy at SIGHUP, and keeps the old one, loudly, when the new one is wrong', async () => {
    const config: object = JSON.parse(readFileSync(sekisho.configFile, 'utf8'));
    const reload = (mode: string) => {
      writeFileSync(sekisho.configFile, JSON.stringify({ ...config, policy: { mode } }));
      sekisho.process.kill('SIGHUP');
    };
    reload('obsreve');
    const failed = await sekisho.waitFor(({ event }) => event === 'policy-reload-failed');
    expect(failed).toMatchObject({
      level: 'error',
      error: expect.stringContaining('did you mean "observe"?'),
    });
    expect(await send(strangers('friend'))).toMatch(/held as/);
    writeFileSync(sekisho.configFile, JSON.stringify({ ...config, policy: { mode: 'observe' } }));
    const reloaded = await cli('reload');
    expect(reloaded).toEqual({
      code: 0,
      stdout: 'read anew:\n  policy.mode: "hold" → "observe"\n',
      stderr: '',
    });
    await sekisho.waitFor(({ event }) => event === 'policy-reloaded');
    expect(json(await cli('reload', '--json'))).toEqual({ relays: 1, changes: [], waiting: [] });
    const delivery = { giveUpAfter: '1d' };
    writeFileSync(sekisho.configFile, JSON.stringify({ ...config, policy: { mode: 'observe' }, delivery }));
    expect(await cli('reload')).toMatchObject({
      stdout: expect.stringMatching(/^waits for the next start of the relay: delivery$/m),
    });
    expect(await send(strangers('friend'))).toMatch(/queued as/);
  });

  it('works in parts that share one database', async () => {
    const folder = freshFolder();
    const settings = { nextHop: { host: '127.0.0.1', port: sink.port } };
    const courier = await startSekisho(settings, folder, ['--only', 'courier']);
    const smtp = await startSekisho(settings, folder, ['--only', 'smtp']);
    onTestFinished(async () => expect(await Promise.all([courier.stop(), smtp.stop()])).toEqual([0, 0]));
    expect(
      await submit(smtp.smtpPort, 'ann@corp.example', ['bob@corp.example'], mailTo(['bob@corp.example'])),
    ).toMatch(/queued as/);
    await sink.next(({ to }) => to.includes('bob@corp.example'));
  });
});

describe('the end of a relay', () => {
  /** A client in the middle of its mail. */
  async function openMail({ smtpPort }: Sekisho) {
    const client = await connectClient(smtpPort);
    onTestFinished(client.close);
    await client.say('EHLO client.example');
    await client.say('MAIL FROM:<ann@corp.example>');
    await client.say('RCPT TO:<bob@corp.example>');
    expect(await client.say('DATA')).toMatch(/^354/);
    client.write('From: ann@corp.example\r\nTo: bob@corp.example\r\n');
    return client;
  }

  const start = async (port: number, folder = freshFolder()) => {
    const sekisho = await startSekisho({ nextHop: { host: '127.0.0.1', port } }, folder);
    onTestFinished(sekisho.kill);
    return sekisho;
  };

  it('waits for a mail under way, which is delivered then or after the next start', async () => {
    const sink = await startSink();
    onTestFinished(sink.close);
    const first = await start(sink.port);
    const client = await openMail(first);
    const stopped = first.stop();
    await first.waitFor(({ event }) => event === 'stopping');
    client.write('Subject: late\r\n\r\ntext\r\n.\r\n');
    expect(await client.reply()).toMatch(/^250 2\.0\.0 queued as m-/);
    expect(await stopped).toBe(0);
    const second = await start(sink.port, first.folder);
    await sink.next(({ to }) => to.includes('bob@corp.example'));
    expect(await second.stop()).toBe(0);
  });

  it('comes at once when it is told twice', async () => {
    const sekisho = await start(9);
    await openMail(sekisho);
    const stopped = sekisho.stop();
    await sekisho.waitFor(({ event }) => event === 'stopping');
    sekisho.process.kill('SIGTERM');
    expect(await stopped).toBe(1);
  });
});

describe('a relay that cannot start', () => {
  const serve = (cwd: string) => run(['serve'], { cwd, main: MAIN });

  it('says what is wrong in the configuration', async () => {
    const ran = await serve(freshFolder('smtp: { lisen: "127.0.0.1:25" }\n'));
    const stderr = 'sekisho.yaml:3:9: smtp.lisen: unknown key; did you mean "listen"?\n';
    expect(ran).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says that a port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    onTestFinished(() => new Promise((done) => other.close(() => done())));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const folder = freshFolder(`smtp: { listen: "127.0.0.1:${port}" }\nweb: { listen: "127.0.0.1:0" }\n`);
    const stderr = `127.0.0.1:${port} is already in use by another program\n`;
    expect(await serve(folder)).toMatchObject({ code: 1, stderr });
  });

  it('says which folder it cannot use', async () => {
    const folder = freshFolder('web: { listen: "127.0.0.1:0" }\nsmtp: { listen: "127.0.0.1:0" }\n');
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    expect(await serve(folder)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^cannot make the data folder \S+data: .*\n$/),
    });
  });

  it('says which key file is missing, and makes no other', async () => {
    const folder = freshFolder();
    const input = 'correct horse battery\n';
    expect((await run(['user', 'add', 'sato', '--role', 'admin'], { cwd: folder, input })).code).toBe(0);
    rmSync(join(folder, 'data/sekisho.key'));
    const missing = /^the key file \S+sekisho\.key is missing: \S+sekisho\.db cannot be read without it\n$/;
    expect(await serve(folder)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(missing) });
  });
});
