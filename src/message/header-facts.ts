// HeaderFacts: what the header fields say about people, threads and kinds of mail.

import type { HeaderFacts, Mailbox } from '../guard/facts.ts';
import { parseMailboxes } from './addresses.ts';
import { decodeHeaderText } from './encoded-words.ts';
import type { Report } from './faults.ts';
import type { Field } from './header-fields.ts';
import type { Part } from './parts.ts';

const MAX_REFERENCES = 100;
const MAX_SUBJECT = 1000;

/** Written by programs that pass mail on without a person. */
const FORWARDING =
  /^(?:resent-from|resent-sender|x-ms-exchange-inbox-rules-loop|x-ms-exchange-generated-message-source|x-forwarded-(?:for|to|message-id)|x-autoforwarded?|auto-forwarded|x-loop|x-rule-forwarded)$/;

class Fields {
  readonly #fields: readonly Field[];
  readonly #report: Report;

  constructor(fields: readonly Field[], report: Report) {
    this.#fields = fields;
    this.#report = report;
  }

  values(...names: string[]): string[] {
    return this.#fields.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  }

  people(...names: string[]): Mailbox[] {
    return parseMailboxes(this.values(...names), this.#report);
  }

  text(name: string): string {
    return this.values(name)
      .map((value) => decodeHeaderText(value, this.#report))
      .join(' ')
      .trim();
  }

  /** Lower case, without comments; null when the field is absent. */
  word(name: string): string | null {
    const [value] = this.values(name);
    return value === undefined
      ? null
      : value
          .replace(/\([^()]*\)/g, '')
          .trim()
          .toLowerCase();
  }

  ids(name: string): string[] {
    return this.values(name).flatMap((value) => value.match(/<[^<>\s]{1,250}>/g) ?? []);
  }

  has(name: string): boolean {
    return this.#fields.some((field) => field.name === name);
  }
}

function isForwarding({ name, value }: Field): boolean {
  return FORWARDING.test(name) && !(name === 'auto-forwarded' && /^no\b/i.test(value));
}

/** The `method` of the first calendar part (RFC 6047 §2.4). */
function calendarMethodOf(leaves: readonly Part[]): string | null {
  const methods = leaves.flatMap(({ type, contentType }) =>
    type === 'text/calendar' ? (contentType.parameters.get('method')?.value.toLowerCase() ?? []) : [],
  );
  return methods[0] ?? null;
}

export function readHeaderFacts(root: Part, leaves: readonly Part[], report: Report): HeaderFacts {
  const fields = new Fields(root.fields, report);
  const inReplyTo = fields.ids('in-reply-to');
  return {
    from: fields.people('from'),
    sender: fields.people('sender')[0] ?? null,
    replyTo: fields.people('reply-to'),
    to: fields.people('to'),
    cc: fields.people('cc'),
    bcc: fields.people('bcc'),
    resentTo: fields.people('resent-to', 'resent-cc', 'resent-bcc'),
    subject: fields.text('subject').slice(0, MAX_SUBJECT),
    messageId: fields.ids('message-id')[0] ?? null,
    inReplyTo: inReplyTo[0] ?? null,
    references: fields.ids('references').slice(-MAX_REFERENCES),
    autoSubmitted: fields.word('auto-submitted'),
    precedence: fields.word('precedence'),
    listId: fields.word('list-id'),
    hasListUnsubscribe: fields.has('list-unsubscribe'),
    contentType: root.type,
    reportType: root.contentType.parameters.get('report-type')?.value.toLowerCase() ?? null,
    calendarMethod: calendarMethodOf(leaves),
    sensitivity: fields.word('sensitivity'),
    foreignMarks: fields.values('x-sekisho').length,
    forwardingFields: [...new Set(root.fields.filter(isForwarding).map(({ name }) => name))],
  };
}

/** Every field as a person could read it: words may stand in any of them. */
export function headerTexts(root: Part): { readonly name: string; readonly text: string }[] {
  return root.fields.map(({ name, value }) => ({ name, text: decodeHeaderText(value, () => {}) }));
}
