// The part of a DSN that machines read (RFC 3464 §2, RFC 6533 §3 and §4): message/delivery-status. Pure.

import type { Outcome } from '../store/lease.ts';
import type { MailRow } from '../store/store.ts';
import { mailDate } from './mail-date.ts';
import type { Report, ReportedAction } from './outcomes.ts';
import { literalOf } from './trace.ts';

export const NON_ASCII = /[^\x00-\x7f]/;

/** RFC 3463: the actual problem where it is known, else what we know ourselves. */
const OWN_STATUS: Readonly<Record<Outcome['kind'], string>> = {
  refused: '5.0.0',
  expired: '4.4.7',
  deferred: '4.4.1',
  delivered: '2.0.0',
};
/** RFC 3886 §3.3.4: relayed to a system that will not tell us more. */
const RELAYED_STATUS = '2.1.9';

const ENHANCED = /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})(?= |$)/;

function statusOf(outcome: Outcome, action: ReportedAction): string {
  if (action === 'relayed') return RELAYED_STATUS;
  const own = OWN_STATUS[outcome.kind];
  const said = ENHANCED.exec(outcome.reply)?.[1];
  return said?.charAt(0) === own.charAt(0) ? said : own;
}

/** Undoes RFC 3461 §4; the SMTP edge has taken only xtext of printable ASCII. */
function fromXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function originalRecipient(orcpt: string): string {
  const [type = '', xtext = ''] = orcpt.split(/;(.*)/s);
  return `${type}; ${fromXtext(xtext)}`;
}

/** The host of `host:port` as RFC 3464 §2.1.2 wants it. */
function remoteMta(hop: string): string {
  const host = hop.replace(/:\d+$/, '');
  return `dns; ${/^[\d.]+$|:/.test(host) ? literalOf(host) : host}`;
}

function diagnosticOf({ code, reply }: Outcome): string {
  const text = reply.replace(/[^\x20-\x7e]/g, '?').slice(0, 500);
  if (code === null) return `x-sekisho; ${text}`;
  return `smtp; ${text.startsWith(String(code)) ? text : `${code} ${text}`}`;
}

type Field = readonly [name: string, value: string | null];

function groupOf(fields: readonly Field[]): string {
  return fields.flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}\r\n`)).join('');
}

function recipientGroup({ recipient, outcome, action }: Report, at: string, retryUntil: string): string {
  const { forwardPath, orcpt } = recipient;
  return groupOf([
    ['Original-Recipient', orcpt === null ? null : originalRecipient(orcpt)],
    ['Final-Recipient', `${NON_ASCII.test(forwardPath) ? 'utf-8' : 'rfc822'}; ${forwardPath}`],
    ['Action', action],
    ['Status', statusOf(outcome, action)],
    ['Remote-MTA', outcome.hop === '' ? null : remoteMta(outcome.hop)],
    ['Diagnostic-Code', diagnosticOf(outcome)],
    ['Last-Attempt-Date', mailDate(at)],
    ['Will-Retry-Until', action === 'delayed' ? mailDate(retryUntil) : null],
  ]);
}

/** Lines end in CRLF. Addresses outside ASCII stand as they are: the part is then message/global-delivery-status. */
export function deliveryStatus(
  mail: Pick<MailRow, 'envid' | 'receivedAt'>,
  reports: readonly Report[],
  clock: { readonly hostName: string; readonly at: string; readonly retryUntil: string },
): string {
  const { hostName, at, retryUntil } = clock;
  const ofMail = groupOf([
    ['Original-Envelope-Id', mail.envid === null ? null : fromXtext(mail.envid)],
    ['Reporting-MTA', `dns; ${hostName}`],
    ['Arrival-Date', mailDate(mail.receivedAt)],
  ]);
  return [ofMail, ...reports.map((report) => recipientGroup(report, at, retryUntil))].join('\r\n');
}
