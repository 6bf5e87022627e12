// Mails as octets, written down as short as they can be: a header with overrides, bodies, multiparts.

import { readMail } from '../../src/message/read-mail.ts';
import type { Reading } from '../../src/message/reading.ts';

export const SECRET = 'CONFIDENTIAL-7F3A';

const HEADER: Readonly<Record<string, string>> = {
  From: 'Ann <ann@corp.example>',
  To: 'Taro <taro@partner.example>',
  Subject: 'Monthly report',
  Date: 'Tue, 24 Nov 2026 10:00:00 +0900',
  'Message-ID': '<1@corp.example>',
  'MIME-Version': '1.0',
};

const lines = (fields: Readonly<Record<string, string | null>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** Characters up to U+00FF are octets; anything above must have been encoded by the caller. */
export const octets = (latin1: string): Uint8Array => Buffer.from(latin1, 'latin1');
/** UTF-8 octets, one character each. */
export const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
export const base64 = (content: string | Uint8Array): string =>
  (
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
export const encodedWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

/** One part: its MIME fields and its content as it travels. `null` leaves a field out. */
export const part = (fields: Readonly<Record<string, string | null>>, content: string): string =>
  `${lines(fields)}\r\n${content}`;

export const text = (content: string, charset = 'utf-8'): string =>
  part(
    { 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': '8bit' },
    utf8(content),
  );

export const html = (content: string): string =>
  part({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Transfer-Encoding': '8bit' }, utf8(content));

export const attachment = (
  name: string,
  content: string | Uint8Array,
  type = 'application/octet-stream',
): string =>
  part(
    {
      'Content-Type': `${type}; name="${name}"`,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Transfer-Encoding': 'base64',
    },
    base64(content),
  );

export const joined = (boundary: string, parts: readonly string[]): string =>
  `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;

export const multipart = (subtype: string, parts: readonly string[], boundary = `b-${subtype}`): string =>
  part({ 'Content-Type': `multipart/${subtype}; boundary="${boundary}"` }, joined(boundary, parts));

/** A whole mail around a part. */
export const mail = (content: string, header: Readonly<Record<string, string | null>> = {}): Uint8Array =>
  octets(`${lines({ ...HEADER, ...header })}${content}`);

/** A whole mail of plain UTF-8 text. */
export const plain = (content: string, header: Readonly<Record<string, string | null>> = {}): Uint8Array =>
  mail(text(content), header);

export const read = (message: Uint8Array): Promise<Reading> => readMail(message, { words: [SECRET] });

export async function faultsOf(message: Uint8Array): Promise<string[]> {
  const { content } = await read(message);
  return [...new Set(content.faults.map(({ code }) => code))];
}
