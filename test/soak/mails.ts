// The mails of a soak: most small, some to several, some that are held, some large, some broken off by their client.

import { createHash } from 'node:crypto';
import type { Random } from '../stream/random.ts';

export type Kind = 'small' | 'several' | 'held' | 'big' | 'aborted';
export type SoakMail = {
  readonly n: number;
  readonly kind: Kind;
  readonly from: string;
  readonly to: readonly string[];
  readonly octets: Buffer;
};

const LINE = 'The quick brown fox jumps over the lazy dog, again and again.\r\n';
const AUTHORS = 50;
const MIB = 1024 * 1024;

export const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');
export const messageIdOf = (n: number) => `<soak-${n}@corp.example>`;

function kindOf(random: Random): Kind {
  const at = random.next();
  if (at < 0.1) return 'aborted';
  if (at < 0.22) return 'held';
  if (at < 0.25) return 'big';
  return at < 0.35 ? 'several' : 'small';
}

/** Held are those that show twelve strangers of twelve companies to each other. */
function recipientsOf(n: number, kind: Kind): readonly string[] {
  if (kind === 'held')
    return Array.from({ length: 12 }, (_, k) => `guest${n}.${k}@client${n % 90}-${k}.example`);
  return Array.from({ length: kind === 'several' ? 3 : 1 }, (_, k) => `reader${n}.${k}@corp.example`);
}

/** Looks like a picture, so that nobody looks for words in it. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');

function withPicture(sizeOctets: number): string {
  const picture = Buffer.concat([JPEG, Buffer.alloc(sizeOctets)]).toString('base64');
  return [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=soak',
    '',
    '--soak',
    'Content-Type: text/plain',
    '',
    LINE,
    '--soak',
    'Content-Type: image/jpeg; name=picture.jpg',
    'Content-Disposition: attachment; filename=picture.jpg',
    'Content-Transfer-Encoding: base64',
    '',
    ...(picture.match(/.{1,76}/g) ?? []),
    '--soak--',
    '',
  ].join('\r\n');
}

export function makeMail(n: number, random: Random): SoakMail {
  const kind = kindOf(random);
  const from = `author${n % AUTHORS}@corp.example`;
  const to = recipientsOf(n, kind);
  const head = `From: ${from}\r\nTo: ${to.join(',\r\n ')}\r\nSubject: soak ${n}\r\nMessage-ID: ${messageIdOf(n)}\r\n`;
  const body =
    kind === 'big' ? withPicture(random.between(MIB, 6 * MIB)) : `\r\n${LINE.repeat(random.between(1, 60))}`;
  return { n, kind, from, to, octets: Buffer.from(head + body) };
}

/** The number that the mail was made with; null: it is no mail of the soak, but a notice or a report. */
export function numberOf(octets: Buffer): number | null {
  const header = octets.subarray(0, octets.indexOf('\r\n\r\n')).toString('latin1');
  const [, n] = /^Message-ID: <soak-(\d+)@corp\.example>$/m.exec(header.replaceAll('\r\n', '\n')) ?? [];
  return n === undefined ? null : Number(n);
}
