// How a form names exactly the mails that its page listed, in few octets: one mark per mail, made of its id, digests and
// revision. A mail that has changed since has another mark, and one that came later none in the form.

import { createHash } from 'node:crypto';
import type { MailSummary } from '../store/store.ts';

/** In base64url: 96 bits. Nobody makes another mail or revision with a mark that is listed. */
const MARK_LENGTH = 16;
const MARK = /^[\w-]{16}$/;

export function markOf({ mail }: Pick<MailSummary, 'mail'>): string {
  const seen = [mail.id, mail.sha256, mail.envelopeSha256, mail.revision].join(' ');
  return createHash('sha256').update(seen).digest('base64url').slice(0, MARK_LENGTH);
}

/** As one field of a form. */
export function marksOf(mails: readonly MailSummary[]): string {
  return mails.map(markOf).join(' ');
}

/** null: not such a field, or of more than `most` mails. */
export function parseMarks(text: string, most: number): ReadonlySet<string> | null {
  const marks = text.split(' ');
  return marks.length <= most && marks.every((mark) => MARK.test(mark)) ? new Set(marks) : null;
}
