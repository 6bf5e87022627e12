// A mail of our own (a notice, a DSN) as the store takes it: from the null reverse-path, so that nothing ever comes
// back for it, never judged, queued at once. Pure but for its id.

import type { AddrSpec } from '../guard/address.ts';
import { sha256Hex } from '../store/digests.ts';
import { newMailId } from '../store/mail-id.ts';
import type { MailId, NewMail } from '../store/store.ts';

export type OwnMail = Pick<NewMail, 'octets' | 'messageId' | 'subject' | 'author'> & {
  readonly id?: MailId;
  readonly origin: 'notice' | 'dsn';
  readonly to: AddrSpec;
  /** null: of no single mail. */
  readonly about: MailId | null;
  readonly at: string;
  readonly giveUpAfterMs: number;
  readonly isSmtpUtf8: boolean;
  /** Which part of us wrote it. */
  readonly by: 'notifier' | 'courier';
};

export function queueOwnMail({ to, at, giveUpAfterMs, by, id, ...mail }: OwnMail): NewMail {
  return {
    ...mail,
    id: id ?? newMailId(),
    state: 'queued',
    receivedAt: at,
    clientAddress: '',
    authenticatedAs: null,
    reversePath: null,
    recipients: [{ forwardPath: to, notify: null, orcpt: null }],
    ret: null,
    envid: null,
    is8bit: mail.octets.some((octet) => octet > 0x7f),
    sha256: sha256Hex(mail.octets),
    traceFields: '',
    facts: null,
    verdict: null,
    policyDigest: '',
    hold: null,
    giveUpAt: new Date(Date.parse(at) + giveUpAfterMs).toISOString(),
    actor: { kind: 'system', id: by, via: 'courier' },
  };
}
