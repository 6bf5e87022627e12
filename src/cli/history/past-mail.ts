// The header of a mail of the past → PastMail. For every source that has whole mails.

import { addressKey } from '../../guard/address.ts';
import type { Mailbox } from '../../guard/facts.ts';
import { parseMailboxes } from '../../message/addresses.ts';
import { type Field, fieldValue, readHeader } from '../../message/header-fields.ts';
import { sha256Hex } from '../../store/digests.ts';
import type { PastMail } from './sources.ts';

/** Old mail need not be faultless to be learned from. */
const ignore = () => {};

function mailboxesIn(fields: readonly Field[], name: string): readonly Mailbox[] {
  const values = fields.filter((field) => field.name === name).map(({ value }) => value);
  return parseMailboxes(values, ignore).map((mailbox) => ({
    ...mailbox,
    address: addressKey(mailbox.address),
  }));
}

/** Null for a mail without date, author or recipients: there is nothing to learn from it. */
export function pastMailOf(header: Uint8Array): PastMail | null {
  const { fields } = readHeader(header, 0, header.length, ignore);
  const at = Date.parse(fieldValue(fields, 'date') ?? '');
  const [author] = mailboxesIn(fields, 'from');
  const visible = [...mailboxesIn(fields, 'to'), ...mailboxesIn(fields, 'cc')];
  const everybody = [...visible, ...mailboxesIn(fields, 'bcc')].map(({ address }) => address);
  const recipients = [...new Set(everybody)];
  if (Number.isNaN(at) || author === undefined || recipients.length === 0) return null;
  const key = fieldValue(fields, 'message-id') ?? sha256Hex(header);
  return { key, at: new Date(at).toISOString(), author: author.address, recipients, visible };
}
