// Signatures after a repair: broken ones are gone, those that still hold stay, ours verifies by an independent verifier.

import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Domain } from '../../../src/guard/address.ts';
import { signMail } from '../../../src/message/rewrite/dkim.ts';
import { cutMail } from '../../../src/message/rewrite/raw-mail.ts';
import { needs } from '../../needs.ts';
import {
  corpKey,
  fieldLines,
  leafHashes,
  lines,
  publicKey,
  repaired,
  SIGNED,
  THREE,
  TO_THREE,
  UNSIGNED,
  WITH_FILES,
} from './mails.ts';

const SIGNATURES = [
  'DKIM-Signature: v=1; d=corp.example; s=to; h=From : T',
  ' o:Cc:Subject; bh=x; b=x',
  'DKIM-Signature: v=1; d=list.example; s=from; h=from:subject; bh=x; b=x',
  'DKIM-Signature: v=1; d=over.example; s=bcc; h=from:bcc; bh=x; b=x',
];
const MAIL = lines(...SIGNATURES, ...TO_THREE, '', 'text', '');
const signers = (text: string) =>
  fieldLines(text, 'dkim-signature').map((field) => /d=(\S+);/.exec(field)?.[1]);

describe('signatures', () => {
  it('that cover a changed field are taken out, the others stay', async () => {
    const { text, removedSignatures } = await repaired(MAIL, THREE, [{ op: 'to-bcc', addresses: null }]);
    expect(signers(text)).toEqual(['list.example', 'over.example']);
    expect(removedSignatures).toEqual(['dkim-signature d=corp.example s=to']);
  });

  it('of a mail whose body changes all go, and no half of an ARC set stays', async () => {
    const arc = [
      'ARC-Seal: i=1; d=a.example',
      'ARC-Message-Signature: i=1; d=a.example; s=z; h=from; b=x',
      'ARC-Authentication-Results: i=1; a.example',
    ];
    const mail = Buffer.concat([
      lines(...arc, ...SIGNATURES, 'DomainKey-Signature: a=rsa-sha1; d=old.example', ''),
      WITH_FILES,
    ]);
    const { text, removedSignatures } = await repaired(mail, THREE, [{ op: 'drop-attachment', part: '2' }]);
    expect(text.startsWith('From: Ann')).toBe(true);
    expect(removedSignatures).toHaveLength(5);
  });

  it('stay where only the envelope changes', async () => {
    const { octets, removedSignatures, mails } = await repaired(
      MAIL,
      THREE,
      [{ op: 'add-bcc', address: 'boss@corp.example' }],
      SIGNED,
    );
    expect(Buffer.compare(octets, MAIL)).toBe(0);
    expect([removedSignatures, mails[0]?.signedBy]).toEqual([[], null]);
  });

  it('are made by the key of the author, the nearest above it, or not at all', async () => {
    const key = (domain: string) => ({ ...corpKey, domain: domain as Domain });
    const by = async (from: string, ...domains: string[]) => {
      const mail = lines(`From: x <x@${from}>`, 'To: jun@a.example', '', 'text', '');
      const context = { ...UNSIGNED, dkimKeys: domains.map(key) };
      return (await repaired(mail, THREE, [{ op: 'to-bcc', addresses: null }], context)).mails[0]?.signedBy;
    };
    expect(await by('corp.example', 'a.example', 'corp.example')).toBe('corp.example');
    expect(await by('x.y.corp.example', 'corp.example', 'y.corp.example', 'z.corp.example')).toBe(
      'y.corp.example',
    );
    expect(await by('notcorp.example', 'corp.example')).toBeNull();
  });

  it.each([
    '',
    '\r\n',
    ' \t\r\n\r\n',
    'text',
    'text \t',
    'text  \r\n',
    ' two \t blanks \r\n \r\nand an end\r\n\r\n\r\n',
    '\r\nbegins empty\r\n \t ',
  ])('hold over blanks and line ends wherever they stand: %j', async (body) => {
    const header = [
      'Subject:  two \t blanks ',
      'X-Y: 1',
      'Subject:second',
      'From:  x@corp.example ',
      'To:',
      ' y@b.example',
    ];
    const signed = signMail(cutMail(lines(...header, '', body)), [corpKey]);
    const { results } = await dkimVerify(Buffer.from(signed), {
      resolver: async () => [[`v=DKIM1; p=${publicKey}`]],
    });
    expect(results.map(({ status }) => status.result)).toEqual(['pass']);
    const forged = Buffer.concat([Buffer.from('From: z@corp.example\r\n'), signed]);
    const again = await dkimVerify(forged, { resolver: async () => [[`v=DKIM1; p=${publicKey}`]] });
    expect(again.results.map(({ status }) => status.result)).not.toEqual(['pass']);
  });

  it('fail loudly when the key cannot sign', () => {
    const { privateKey } = generateKeyPairSync('x25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => signMail(cutMail(MAIL), [{ ...corpKey, privateKey: pem }])).toThrow('cannot sign');
  });
});

describe.runIf(needs('opendkim'))('our signature, asked of OpenDKIM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'repair-'));
  const verify = (octets: Uint8Array): string => {
    const file = join(folder, 'mail.eml');
    writeFileSync(file, octets);
    const { stdout, stderr } = spawnSync('opendkim', ['-x', join(folder, 'conf'), '-v', '-t', file], {
      encoding: 'utf8',
    });
    return stdout + stderr;
  };

  beforeAll(() => {
    writeFileSync(join(folder, 'keys'), `s1._domainkey.corp.example v=DKIM1; k=rsa; p=${publicKey}\n`);
    writeFileSync(
      join(folder, 'conf'),
      `Mode v\nTestPublicKeys ${join(folder, 'keys')}\nInternalHosts 192.0.2.1\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const jis = 'Subject: \x1b$B2q5D\x1b(B';
  it.each([
    ['recipients are hidden', { op: 'to-bcc', addresses: null }],
    ['recipients are dropped', { op: 'drop-recipients', addresses: ['jun@a.example'] }],
    ['somebody is added', { op: 'add-cc', address: 'boss@corp.example', name: '部長' }],
    ['a domain is corrected', { op: 'correct-domain', wrong: 'a.example', right: 'b.example' }],
    ['each gets a mail of their own', { op: 'one-per-recipient' }],
    ['an attachment is dropped', { op: 'drop-attachment', part: '2' }],
    ['an attachment is protected', { op: 'protect-attachment', parts: ['2', '3'] }],
  ])('holds when %s, also with octets beyond ASCII', async (_, op) => {
    const files = WITH_FILES.toString('latin1').replace('Subject: list', () => jis);
    const mail = lines(...SIGNATURES.slice(0, 2), files);
    const { mails } = await repaired(mail, THREE, [op], SIGNED);
    for (const { octets } of mails) {
      expect(verify(octets)).toMatch(/verification \(s=s1,? d=corp\.example, 2048-bit key\) succeeded/);
      expect(leafHashes(octets)[0]).toBe(leafHashes(WITH_FILES)[0]);
    }
  });

  it('no longer holds when an octet is changed afterwards', async () => {
    const { octets } = await repaired(WITH_FILES, THREE, [{ op: 'to-bcc', addresses: null }], SIGNED);
    const forged = Buffer.from(
      Buffer.from(octets).toString('latin1').replace('Subject: list', 'Subject: last'),
      'latin1',
    );
    expect(verify(forged)).toContain('failed');
  });
});
