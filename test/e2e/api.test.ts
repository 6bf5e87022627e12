// A program with a client that a public generator has made of the OpenAPI document, against a running relay: a mail is
// held, its sender cannot release it, a supervisor can, and the next hop gets it.

import { execFile } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { type Sink, startSink } from './sink.ts';
import { submit } from './submit.ts';

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
const GENERATOR = join(ROOT, 'node_modules/oazapfts/dist/cli.js');

type Answer<T> = { readonly status: number; readonly data: T };
type Content = { readonly sha256: string; readonly envelopeSha256: string; readonly revision: number };
type Mail = { readonly id: string; readonly subject: string; readonly content: Content };
type Options = { readonly baseUrl: string; readonly headers: Readonly<Record<string, string>> };

/** What the generated module exports, as far as it is used here. */
type Client = {
  listMails(
    asked: { readonly list?: string },
    options: Options,
  ): Promise<Answer<{ readonly mails: readonly Mail[] }>>;
  decideMail(
    id: string,
    body: { readonly decision: string; readonly content: Content },
    options: Options,
  ): Promise<Answer<{ readonly state?: string; readonly code?: string }>>;
};

let sink: Sink;
let sekisho: Sekisho;
let client: Client;

beforeAll(async () => {
  sink = await startSink();
  const rule = { 'first-contact': { holdOn: 'address', action: 'approve' } };
  sekisho = await startSekisho({
    nextHop: { host: '127.0.0.1', port: sink.port },
    policy: {
      learnDays: 0,
      approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }],
      checks: rule,
    },
  });
  const document = await fetch(new URL('/api/v1/openapi.json', sekisho.webUrl));
  const file = join(sekisho.folder, 'openapi.json');
  writeFileSync(file, await document.text());
  const module = join(sekisho.folder, 'client.ts');
  // The generated module asks for its runtime by name.
  symlinkSync(join(ROOT, 'node_modules'), join(sekisho.folder, 'node_modules'));
  await execute(process.execPath, [GENERATOR, file, module]);
  client = (await import(module)) as Client;
});
afterAll(async () => {
  await sekisho.stop();
  await sink.close();
  removeFolder(sekisho);
});

async function tokenOf(name: string): Promise<Options> {
  const there = { cwd: sekisho.folder, input: 'correct horse battery\n' };
  const config = ['--config', sekisho.configFile, '--json'];
  await run(['user', 'add', name, '--address', `${name}@corp.example`, ...config], there);
  const { stdout } = await run(
    ['user', 'token', 'add', name, '--scope', 'read', '--scope', 'decide', ...config],
    there,
  );
  const { token } = JSON.parse(stdout) as { token: string };
  return { baseUrl: sekisho.webUrl, headers: { authorization: `Bearer ${token}` } };
}

describe('a generated client', () => {
  it('sees a mail held, is refused with its sender’s token, releases it with a supervisor’s, and it arrives', async () => {
    const octets = Buffer.from(
      [
        'From: ann@corp.example',
        'To: ceo@vip.example',
        'Subject: The offer',
        'Message-ID: <1@corp.example>',
        '',
        'Hello',
        '',
      ].join('\r\n'),
    );
    expect(await submit(sekisho.smtpPort, 'ann@corp.example', ['ceo@vip.example'], octets)).toMatch(
      /^250 .*held as/,
    );
    const [sender, boss] = [await tokenOf('ann'), await tokenOf('boss')];
    const { data } = await client.listMails({ list: 'held' }, boss);
    const mail = data.mails.find(({ subject }) => subject === 'The offer') ?? expect.fail('nothing is held');
    const order = { decision: 'release', content: mail.content };
    expect(await client.decideMail(mail.id, order, sender)).toMatchObject({
      status: 403,
      data: { code: 'own-mail' },
    });
    expect(await client.decideMail(mail.id, order, boss)).toMatchObject({
      status: 200,
      data: { state: 'queued' },
    });
    const taken = await sink.next(({ to }) => to.includes('ceo@vip.example'));
    expect(taken.octets.toString()).toContain('Subject: The offer');
  });
});
