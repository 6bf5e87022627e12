// The octets of a notice: one part of plain text, addresses as objects so that nothing in them can become header or
// recipient. Nobody's automatic reply or forwarding should answer it (RFC 3834 §5).

import MailComposer from 'nodemailer/lib/mail-composer';
import { type AddrSpec, domainOf } from '../guard/address.ts';
import type { MailId } from '../store/store.ts';
import { type NoticeLanguage, type NoticeViews, noticeSubject, noticeText } from './notice-text.ts';

export type ComposedNotice = {
  readonly octets: Uint8Array;
  readonly messageId: string;
  readonly subject: string;
};

export type NoticeEnvelope = {
  /** Of the notice itself: it becomes its Message-ID. */
  readonly id: MailId;
  readonly from: AddrSpec;
  readonly to: AddrSpec;
  readonly at: Date;
  /** The first notices that the same person got about the same mails: with them it makes one thread. */
  readonly earlier: readonly MailId[];
};

/** An address or a text that does not fit into plain SMTP. */
export const NON_ASCII = /[^\x00-\x7f]/;

export function composeNotice(
  envelope: NoticeEnvelope,
  views: NoticeViews,
  language: NoticeLanguage,
): Promise<ComposedNotice> {
  return composeOwnMail(envelope, noticeSubject(views, language), noticeText(views, language), views.length);
}

/** `about`: of how many mails it tells; only of one it is the answer in a thread. */
export async function composeOwnMail(
  { id, from, to, at, earlier }: NoticeEnvelope,
  subject: string,
  text: string,
  about = 0,
): Promise<ComposedNotice> {
  const messageIdOf = (of: MailId) => `<${of}@${domainOf(from)}>`;
  const references = earlier.map(messageIdOf);
  const [only] = about === 1 ? references : [];
  const composer = new MailComposer({
    from: { name: 'Sekisho', address: from },
    to: { name: '', address: to },
    subject,
    date: at,
    messageId: messageIdOf(id),
    ...(only !== undefined && { inReplyTo: only }),
    ...(references.length > 0 && { references }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
    },
    text,
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  return { octets: await composer.compile().build(), messageId: messageIdOf(id), subject };
}
