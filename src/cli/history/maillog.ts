// The mail log of Postfix: who sent to whom, and what was delivered. Lines of one queue id belong together; they are
// gathered until the id is removed, in bounded memory. The log tells envelopes, so nobody is known to have seen anybody.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type AddrSpec, addressKey, parseAddrSpec } from '../../guard/address.ts';
import type { OnProgress, PastMail, PastMails } from './sources.ts';

/** So many mails may be under way at once; of more, the oldest are taken as they are. */
const MAX_OPEN = 20_000;
const MAX_RECIPIENTS = 2000;
const DAY_MS = 86_400_000;

/** `Nov 24 10:00:00 host postfix/smtp[12]: 4F2A1B: rest`, or the time in ISO form. */
const LINE =
  /^(\w{3} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ postfix[^[\s]*\/(\w+)\[\d+\]: (\w+): (.*)$/;
const FROM = /^from=<([^>]*)>/;
const SENT = /^to=<([^>]*)>.*\bstatus=sent\b/;
const MESSAGE_ID = /^message-id=<?([^>\s]*)>?/;

type Open = {
  readonly id: string;
  readonly at: string;
  messageId: string | null;
  author: AddrSpec | null;
  readonly recipients: Set<AddrSpec>;
};

/** A time without a year is in the last twelve months before the log was last written. */
function timeOf(text: string, writtenAt: Date): string | null {
  const hasYear = /^\d{4}/.test(text);
  const year = writtenAt.getFullYear();
  let at = Date.parse(hasYear ? text : `${text.slice(0, 6)} ${year} ${text.slice(7)}`);
  if (!hasYear && at > writtenAt.getTime() + DAY_MS)
    at = Date.parse(`${text.slice(0, 6)} ${year - 1} ${text.slice(7)}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function addressIn(text: string | undefined): AddrSpec | null {
  const parsed = parseAddrSpec(text ?? '');
  return parsed === null ? null : addressKey(parsed);
}

function toPastMail({ id, at, messageId, author, recipients }: Open): PastMail | null {
  if (author === null || recipients.size === 0) return null;
  // A content filter gives the same mail a second queue id, but not a second Message-ID.
  const key = messageId ?? JSON.stringify([id, at]);
  return { key, at, author, recipients: [...recipients], visible: [] };
}

function note(mail: Open, rest: string): void {
  const author = FROM.exec(rest);
  const messageId = MESSAGE_ID.exec(rest)?.[1];
  const recipient = addressIn(SENT.exec(rest)?.[1]);
  if (author !== null) mail.author = addressIn(author[1]);
  if (messageId) mail.messageId = messageId;
  if (recipient !== null && mail.recipients.size < MAX_RECIPIENTS) mail.recipients.add(recipient);
}

async function* linesOf(
  file: string,
  onProgress: OnProgress,
): AsyncIterable<{ line: string; writtenAt: Date }> {
  const { mtime: writtenAt } = await stat(file);
  const octets = createReadStream(file).on('data', (chunk) => onProgress(chunk.length));
  const unpacked = file.endsWith('.gz') ? octets.pipe(createGunzip()) : octets;
  octets.on('error', (error) => unpacked.destroy(error));
  for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY }))
    yield { line, writtenAt };
}

/** The files in the order of time, rotated ones (also `.gz`) first: a mail may begin in one and end in the next. */
export async function* readMaillogs(files: readonly string[], onProgress: OnProgress): PastMails {
  const open = new Map<string, Open>();
  for (const file of files) {
    for await (const { line, writtenAt } of linesOf(file, onProgress)) {
      const [, time = '', , id = '', rest = ''] = LINE.exec(line) ?? [];
      const at = timeOf(time, writtenAt);
      if (at === null) continue;
      const mail = open.get(id) ?? { id, at, messageId: null, author: null, recipients: new Set() };
      open.set(id, mail);
      note(mail, rest);
      const [oldest] = open.values();
      const ended = rest === 'removed' ? mail : open.size > MAX_OPEN ? oldest : undefined;
      if (ended === undefined) continue;
      open.delete(ended.id);
      yield toPastMail(ended);
    }
  }
  for (const mail of open.values()) yield toPastMail(mail);
}
