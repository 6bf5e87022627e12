// Every sensible operation on every mail of the corpora: parts that no operation names stay as they were, read by
// mailparser; signatures hold, asked of mailauth; the envelope is the one that was asked for.

import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AddrSpec, addressKey, domainOf, parseDomain } from '../../../src/guard/address.ts';
import type { Operation } from '../../../src/message/rewrite/operations.ts';
import { listFiles } from '../../../src/message/rewrite/parts.ts';
import { previewRepair, type RepairedMail } from '../../../src/message/rewrite/preview-repair.ts';
import { type CorpusMail, corpusMails } from '../../corpora.ts';
import { address, fieldLines, UNSIGNED } from './mails.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ED = generateKeyPairSync('ed25519');
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
/** RFC 8463 §4: the 32 octets of an Ed25519 key stand in DNS without their wrapping. */
const RECORDS: Readonly<Record<string, string>> = {
  rsa: `v=DKIM1; k=rsa; p=${RSA.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  ed: `v=DKIM1; k=ed25519; p=${ED.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`,
};
const resolver = async (name: string) => [[RECORDS[name.slice(0, name.indexOf('.'))] ?? '']];

/** Two foreign signatures that hold: one over nothing that names recipients, one over all that does. */
async function signedByOthers(octets: Buffer): Promise<Buffer> {
  const foreign = { selector: 'ed', privateKey: pem(ED.privateKey) };
  const { signatures } = await dkimSign(octets, {
    ...foreign,
    signingDomain: 'other.example',
    signatureData: [
      { ...foreign, signingDomain: 'list.example', headerList: ['from', 'subject', 'date'] },
      { ...foreign, signingDomain: 'over.example', headerList: ['from', 'to', 'cc', 'bcc', 'subject'] },
    ],
  } as Parameters<typeof dkimSign>[1]);
  return Buffer.concat([Buffer.from(signatures), octets]);
}

const OURS = ['list.example', 'over.example'];

/** `domain algorithm result` of every signature whose key we know. */
async function verify(octets: Uint8Array, author: string | null): Promise<readonly string[]> {
  const { results } = await dkimVerify(Buffer.from(octets), { resolver });
  return results
    .filter(({ signingDomain }) => OURS.includes(signingDomain ?? '') || signingDomain === author)
    .filter(({ selector }) => (selector ?? '') in RECORDS)
    .map(({ signingDomain, algo, status }) => `${signingDomain} ${algo} ${status.result}`);
}

const hash = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

/** Text and files as an independent reader sees them. */
async function read(octets: Uint8Array) {
  const { text, html, attachments, to, cc, bcc } = await simpleParser(Buffer.from(octets), {
    skipImageLinks: true,
    skipTextToHtml: true,
    skipHtmlToText: true,
  });
  return {
    texts: hash(`${text ?? ''}\0${html || ''}`),
    files: attachments.map(({ content }) => hash(content)),
    shown: [to, cc, bcc]
      .flat()
      .flatMap((list) => (list?.value ?? []).map(({ address: shown }) => shown ?? '')),
  };
}

type Mail = CorpusMail & { readonly author: string | null };
type Case = {
  readonly operation: Operation;
  /** Forward-paths of each mail that comes out. */
  readonly to: readonly (readonly AddrSpec[])[];
};

const MOST_COPIES = 12;

/** Parts that the independent reader counts with the text of the mail. */
const READ_AS_TEXT = /^(?:text\/(?:plain|html)$|message\/)/;

/** What somebody might do to this mail, and who then gets it. */
function casesFor({ octets, forwardPaths }: CorpusMail): readonly Case[] {
  const paths = [...new Map(forwardPaths.map((path) => [addressKey(path), path])).values()];
  const [first] = paths as [AddrSpec];
  const boss = address('boss@corp.example');
  const right = parseDomain('right.example');
  const [file] = listFiles(octets).filter(
    ({ refusal, type }) => refusal === null && !READ_AS_TEXT.test(type),
  );
  if (right === null) throw new Error('no domain');
  const corrected = (path: AddrSpec) =>
    domainOf(path) === domainOf(first) ? address(`${path.slice(0, path.lastIndexOf('@'))}@${right}`) : path;
  const inBody: readonly Operation[] =
    file === undefined
      ? []
      : [
          { op: 'drop-attachment', part: file.id },
          { op: 'protect-attachment', parts: [file.id] },
        ];
  const split: Case = { operation: { op: 'one-per-recipient' }, to: forwardPaths.map((path) => [path]) };
  return [
    { operation: { op: 'to-bcc', addresses: null }, to: [forwardPaths] },
    { operation: { op: 'add-bcc', address: boss }, to: [[...paths, boss]] },
    { operation: { op: 'add-cc', address: boss, name: '部長' }, to: [[...paths, boss]] },
    { operation: { op: 'correct-domain', wrong: domainOf(first), right }, to: [paths.map(corrected)] },
    { operation: { op: 'drop-recipients', addresses: [first] }, to: [paths.slice(1)] },
    ...(forwardPaths.length > MOST_COPIES ? [] : [split]),
    ...inBody.map((operation) => ({ operation, to: [forwardPaths] })),
  ];
}

/** Whether the second foreign signature is broken: mailauth signs the fields that are there, and no others. */
function isOverChanged(before: Uint8Array, after: Uint8Array): boolean {
  const linesOf = (octets: Uint8Array, name: string) =>
    fieldLines(Buffer.from(octets).toString('latin1'), name).join('\n');
  return ['to', 'cc', 'bcc'].some(
    (name) => linesOf(before, name) !== '' && linesOf(before, name) !== linesOf(after, name),
  );
}

/** Checks one mail that came out. */
async function check(mail: Mail, { operation }: Case, { octets, signedBy }: RepairedMail): Promise<void> {
  const [before, after] = [await read(mail.octets), await read(octets)];
  const isBody = operation.op === 'drop-attachment' || operation.op === 'protect-attachment';
  const isTouched = Buffer.compare(octets, mail.octets) !== 0;
  expect(after.texts).toBe(before.texts);
  const files = before.files.filter((file) => after.files.includes(file));
  expect(files.length).toBe(isBody ? before.files.length - 1 : before.files.length);
  if (operation.op === 'to-bcc') expect(after.shown.filter(Boolean)).toEqual([]);
  const isOver = isBody || isOverChanged(mail.octets, octets);
  expect(await verify(octets, mail.author)).toEqual([
    ...(isTouched && signedBy !== null
      ? [`${signedBy} rsa-sha256 pass`, `${signedBy} ed25519-sha256 pass`]
      : []),
    ...(isBody ? [] : ['list.example ed25519-sha256 pass']),
    ...(isOver ? [] : ['over.example ed25519-sha256 pass']),
  ]);
}

describe('repairs of the mails of the corpora', () => {
  const mails: Mail[] = [];
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  beforeAll(async () => {
    for (const mail of corpusMails()) {
      const octets = await signedByOthers(mail.octets);
      const { headerFrom } = await dkimVerify(octets, { resolver });
      const holds = await verify(octets, null);
      // A mail that the verifier takes for another one than was signed tells nothing about a repair.
      if (holds.filter((result) => result.endsWith('pass')).length !== 2) continue;
      mails.push({ ...mail, octets, author: headerFrom[0]?.replace(/.*@/, '').toLowerCase() ?? null });
    }
  });

  it('leave every part they do not name as it was, hold their signatures and reach whom they should', async () => {
    for (const mail of mails) {
      const domain = parseDomain(mail.author ?? '');
      const dkimKeys = Object.entries({ rsa: RSA, ed: ED }).flatMap(([selector, { privateKey }]) =>
        domain === null ? [] : [{ domain, selector, privateKey: pem(privateKey) }],
      );
      for (const one of casesFor(mail)) {
        const { op } = one.operation;
        const preview = previewRepair(mail.octets, mail, [one.operation], { ...UNSIGNED, dkimKeys });
        count(preview.kind === 'repaired' ? op : `${op}: ${preview.reason}`);
        if (preview.kind === 'refused') continue;
        const [first] = preview.mails as [RepairedMail];
        const paths = preview.mails.map(({ envelope }) => envelope.forwardPaths);
        expect(paths, `${op} on ${mail.name}`).toEqual(one.to);
        await check(mail, one, first).catch((error: unknown) => {
          throw new Error(`${op} on ${mail.name}`, { cause: error });
        });
      }
    }
  }, 120_000);

  it.each(['to-bcc', 'add-bcc', 'add-cc', 'correct-domain'])('were at least 100 with %s', (op) => {
    expect(counts.get(op)).toBeGreaterThanOrEqual(100);
  });
});
