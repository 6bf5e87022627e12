// Who wrote a mail that came in: its header, or that of the mail inside a journal report of Exchange. Contents stay
// unread. Called by relay/learn-inbound.ts.

import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import type { HeaderFacts } from '../guard/facts.ts';
import { FaultList } from './faults.ts';
import { readHeaderFacts } from './header-facts.ts';
import { readHeader } from './header-fields.ts';
import { type Part, scanStructure } from './parts.ts';
import { decodeTransfer } from './transfer.ts';

/** A copy need not be faultless to say who wrote it. */
const ignore = () => {};

export type ReceivedMail = {
  readonly content: { readonly header: HeaderFacts };
  readonly envelope: { readonly reversePath: AddrSpec | null };
};

const MAX_REPORT = 64 * 1024;

function headerOf(octets: Uint8Array) {
  const { fields, bodyStart } = readHeader(octets, 0, octets.length, ignore);
  const { root, leaves } = scanStructure(octets.subarray(0, bodyStart), new FaultList());
  return { fields, header: readHeaderFacts(root, leaves, ignore) };
}

/** `Sender:` of the envelope that a report tells; undefined when it tells none. `<>` is the null reverse-path. */
function senderIn({ body, encoding }: Part): AddrSpec | null | undefined {
  const text = new TextDecoder().decode(decodeTransfer(body.subarray(0, MAX_REPORT), encoding, true, ignore));
  const [, sender] = /^Sender:[ \t]*(\S+)[ \t]*\r?$/m.exec(text) ?? [];
  if (sender === undefined) return undefined;
  return sender === '<>' ? null : (parseAddrSpec(sender.replace(/^<|>$/g, '')) ?? undefined);
}

/** The mail inside a journal report: an envelope in words, then the mail as it came. Null when it is none. */
function readJournal(octets: Uint8Array): ReceivedMail | null {
  const { leaves } = scanStructure(octets, new FaultList());
  const report = leaves.find(({ type }) => type === 'text/plain');
  const inner = leaves.find(({ type }) => type === 'message/rfc822');
  const reversePath = report === undefined ? undefined : senderIn(report);
  if (inner === undefined || reversePath === undefined) return null;
  return { content: { header: headerOf(inner.body).header }, envelope: { reversePath } };
}

/**
 * Reads a mail that came in with this reverse-path. Only our own servers (`isOurs`, or the null reverse-path) write
 * journal reports: a stranger could name anybody inside one. Null when nothing can be read from it.
 */
export function readReceived(
  octets: Uint8Array,
  reversePath: AddrSpec | null,
  isOurs: (address: AddrSpec) => boolean,
): ReceivedMail | null {
  const { fields, header } = headerOf(octets);
  const isJournal = fields.some(({ name }) => name === 'x-ms-journal-report');
  if (isJournal && (reversePath === null || isOurs(reversePath))) return readJournal(octets);
  return { content: { header }, envelope: { reversePath } };
}
