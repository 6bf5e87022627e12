// The main job on real input: mail comes in by SMTP, goes on untouched or is held, a person sees why, decides, it goes on.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Person, plainText } from './person.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { type Sink, startSink } from './sink.ts';
import { submit } from './submit.ts';

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');
const mail = (lines: readonly string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);

const strangers = Array.from({ length: 12 }, (_, n) => `person${n}@gmail.com`);
const risky = mail([
  'From: Ann <ann@corp.example>',
  `To: ${strangers.join(', ')}`,
  'Subject: Our winter sale',
  'Date: Tue, 24 Nov 2026 10:00:00 +0900',
  'Message-ID: <sale@corp.example>',
  '',
  'Dear customers,',
  '..dots and a very quiet line',
]);

describe('the relay', () => {
  let sink: Sink;
  let sekisho: Sekisho;
  let admin: Person;

  beforeAll(async () => {
    sink = await startSink((command) =>
      /RCPT TO:<refused@/i.test(command) ? '550 5.1.1 no such user' : null,
    );
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      notices: { from: 'sekisho@corp.example' },
      policy: { learnDays: 0 },
    });
    admin = openBrowser(sekisho.webUrl);
    const setup = await sekisho.waitFor(({ event }) => event === 'setup-link');
    const page = await admin.get(String(setup.url));
    expect(page.status).toBe(200);
    const action = new URL(String(setup.url)).pathname;
    const done = await admin.press(action, {
      name: 'admin',
      password: 'correct horse battery',
      password2: 'correct horse battery',
    });
    expect(done.status).toBe(200);
  });

  afterAll(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  it('forwards ordinary mail with nothing changed behind its own header lines', async () => {
    const octets = mail([
      'From: ann@corp.example',
      'To: bob@corp.example',
      'Subject: lunch',
      'Message-ID: <lunch@corp.example>',
      '',
      '.leading dot',
      'end  ',
    ]);
    expect(await submit(sekisho.smtpPort, 'ann@corp.example', ['bob@corp.example'], octets)).toMatch(
      /^250 2\.0\.0 queued as m-/,
    );
    const taken = await sink.next(({ to }) => to.includes('bob@corp.example'));
    expect(taken.from).toBe('ann@corp.example');
    expect(sha256(taken.octets.subarray(-octets.length))).toBe(sha256(octets));
    expect(taken.octets.subarray(0, -octets.length).toString()).toMatch(/^Received: from [\s\S]+\r\n$/);
  });

  it('a mail signed with RSA and with Ed25519, where no octet may change, arrives with both signatures valid', async () => {
    const octets = mail([
      'From: ann@corp.example',
      'To: bob@corp.example',
      'Subject:  two   blanks\t',
      ' =?utf-8?B?6KaL56mN?=',
      'Message-ID: <signed@corp.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '.明日の会議は 10 時からです。  ',
      '..',
      '',
      '',
    ]);
    const [rsa, ed25519] = [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ed25519'),
    ];
    const der = ({ publicKey }: typeof rsa) => publicKey.export({ type: 'spki', format: 'der' });
    const records: Readonly<Record<string, string>> = {
      rsa: `v=DKIM1; k=rsa; p=${der(rsa).toString('base64')}`,
      // RFC 8463 §4: without the wrapping.
      ed25519: `v=DKIM1; k=ed25519; p=${der(ed25519).subarray(-32).toString('base64')}`,
    };
    const signedBy = (selector: string, { privateKey }: typeof rsa) => ({
      signingDomain: 'corp.example',
      selector,
      canonicalization: 'simple/simple',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    const { signatures, errors } = await dkimSign(octets, {
      canonicalization: 'simple/simple',
      signatureData: [signedBy('rsa', rsa), signedBy('ed25519', ed25519)],
    } as Parameters<typeof dkimSign>[1]);
    expect(errors).toEqual([]);
    expect(signatures.match(/c=simple\/simple/g)).toHaveLength(2);
    const signed = Buffer.concat([Buffer.from(signatures), octets]);
    await submit(sekisho.smtpPort, 'ann@corp.example', ['dora@corp.example'], signed);
    const taken = await sink.next(({ to }) => to.includes('dora@corp.example'));
    const resolver = async (name: string) => [[records[name.slice(0, name.indexOf('.'))] ?? '']];
    const { results } = await dkimVerify(taken.octets, { resolver });
    expect(results.map(({ algo, status }) => [algo, status.result])).toEqual([
      ['rsa-sha256', 'pass'],
      ['ed25519-sha256', 'pass'],
    ]);
  });

  it('holds twelve visible strangers, shows each finding in both languages, and releases byte for byte', async () => {
    const reply = await submit(sekisho.smtpPort, 'ann@corp.example', strangers, risky);
    const id = /held as (m-\S+)/.exec(reply)?.[1] ?? '';
    expect(reply).toMatch(/^250 2\.0\.0 held as m-/);
    const list = await admin.get('/held');
    expect(plainText(list.text)).toContain('Our winter sale');
    const page = await admin.get(`/held/${id}`);
    expect(plainText(page.text)).toContain(
      '12 outside addresses of 12 organisations are visible to each other',
    );
    for (const address of strangers) expect(page.text.replace(/<[^>]*>/g, '')).toContain(address);
    const japanese = await openBrowserAs(admin, 'ja', id);
    expect(japanese).toContain('社外の 12 件');
    expect(sink.taken.some(({ to }) => to.includes(strangers[0] ?? ''))).toBe(false);
    await admin.get(`/held/${id}`);
    const decided = await admin.press(`/held/${id}/decision`, { decision: 'release', comment: '' });
    expect(decided.status).toBe(200);
    const taken = await sink.next(({ to }) => to.includes(strangers[0] ?? ''));
    expect(taken.to).toEqual(strangers);
    expect(sha256(taken.octets.subarray(-risky.length))).toBe(sha256(risky));
    expect(taken.octets.subarray(0, -risky.length).toString()).toMatch(/X-Sekisho: v=1; id=m-/);
  });

  it('tells the sender of a hold by a notice that never carries the text and never loops', async () => {
    const notice = await sink.next(({ from, to }) => from === '' && to.includes('ann@corp.example'));
    const text = notice.octets.toString();
    expect(text).toMatch(/Auto-Submitted: auto-generated/i);
    expect(text).not.toContain('very quiet line');
  });

  it('gives a returned mail back with the comment and sends nothing', async () => {
    // Other strangers: those of the released mail have seen each other by now.
    const others = strangers.map((address) => address.replace('person', 'friend'));
    const text = risky.toString().replaceAll('person', 'friend');
    const octets = Buffer.from(text.replace('winter', 'spring').replace('<sale@', '<spring@'));
    const reply = await submit(sekisho.smtpPort, 'ann@corp.example', others, octets);
    const id = /held as (m-\S+)/.exec(reply)?.[1] ?? '';
    await admin.get(`/held/${id}`);
    const page = await admin.press(`/held/${id}/decision`, { decision: 'return', comment: 'Please use Bcc' });
    expect(page.status).toBe(200);
    await sink.next(
      ({ from, octets: notice }) => from === '' && decodeBody(notice).includes('Please use Bcc'),
    );
    expect(
      sink.taken.filter(
        ({ octets: sent }) => sent.includes('spring@corp.example') && sent.includes('very quiet line'),
      ),
    ).toEqual([]);
    const again = await admin.get(`/held/${id}`);
    expect(plainText(again.text)).toMatch(/Returned/);
    expect(again.text).not.toContain(`/held/${id}/decision`);
  });

  it('reports a refused recipient to the sender and delivers to the others', async () => {
    const octets = mail([
      'From: ann@corp.example',
      'To: bob@corp.example',
      'Subject: half',
      'Message-ID: <half@corp.example>',
      '',
      'x',
    ]);
    await submit(
      sekisho.smtpPort,
      'ann@corp.example',
      ['carol@corp.example', 'refused@corp.example'],
      octets,
    );
    const taken = await sink.next(({ to }) => to.includes('carol@corp.example'));
    expect(taken.to).toEqual(['carol@corp.example']);
    const report = await sink.next(
      ({ from, octets: dsn }) => from === '' && dsn.includes('message/delivery-status'),
    );
    expect(report.to).toEqual(['ann@corp.example']);
    expect(report.octets.toString()).toMatch(/Final-Recipient: rfc822; ?refused@corp\.example/i);
  });

  it('holds what it cannot read, with that as the reason', async () => {
    const octets = mail([
      'From: ann@corp.example',
      'To: bob@corp.example',
      'Subject: one',
      'Subject: two',
      '',
      'x',
    ]);
    const reply = await submit(sekisho.smtpPort, 'ann@corp.example', ['bob@corp.example'], octets);
    expect(reply).toMatch(/held as/);
    const page = await admin.get(`/held/${/held as (m-\S+)/.exec(reply)?.[1]}`);
    expect(plainText(page.text)).toContain('could not be inspected');
  });

  it('logs neither text nor subject', () => {
    const log = JSON.stringify(sekisho.lines);
    expect(log).not.toContain('very quiet line');
    expect(log).not.toContain('winter sale');
  });
});

async function openBrowserAs(person: Person, language: 'ja' | 'en', id: string): Promise<string> {
  await person.get(`/held/${id}`);
  await person.press('/language', { language });
  const { text } = await person.get(`/held/${id}`);
  await person.press('/language', { language: language === 'ja' ? 'en' : 'ja' });
  return plainText(text);
}

function decodeBody(octets: Buffer): string {
  const text = octets.toString();
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  if (/Content-Transfer-Encoding: base64/i.test(text)) return Buffer.from(body, 'base64').toString();
  return body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
