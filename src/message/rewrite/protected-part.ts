// The MIME part that stands for an attachment once it is protected: an encrypted zip, in base64, named in the two ways
// that between them every mailer reads (RFC 2231; RFC 2047 in quotes, as Japanese mailers expect it).

import { buildHeaderParam, encodeWords, quoteString } from 'nodemailer/lib/mime-funcs';
import { writeAesZip } from './aes-zip.ts';

/** Characters that no file system takes, or that would lead out of the folder. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

/** `list.xlsx` → `list.zip`. */
function zipNameOf(name: string): string {
  return `${name.replace(/\.[^.]{1,10}$/, '') || 'attachment'}.zip`;
}

/** `; name="…"`, folded. */
function nameParameter(name: string): string {
  const isAscii = /^[\x20-\x7e]+$/.test(name);
  const value = isAscii
    ? quoteString(name)
    : `"${encodeWords(name, 'B', 52, true).replaceAll(' ', '\r\n ')}"`;
  return `;\r\n name=${value}`;
}

function filenameParameter(name: string): string {
  return buildHeaderParam('filename', name, 50)
    .map(({ key, value }) => `;\r\n ${key}=${key.endsWith('*') ? value : quoteString(value)}`)
    .join('');
}

function base64Lines(octets: Uint8Array): string {
  return (
    Buffer.from(octets)
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? ''
  );
}

/** Header and body of the part; no line end behind the last line, which belongs to the boundary. */
export function protectedPart(
  name: string,
  content: Uint8Array,
  passphrase: string,
  random: (octets: number) => Uint8Array,
): Uint8Array {
  const inside = name.replace(UNFIT, '_').slice(0, 200);
  const zipName = zipNameOf(inside);
  const zip = writeAesZip(inside, content, passphrase, random);
  const header = [
    `Content-Type: application/zip${nameParameter(zipName)}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment${filenameParameter(zipName)}`,
  ];
  return Buffer.from(`${header.join('\r\n')}\r\n\r\n${base64Lines(zip)}`, 'latin1');
}
