// What the store says of a mail that was just stored to be delivered, without asking it.

import { envelopeSha256 } from './digests.ts';
import { storable } from './operations/context.ts';
import { FIRST_REVISION, FIRST_VERSION } from './operations/mail-rows.ts';
import type { MailDetail, NewMail, NewRecipient, RecipientRow } from './store.ts';

function asPending({ forwardPath, notify, orcpt }: NewRecipient, n: number): RecipientRow {
  const unsettled = { replyCode: null, reply: null, hop: null, settledAt: null };
  return { n, forwardPath, notify, orcpt, state: 'pending', ...unsettled };
}

/** The same as findMail would give for this queued mail. */
export function asQueued(mail: NewMail): MailDetail {
  const { octets, facts, verdict, hold, recipients, actor, notices, repaired, ...kept } = mail;
  const forwardPaths = recipients.map(({ forwardPath }) => forwardPath);
  const undecided = { burst: null, deadline: null, decision: null, decidedBy: null, decidedAt: null };
  const row = {
    ...kept,
    ...undecided,
    messageId: storable(mail.messageId),
    revision: FIRST_REVISION,
    holdVersion: FIRST_VERSION,
    sizeOctets: octets.length,
    envelopeSha256: envelopeSha256(mail.reversePath, forwardPaths),
    needs: verdict?.needs ?? [],
    comment: null,
    attempts: 0,
    nextAttemptAt: mail.receivedAt,
    lastError: null,
    erasedAt: null,
  };
  return { mail: row, recipients: recipients.map(asPending), facts, verdict, hold };
}
