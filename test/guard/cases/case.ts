// The shape of the tables of cases: mails as people write them, what was sent before, and whether the check holds.

import { createHash } from 'node:crypto';
import { makeZip } from '../../attachment/make-zip.ts';

export type CaseFile = { readonly name: string; readonly octets: Uint8Array };

export type CaseMail = {
  /** Header From; taro unless given. */
  readonly from?: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject?: string;
  readonly text: string;
  readonly headers?: readonly string[];
  readonly files?: readonly CaseFile[];
  /** Minutes after the first mail of the case. */
  readonly after?: number;
  /** Forward-paths when they are not those of To, Cc and Bcc. */
  readonly paths?: readonly string[];
  /** Reverse-path when it is not the author's; '' is the null reverse-path. */
  readonly reversePath?: string;
};

export type Case = {
  readonly title: string;
  readonly holds: boolean;
  readonly mail: CaseMail;
  /** Mails of the hours before, in order. */
  readonly before?: readonly CaseMail[];
  /** Whom the author wrote to so often in the last weeks. */
  readonly history?: Readonly<Record<string, number>>;
  readonly policy?: Readonly<Record<string, unknown>>;
};

export const TARO = '山田 太郎 <taro.yamada@corp.example>';

/** Everybody the author has written to `count` times. */
export function knows(addresses: readonly string[], count = 3): Readonly<Record<string, number>> {
  return Object.fromEntries(addresses.map((address) => [addressIn(address), count]));
}

export function addressIn(box: string): string {
  return /<([^>]*)>/.exec(box)?.[1] ?? box;
}

/** Colleagues with Japanese names, at most twelve. */
export function colleagues(count: number): string[] {
  const names =
    '佐藤 愛 sato.ai,鈴木 淳 suzuki.jun,高橋 恵 takahashi.megumi,田中 健 tanaka.ken,伊藤 翔 ito.sho,渡辺 舞 watanabe.mai,中村 亮 nakamura.ryo,小林 彩 kobayashi.aya,加藤 学 kato.manabu,吉田 剛 yoshida.go,山本 優 yamamoto.yu,松本 凛 matsumoto.rin';
  return names
    .split(',')
    .slice(0, count)
    .map((entry) => {
      const [surname, given, local] = entry.split(' ');
      return `${surname} ${given} <${local}@corp.example>`;
    });
}

export const textFile = (name: string, text = '品番,数量\n1,2\n'): CaseFile => ({
  name,
  octets: Buffer.from(text, 'utf8'),
});

export const lockedZip = (name: string): CaseFile => ({
  name,
  octets: makeZip([{ name: 'list.csv', content: 'secret', flags: 0x801 }]),
});

function encoded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

function box(text: string): string {
  const [, name, address] = /^(.*?)\s*<([^>]*)>$/.exec(text) ?? [];
  if (name === undefined || name === '') return addressIn(text);
  return `${/^[A-Za-z ]*$/.test(name) ? name : encoded(name)} <${address}>`;
}

const base64 = (octets: Uint8Array) =>
  (
    Buffer.from(octets)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');

function partOf({ name, octets }: CaseFile): string[] {
  return [
    '--b1',
    `Content-Type: application/octet-stream; name="${encoded(name)}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    '',
    base64(octets),
  ];
}

/** One for each mail of the tables: with that of another it would be a copy of it. */
const idOf = (mail: CaseMail) => createHash('sha256').update(JSON.stringify(mail)).digest('hex').slice(0, 32);

/** The mail as a client would send it. */
export function octetsOf(mail: CaseMail) {
  const { from = TARO, to, cc = [], subject = '件名', text, headers = [], files = [] } = mail;
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(Buffer.from(text)),
  ];
  const parts = files.flatMap(partOf);
  const lines = [
    `From: ${box(from)}`,
    ...(to.length > 0 ? [`To: ${to.map(box).join(',\r\n ')}`] : []),
    ...(cc.length > 0 ? [`Cc: ${cc.map(box).join(',\r\n ')}`] : []),
    `Subject: ${encoded(subject)}`,
    'Date: Tue, 24 Nov 2026 10:00:00 +0900',
    `Message-ID: <${idOf(mail)}@corp.example>`,
    'MIME-Version: 1.0',
    ...headers,
    ...(files.length === 0
      ? body
      : ['Content-Type: multipart/mixed; boundary=b1', '', '--b1', ...body, ...parts, '--b1--']),
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

/** The header block and text that a client quotes below the sender's own words. */
export function quoted(from: string, to: readonly string[], text: string): string {
  return [
    '',
    '-----Original Message-----',
    `From: ${from}`,
    'Sent: Monday, November 23, 2026 5:12 PM',
    `To: ${to.join('; ')}`,
    'Subject: ご相談',
    '',
    text,
  ].join('\n');
}
