// Real Postfix before and behind us, real swaks, real DKIM.

import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { openBrowser, plainText } from './person.ts';
import { type Postfix, startPostfix } from './postfix.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { freePort, type Sink, startSink } from './sink.ts';

const ready = ['postfix', 'swaks', 'opendkim'].every(needs);

describe.runIf(ready)('between two Postfix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dkim-'));
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  let sink: Sink;
  let after: Postfix;
  let sekisho: Sekisho;
  let before: Postfix;

  beforeAll(async () => {
    const publicKey = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    writeFileSync(join(folder, 'keys'), `s1._domainkey.corp.example v=DKIM1; k=rsa; p=${publicKey}\n`);
    writeFileSync(
      join(folder, 'conf'),
      `Mode v\nTestPublicKeys ${join(folder, 'keys')}\nInternalHosts 192.0.2.1\n`,
    );
    sink = await startSink();
    after = await startPostfix(await freePort(), sink.port);
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: after.port },
      policy: { learnDays: 0 },
    });
    before = await startPostfix(await freePort(), sekisho.smtpPort);
  });

  afterAll(async () => {
    await before?.stop();
    await sekisho?.stop();
    await after?.stop();
    await sink?.close();
    rmSync(folder, { recursive: true, force: true });
    if (sekisho) removeFolder(sekisho);
  });

  it('a DKIM-signed clean mail arrives with its signature valid', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: before.port,
      ignoreTLS: true,
      dkim: { domainName: 'corp.example', keySelector: 's1', privateKey },
    });
    await transport.sendMail({
      from: 'ann@corp.example',
      to: 'bob@corp.example',
      subject: '会議の件',
      text: '明日の会議は 10 時からです。\n',
    });
    transport.close();
    const { octets } = await sink.next(({ to }) => to.includes('bob@corp.example'));
    const file = join(folder, 'mail.eml');
    writeFileSync(file, octets);
    const verified = spawnSync('opendkim', ['-x', join(folder, 'conf'), '-v', '-t', file], {
      encoding: 'utf8',
    });
    expect(verified.stdout + verified.stderr).toMatch(
      /verification \(s=s1,? d=corp\.example, 2048-bit key\) succeeded/,
    );
  });

  it('a mail by swaks with 12 visible strangers is held, shown, and after release arrives byte-identical', async () => {
    const strangers = Array.from({ length: 12 }, (_, n) => `guest${n}@gmail.com`);
    const sent = spawnSync(
      'swaks',
      [
        '--server',
        `127.0.0.1:${sekisho.smtpPort}`,
        '--from',
        'ann@corp.example',
        '--to',
        strangers.join(','),
        '--header',
        'Subject: invitation',
        '--body',
        'You are invited.',
        '--h-To',
        strangers.join(', '),
      ],
      { encoding: 'utf8' },
    );
    const id = /held as (m-\S+)/.exec(sent.stdout)?.[1] ?? '';
    expect(id).not.toBe('');
    const admin = openBrowser(sekisho.webUrl);
    const setup = await sekisho.waitFor(({ event }) => event === 'setup-link');
    await admin.get(String(setup.url));
    await admin.press(new URL(String(setup.url)).pathname, {
      name: 'admin',
      password: 'correct horse battery',
      password2: 'correct horse battery',
    });
    const page = await admin.get(`/held/${id}`);
    expect(plainText(page.text)).toContain('12 outside addresses of 12 organisations');
    await admin.press(`/held/${id}/decision`, { decision: 'release', comment: '' });
    const { octets } = await sink.next(({ to }) => to.includes('guest0@gmail.com'));
    const data = sent.stdout
      .split(/\r*\n/)
      .filter((line) => line.startsWith(' -> '))
      .map((line) => line.slice(4));
    const start = data.indexOf('DATA') + 1;
    const submitted = `${data.slice(start, data.indexOf('.', start)).join('\r\n')}\r\n`;
    expect(octets.toString().endsWith(submitted)).toBe(true);
  });
});
