// The fields we put in front of a mail: Received, written when it is accepted, and X-Sekisho, the mark by which a
// mail that we judged or somebody released is known. Pure but for the key it is given.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../store/digests.ts';
import { parseMailId } from '../store/mail-id.ts';
import type { MailId, MailRow } from '../store/store.ts';
import { headerBlockOf } from './header-block.ts';
import { mailDate } from './mail-date.ts';
import type { RelayPorts, Submission } from './ports.ts';

/** RFC 3848 and RFC 6531 §4.3: how the mail came. */
function protocolOf({ isTls, isSmtpUtf8, authenticatedAs }: Submission): string {
  const how = `${isTls ? 'S' : ''}${authenticatedAs === null ? '' : 'A'}`;
  return isSmtpUtf8 ? `UTF8SMTP${how}` : `ESMTP${how}`;
}

/** RFC 5321 §4.1.3; the zone of a link-local address means nothing elsewhere. */
export function literalOf(clientAddress: string): string {
  const address = clientAddress.replace(/%.*$/, '');
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`;
}

/**
 * The Received field (RFC 5321 §4.4). It names neither the account that submitted the mail nor its forward-paths: a
 * recipient could read there whom the header hides.
 */
export function receivedField(submission: Submission, id: MailId, at: string, hostName: string): string {
  const { clientName, clientAddress } = submission;
  return [
    `Received: from ${clientName} (${literalOf(clientAddress)})`,
    `\tby ${hostName} (Sekisho) with ${protocolOf(submission)} id ${id};`,
    `\t${mailDate(at)}`,
    '',
  ].join('\r\n');
}

function hmacOf(id: MailId, octetsSha256: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`sekisho mark 1\n${id}\n${octetsSha256}`).digest();
}

/** The value of X-Sekisho for a mail whose own octets have that SHA-256 (lower-case hex). */
export function markOf(id: MailId, octetsSha256: string, key: Uint8Array): string {
  return `v=1; id=${id}; h=${hmacOf(id, octetsSha256, key).toString('base64url')}`;
}

const MARK = /^v=1;\s*id=(\S+);\s*h=([\w-]{43})$/;

function parseMark(value: string): { readonly id: MailId; readonly hmac: Buffer } | null {
  const [, idText = '', hmac = ''] = MARK.exec(value.trim()) ?? [];
  const id = parseMailId(idText);
  return id === null ? null : { id, hmac: Buffer.from(hmac, 'base64url') };
}

/** Whether we wrote this mark for exactly these octets. */
export function isOurMark(value: string, octetsSha256: string, key: Uint8Array): boolean {
  const mark = parseMark(value);
  return mark !== null && timingSafeEqual(mark.hmac, hmacOf(mark.id, octetsSha256, key));
}

const FIRST_MARK = /(?:^|\r\n)X-Sekisho:(.*(?:\r\n[ \t].*)*)\r\n/i;

/**
 * The id in our own mark on a mail that comes in: it has been here before, and was not changed below the mark. Only
 * the first mark is looked at, so that many of them cost nothing.
 */
export function findOurMark(octets: Uint8Array, key: Uint8Array): MailId | null {
  const field = FIRST_MARK.exec(Buffer.from(headerBlockOf(octets)).toString('latin1'));
  const value = (field?.[1] ?? '').replaceAll('\r\n', '');
  const mark = parseMark(value);
  if (field === null || mark === null) return null;
  const below = octets.subarray(field.index + field[0].length);
  return isOurMark(value, sha256Hex(below), key) ? mark.id : null;
}

/** What goes in front of a mail's octets when it leaves; the mark stands last, right above what it vouches for. */
export function outgoingTrace(
  mail: Pick<MailRow, 'id' | 'sha256' | 'traceFields' | 'decision'>,
  { markKey, routing }: Pick<RelayPorts['settings'], 'markKey' | 'routing'>,
): string {
  const isMarked = routing === 'return' || mail.decision === 'release';
  return isMarked
    ? `${mail.traceFields}X-Sekisho: ${markOf(mail.id, mail.sha256, markKey)}\r\n`
    : mail.traceFields;
}
