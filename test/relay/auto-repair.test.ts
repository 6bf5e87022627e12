// Automatic repair on the way in: what is stored and sent is the repaired mail with its own verdict; what cannot be
// repaired safely waits for a person.

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Domain } from '../../src/guard/address.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { createPreviewRepair } from '../../src/relay/repair-thread.ts';
import { addr, companies } from '../guard/mail.ts';
import { eachDatabase } from '../store/databases.ts';
import { type Changes, eventsOf, mailOf, noticesOf, relayAt, submission } from './relay.ts';

const strangers = companies(12);
const privateKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const dkimKeys = [{ domain: 'corp.example' as Domain, selector: 's1', privateKey }];

const mailTo = (to: readonly string[], ...lines: readonly string[]) =>
  Buffer.from(
    [
      'From: ann@corp.example',
      `To: ${to.join(',\r\n ')}`,
      'Subject: Hello',
      'Message-ID: <1@corp.example>',
      ...lines,
      '',
    ].join('\r\n'),
  );
const PLAIN_TO_12 = mailTo(strangers, '', 'Dear all, our office is closed on Friday.');
const SEALED_TO_12 = mailTo(
  strangers,
  'MIME-Version: 1.0',
  'Content-Type: application/pkcs7-mime; smime-type=enveloped-data',
  'Content-Transfer-Encoding: base64',
  '',
  'MIAGCSqGSIb3DQEHA6CAMIACAQA=',
);

const autoRepair = [
  { do: 'to-bcc', atNewlyDisclosed: 10 },
  { do: 'add-bcc', address: 'boss@corp.example' },
];
const lenient = Object.fromEntries(
  ['many-recipients', 'first-contact', 'uninspectable', 'burst'].map((id) => [id, { action: 'log' }]),
);
const repairing: Changes = {
  readMail: (octets, options) => readMail(octets, options),
  previewRepair: createPreviewRepair(dkimKeys),
  policy: { autoRepair, checks: lenient },
};
const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');

eachDatabase('automatic repair', (places) => {
  it('stores, judges and sends the mail with its recipients in Bcc, and keeps a trace of what came', async () => {
    const relay = await relayAt(await places.shared(), undefined, repairing);
    const { kind, id } = await relay.accept(submission(strangers, { octets: PLAIN_TO_12 }));
    expect(kind).toBe('queued');
    const { mail, recipients, verdict } = await mailOf(relay.store, id);
    expect(recipients.map(({ forwardPath }) => forwardPath)).toEqual([...strangers, 'boss@corp.example']);
    expect(verdict?.findings.map(({ check }) => check)).not.toContain('visible-recipients');
    const octets = Buffer.from(await relay.store.readOctets(id)).toString();
    expect(octets).toMatch(/^DKIM-Signature: v=1; a=ed25519-sha256; /);
    expect(octets).toContain('To: undisclosed-recipients:;\r\n');
    expect(strangers.filter((address) => octets.includes(address))).toEqual([]);
    expect(octets.endsWith('\r\n\r\nDear all, our office is closed on Friday.\r\n')).toBe(true);
    expect(await eventsOf(relay.store, id)).toEqual(['received', 'repaired', 'forwarded']);
    const [received, repaired] = await relay.store.listEvents({ mailId: id, limit: 9 });
    expect(received?.detail).toMatchObject({ sha256: sha256(PLAIN_TO_12), forwardPaths: strangers });
    expect(repaired).toMatchObject({
      actor: { kind: 'system', id: 'policy' },
      detail: {
        sha256: mail.sha256,
        operations: [{ op: 'to-bcc' }, { op: 'add-bcc', address: 'boss@corp.example' }],
      },
    });
  });

  it('tells the sender', async () => {
    const relay = await relayAt(await places.shared(), undefined, repairing);
    const { id } = await relay.accept(submission(strangers, { octets: PLAIN_TO_12 }));
    expect(await noticesOf(relay.store, id)).toEqual(['repaired ann@corp.example']);
  });

  it('holds what cannot be repaired safely, octets untouched, and still adds the supervisor', async () => {
    const relay = await relayAt(await places.shared(), undefined, repairing);
    const { kind, id } = await relay.accept(submission(strangers, { octets: SEALED_TO_12 }));
    expect(kind).toBe('held');
    const { mail, recipients, verdict } = await mailOf(relay.store, id);
    expect(mail.sha256).toBe(sha256(SEALED_TO_12));
    expect(recipients.at(-1)?.forwardPath).toBe('boss@corp.example');
    expect(verdict?.findings[0]).toMatchObject({
      sentence: 'visible-recipients/not-repaired',
      values: { why: 'sealed' },
    });
  });

  it('holds the mail when repairing it breaks down', async () => {
    const previewRepair = () => Promise.reject(new Error('no thread'));
    const relay = await relayAt(await places.shared(), undefined, { ...repairing, previewRepair });
    const { kind, id } = await relay.accept(submission(strangers, { octets: PLAIN_TO_12 }));
    expect(kind).toBe('held');
    expect((await mailOf(relay.store, id)).mail.sha256).toBe(sha256(PLAIN_TO_12));
    expect(relay.logged.map(({ event }) => event)).toContain('repair-failed');
  });
});

it('a large mail is repaired in a thread of its own, the same each time for the same seed', async () => {
  const body = `${'x'.repeat(70)}\r\n`.repeat(8000);
  const file = ['Content-Type: application/pdf; name=a.pdf', '', body].join('\r\n');
  const octets = mailTo(
    strangers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'text',
    '--b',
    file,
    '--b--',
  );
  const request = {
    octets,
    envelope: { reversePath: addr('ann@corp.example'), forwardPaths: strangers.map(addr) },
    operations: [{ op: 'protect-attachment' as const, parts: ['2'] }],
  };
  const preview = createPreviewRepair(dkimKeys);
  const made = async (seed: Uint8Array) => {
    const answer = await preview({ ...request, seed });
    if (answer.kind === 'refused') throw new Error(answer.detail);
    return [answer.passphrase, sha256(answer.mails[0]?.octets ?? octets)];
  };
  const seed = randomBytes(32);
  const [first, again, other] = [await made(seed), await made(seed), await made(randomBytes(32))];
  expect(again).toEqual(first);
  expect(other[0]).not.toBe(first[0]);
});
