// 直して送る on the real thing: twelve visible strangers, the sender moves them to Bcc, the plug is pulled in between, and in
// the end every one of them has a clean mail whose signature holds.

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { openBrowser, type Person, plainText } from './person.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { type Sink, startSink } from './sink.ts';
import { submit } from './submit.ts';

const strangers = Array.from({ length: 12 }, (_, n) => `person${n}@gmail.com`);
const risky = Buffer.from(
  [
    'From: Ann <ann@corp.example>',
    `To: ${strangers.join(', ')}`,
    'Subject: Our winter sale',
    'Date: Tue, 24 Nov 2026 10:00:00 +0900',
    'Message-ID: <sale@corp.example>',
    '',
    'Dear customers,',
    '..dots and a very quiet line',
    '',
  ].join('\r\n'),
);
const PASSWORD = 'correct horse battery';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

let sink: Sink;
let sekisho: Sekisho;
let settings: Parameters<typeof startSekisho>[0];
const folder = mkdtempSync(join(tmpdir(), 'sekisho-repair-'));

beforeAll(async () => {
  sink = await startSink();
  const keyFile = join(folder, 'dkim.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  settings = {
    nextHop: { host: '127.0.0.1', port: sink.port },
    dkim: [{ domain: 'corp.example', selector: 's1', keyFile }],
    policy: {
      learnDays: 0,
      checks: { 'freemail-recipient': { action: 'log' }, 'first-contact': { action: 'log' } },
    },
  };
  sekisho = await startSekisho(settings, folder);
  const options = { cwd: folder, input: `${PASSWORD}\n` };
  const added = await run(
    ['user', 'add', 'ann', '--role', 'sender', '--address', 'ann@corp.example'],
    options,
  );
  expect(added.code).toBe(0);
});

afterAll(async () => {
  expect(await sekisho.stop()).toBe(0);
  await sink.close();
  removeFolder(sekisho);
});

/** The customers' mails among what was taken: notices go out too. */
const leftSoFar = () => sink.taken.filter(({ from }) => from === 'ann@corp.example');

async function signIn(): Promise<Person> {
  const ann = openBrowser(sekisho.webUrl);
  await ann.get('/sign-in');
  expect((await ann.press('/sign-in', { name: 'ann', password: PASSWORD })).status).toBe(200);
  return ann;
}

async function preview(ann: Person, id: string): Promise<string> {
  await ann.get(`/held/${id}/repair`);
  const page = await ann.press(`/held/${id}/repair`, { recipients: 'to-bcc' });
  expect(page.status).toBe(200);
  return plainText(page.text);
}

it('a power cut between preview and store loses nothing; then the sender repairs and sends', async () => {
  const reply = await submit(sekisho.smtpPort, 'ann@corp.example', strangers, risky);
  const id = /held as (m-\S+)/.exec(reply)?.[1] ?? '';
  expect(reply).toMatch(/^250 2\.0\.0 held as m-/);
  expect(await preview(await signIn(), id)).toContain('undisclosed-recipients:;');
  await sekisho.kill();
  sekisho = await startSekisho(settings, folder);

  const ann = await signIn();
  const before = plainText((await ann.get(`/held/${id}`)).text);
  expect(before).not.toContain('Repaired');
  expect(before).toContain('12');
  const shown = await preview(ann, id);
  expect(shown).toContain('Signed anew for corp.example.');
  expect(shown).toContain('What comes then');
  expect(leftSoFar()).toEqual([]);

  // Stored first, without the confirmation: it is asked for again.
  const stored = await ann.press(`/held/${id}/repair/store`, {});
  expect(plainText(stored.text)).toContain('Repaired');
  expect(leftSoFar()).toEqual([]);
  const asked = await run(['held', 'show', id, '--json'], { cwd: folder });
  expect(JSON.parse(asked.stdout)).toMatchObject({ state: 'held', needs: ['sender'] });

  await ann.press(`/held/${id}/decision`, { decision: 'release', grant: 'sender' });
  const taken = await sink.next(({ from }) => from === 'ann@corp.example');
  expect(taken.to).toEqual(strangers);
  const text = taken.octets.toString();
  expect(strangers.filter((address) => text.includes(address))).toEqual([]);
  expect(text.endsWith('\r\n\r\nDear customers,\r\n..dots and a very quiet line\r\n')).toBe(true);
  const { results } = await dkimVerify(taken.octets, { resolver: async () => [[record]] });
  expect(results.map(({ signingDomain, status }) => [signingDomain, status.result])).toEqual([
    ['corp.example', 'pass'],
  ]);
});
