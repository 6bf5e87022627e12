// Mails for the tests of repairs, and what is asked of them before and after.

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type AddrSpec, type Domain, parseAddrSpec } from '../../../src/guard/address.ts';
import { FaultList } from '../../../src/message/faults.ts';
import { scanStructure } from '../../../src/message/parts.ts';
import { operationsSchema, type RepairEnvelope } from '../../../src/message/rewrite/operations.ts';
import {
  previewRepair,
  type RepairContext,
  type RepairPreview,
} from '../../../src/message/rewrite/preview-repair.ts';

export const address = (text: string) => parseAddrSpec(text) as AddrSpec;
export const lines = (...all: readonly string[]) => Buffer.from(all.join('\r\n'), 'latin1');

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const privateKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const corpKey = { domain: 'corp.example' as Domain, selector: 's1', privateKey };

export const UNSIGNED: RepairContext = { dkimKeys: [], random: (octets) => randomBytes(octets) };
export const SIGNED: RepairContext = { ...UNSIGNED, dkimKeys: [corpKey] };

export const envelope = (...to: readonly string[]): RepairEnvelope => ({
  reversePath: address('ann@corp.example'),
  forwardPaths: to.map(address),
});

export const TO_THREE = [
  'From: Ann <ann@corp.example>',
  'To: "Ito, Jun" <jun@a.example>,',
  ' =?UTF-8?B?5bGx55Sw?= <yama@b.example>',
  'Cc: kei@corp.example (Kei)',
  'Subject: list',
  'Message-ID: <1@corp.example>',
];
export const THREE = envelope('jun@a.example', 'yama@b.example', 'kei@corp.example');

/** A mail with a text, a table and a picture. */
export const WITH_FILES = lines(
  ...TO_THREE,
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="=_b"',
  '',
  'This is a multi-part message in MIME format.',
  '--=_b',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  Buffer.from('お送りします。').toString('latin1'),
  '--=_b',
  'Content-Type: text/csv; charset=utf-8; name="=?UTF-8?B?6aGn5a6i5LiA6KanLmNzdg==?="',
  "Content-Disposition: attachment; filename*=utf-8''%E9%A1%A7%E5%AE%A2%E4%B8%80%E8%A6%A7.csv",
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('氏名,電話\r\n山田,090-0000-0000\r\n').toString('base64'),
  '--=_b  ',
  'Content-Type: image/png; name=a.png',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=89PNG=0D=0A',
  '',
  '--=_b--',
  '',
);

/** The operations pass through the schema, as from a form. */
export async function repair(
  octets: Uint8Array,
  from: RepairEnvelope,
  operations: readonly object[],
  context = UNSIGNED,
): Promise<RepairPreview> {
  return previewRepair(octets, from, operationsSchema.parse(operations), context);
}

export type Repaired = Extract<RepairPreview, { kind: 'repaired' }>;

/** A repair that has to succeed, and its first mail as text. */
export async function repaired(
  ...args: Parameters<typeof repair>
): Promise<
  Repaired & { readonly text: string; readonly octets: Uint8Array; readonly to: readonly string[] }
> {
  const preview = await repair(...args);
  if (preview.kind === 'refused') throw new Error(`refused: ${preview.reason} ${preview.detail}`);
  const [mail] = preview.mails;
  if (mail === undefined) throw new Error('no mail');
  const text = Buffer.from(mail.octets).toString('latin1');
  return { ...preview, text, octets: mail.octets, to: mail.envelope.forwardPaths };
}

/** `reason: detail` of a repair that has to be refused. */
export async function refusal(...args: Parameters<typeof repair>): Promise<string> {
  const preview = await repair(...args);
  return preview.kind === 'refused' ? preview.reason : 'repaired';
}

/** SHA-256 of the raw octets of every leaf, by its place. */
export function leafHashes(octets: Uint8Array): readonly string[] {
  return scanStructure(octets, new FaultList()).leaves.map(({ body }) =>
    createHash('sha256').update(body).digest('hex'),
  );
}

export const fieldLines = (text: string, ...names: readonly string[]) =>
  (text.slice(0, text.indexOf('\r\n\r\n') + 2).match(/[^\n]+\n(?:[ \t][^\n]*\n)*/g) ?? [])
    .filter((field) => names.some((name) => field.toLowerCase().startsWith(`${name}:`)))
    .map((field) => field.trimEnd());
