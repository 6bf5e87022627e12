// The octets of a notice: one part of plain text, addresses as objects so that nothing in them can become header or
// recipient. Nobody's automatic reply or forwarding should answer it (RFC 3834 §5).

import MailComposer from 'nodemailer/lib/mail-composer';
import { type AddrSpec, domainOf } from '../guard/address.ts';
import type { NoticeRow } from '../store/store.ts';
import { type NoticeLanguage, noticeSubject, noticeText } from './notice-text.ts';
import type { NoticeView } from './notice-view.ts';

export type ComposedNotice = {
  readonly octets: Uint8Array;
  readonly messageId: string;
  readonly subject: string;
};

/** The Message-ID that no mail bears and to which all notices about one mail answer, so that they make one thread. */
function threadOf(notice: NoticeRow, from: AddrSpec): string {
  return `<${notice.mailId}@${domainOf(from)}>`;
}

export async function composeNotice(
  notice: NoticeRow,
  view: NoticeView,
  sender: { readonly from: AddrSpec; readonly language: NoticeLanguage },
): Promise<ComposedNotice> {
  const { from, language } = sender;
  const messageId = `<${notice.kind}.${notice.id}.${notice.mailId}@${domainOf(from)}>`;
  const subject = noticeSubject(view, language);
  const thread = threadOf(notice, from);
  const composer = new MailComposer({
    from: { name: 'Sekisho', address: from },
    to: { name: '', address: notice.to },
    subject,
    date: new Date(notice.createdAt),
    messageId,
    inReplyTo: thread,
    references: [thread],
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
    },
    text: noticeText(view, language),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  return { octets: await composer.compile().build(), messageId, subject };
}
