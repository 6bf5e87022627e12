// Mail folders in one file (mbox, RFC 4155): Thunderbird's, Apple Mail's, Google Takeout's. Read in pieces, so that a
// file of many gigabytes needs little memory; only headers are looked at.

import { createReadStream } from 'node:fs';
import { pastMailOf } from './past-mail.ts';
import type { OnProgress, PastMails } from './sources.ts';

const MAX_HEADER_OCTETS = 256 * 1024;
const PIECE_OCTETS = 128 * 1024;
const LF = 0x0a;
const FROM = Buffer.from('From ');
/** `From - Tue Nov 24 10:00:00 2026`: the time tells a separator from a sentence that nobody quoted with `>`. */
const SEPARATOR = /^From \S(?=.*\d:\d\d).*\d{4}/;

/** The lines of a stream with their ends; a line longer than any header comes in pieces. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const octets = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = octets.indexOf(LF); end >= 0; end = octets.indexOf(LF, start)) {
      yield octets.subarray(start, end + 1);
      start = end + 1;
    }
    rest = octets.subarray(start);
    if (rest.length <= MAX_HEADER_OCTETS) continue;
    yield rest;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield rest;
}

const isEmpty = (line: Buffer) => line[0] === LF || (line[0] === 0x0d && line[1] === LF);
const isSeparator = (line: Buffer) =>
  line.subarray(0, FROM.length).equals(FROM) && SEPARATOR.test(line.toString('latin1'));

/** The header blocks of the mails, each without the separator above it. */
async function* headersOf(lines: AsyncIterable<Buffer>, onProgress: OnProgress): AsyncIterable<Buffer> {
  let header: Buffer[] | null = null;
  let octets = 0;
  let mayBegin = true;
  for await (const line of lines) {
    onProgress(line.length);
    const begins = mayBegin && isSeparator(line);
    const ends = begins || isEmpty(line) || octets > MAX_HEADER_OCTETS;
    if (ends && header !== null) {
      yield Buffer.concat(header);
      header = null;
    }
    if (begins) {
      header = [];
      octets = 0;
    } else if (header !== null) {
      header.push(Buffer.from(line));
      octets += line.length;
    }
    mayBegin = isEmpty(line);
  }
  if (header !== null) yield Buffer.concat(header);
}

export async function* readMbox(file: string, onProgress: OnProgress): PastMails {
  const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: PIECE_OCTETS });
  for await (const header of headersOf(linesOf(stream), onProgress)) yield pastMailOf(header);
}
