// Whether a mail still goes to whom it was accepted for, or released to. Asked by attempt.ts before each attempt: what
// lies in the database may have been changed there, and a recipient is as much decided on as a text.

import { envelopeSha256 } from '../store/digests.ts';
import type { DueMail } from '../store/lease.ts';
import { IntegrityError } from '../store/store.ts';

/**
 * Throws IntegrityError when the envelope is not the one whose digest was stored, or, of a released mail, when what was
 * granted is other content: that stands sealed in its hold, so the clear digests cannot be set to fit.
 */
export function expectUnchanged({ mail, recipients, hold }: DueMail): void {
  const { id, reversePath, revision, sha256, decision } = mail;
  const live = recipients.filter(({ state }) => state !== 'dropped');
  const paths = live.map(({ forwardPath }) => forwardPath);
  const digest = envelopeSha256(reversePath, paths);
  if (digest !== mail.envelopeSha256)
    throw new IntegrityError(`the envelope of ${id} is not the accepted one`);
  if (decision !== 'release') return;
  if (hold === null) throw new IntegrityError(`what was released of ${id} cannot be read`);
  const { content } = hold;
  if (content.envelopeSha256 !== digest || content.sha256 !== sha256 || content.revision !== revision)
    throw new IntegrityError(`${id} is not what was released`);
}
