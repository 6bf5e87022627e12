// Reports to the sender what became of a mail's recipients (RFC 3464): a multipart/report with a text for people, a
// status for machines, and the mail's header or the mail itself. Called by attempt.ts, stored with the outcomes.

import MimeNode from 'nodemailer/lib/mime-node';
import { domainOf, parseAddrSpec } from '../guard/address.ts';
import { newMailId } from '../store/mail-id.ts';
import type { MailId, MailRow, NewMail } from '../store/store.ts';
import { deliveryStatus, NON_ASCII } from './dsn-status.ts';
import { dsnSubject, dsnText } from './dsn-text.ts';
import { headerBlockOf } from './header-block.ts';
import type { Report } from './outcomes.ts';
import { queueOwnMail } from './own-mail.ts';
import type { RelayPorts } from './ports.ts';

/** RET=FULL returns no more than this: a report that is refused for its size would be lost without a word. */
const MAX_RETURNED_OCTETS = 1024 * 1024;
const MSG_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/;

type Part = { readonly type: string; readonly content: Uint8Array };

function isEightBit(octets: Uint8Array): boolean {
  return octets.some((octet) => octet > 0x7f);
}

/** The mail when it was asked for and failed (RFC 3461 §4.3), else its header. */
function returnedPart(
  { ret, isSmtpUtf8, sizeOctets }: MailRow,
  octets: Uint8Array,
  hasFailure: boolean,
): Part {
  const header = headerBlockOf(octets);
  const isUtf8 = isSmtpUtf8 && isEightBit(header);
  if (ret === 'FULL' && hasFailure && sizeOctets <= MAX_RETURNED_OCTETS) {
    return { type: isUtf8 ? 'message/global' : 'message/rfc822', content: octets };
  }
  return { type: isUtf8 ? 'message/global-headers' : 'text/rfc822-headers', content: header };
}

function statusPart(status: string): Part {
  const type = NON_ASCII.test(status) ? 'message/global-delivery-status' : 'message/delivery-status';
  return { type, content: Buffer.from(status) };
}

/** Octet by octet as it is: the library would encode a text, and a machine that reads headers would find none. */
function rawPart({ type, content }: Part): Buffer {
  const encoding = isEightBit(content) ? '8bit' : '7bit';
  return Buffer.concat([
    Buffer.from(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
    content,
  ]);
}

type Envelope = {
  readonly id: MailId;
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
};

function compose(
  { id, from, to, messageId }: Envelope,
  mail: MailRow,
  at: string,
  reports: readonly Report[],
  parts: readonly Part[],
): Promise<Buffer> {
  const options = { textEncoding: 'B', disableFileAccess: true, disableUrlAccess: true };
  const root = new MimeNode('multipart/report; report-type=delivery-status', {
    ...options,
    baseBoundary: id,
    boundaryPrefix: 'dsn',
  });
  const about = mail.messageId !== null && MSG_ID.test(mail.messageId) ? mail.messageId : null;
  root.setHeader([
    { key: 'From', value: { name: 'Sekisho', address: from } },
    { key: 'To', value: { name: '', address: to } },
    { key: 'Subject', value: dsnSubject(mail.subject, reports) },
    { key: 'Date', value: new Date(at) },
    { key: 'Message-ID', value: messageId },
    ...(about === null ? [] : ['In-Reply-To', 'References'].map((key) => ({ key, value: about }))),
    { key: 'Auto-Submitted', value: 'auto-replied' },
  ]);
  const text = dsnText(mail.subject, reports).replaceAll('\n', '\r\n');
  root.createChild('text/plain; charset=utf-8', options).setContent(text);
  for (const part of parts) root.createChild().setRaw(rawPart(part));
  return root.build();
}

/**
 * The report as a mail to be queued; null when there is nothing to report or nobody to report to (the null
 * reverse-path of notices and DSNs, RFC 5321 §6.1). `octets`: of a large mail its beginning; null: they cannot be had, nothing
 * is returned.
 */
export async function dsnOf(
  { settings }: Pick<RelayPorts, 'settings'>,
  mail: MailRow,
  octets: Uint8Array | null,
  reports: readonly Report[],
  clock: { readonly at: string; readonly retryUntil: string },
): Promise<NewMail | null> {
  const { reversePath } = mail;
  if (reversePath === null || reports.length === 0) return null;
  const { hostName, noticeFrom, giveUpAfterMs } = settings;
  const { at } = clock;
  const id = newMailId();
  const from = noticeFrom ?? `MAILER-DAEMON@${hostName}`;
  const messageId = `<dsn.${id}@${noticeFrom === null ? hostName : domainOf(noticeFrom)}>`;
  const status = statusPart(deliveryStatus(mail, reports, { hostName, ...clock }));
  const hasFailure = reports.some(({ action }) => action === 'failed');
  const parts = octets === null ? [status] : [status, returnedPart(mail, octets, hasFailure)];
  return queueOwnMail({
    id,
    origin: 'dsn',
    by: 'courier',
    to: reversePath,
    about: mail.id,
    at,
    giveUpAfterMs,
    octets: await compose({ id, from, to: reversePath, messageId }, mail, at, reports, parts),
    messageId,
    subject: dsnSubject(mail.subject, reports),
    author: parseAddrSpec(from),
    isSmtpUtf8: NON_ASCII.test(from + reversePath) || parts.some(({ type }) => type.includes('global')),
  });
}
