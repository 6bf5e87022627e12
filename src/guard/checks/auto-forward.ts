// Does a mailbox rule forward mail to the outside by itself? Such mail has a sender inside and a forwarding mark, and
// nobody looked at it.

import { CLEAR, defineCheck, found } from '../check.ts';

export const autoForward = defineCheck(
  'auto-forward',
  ({ content: { header }, recipients }, { settings, mailClass }) => {
    const outside = recipients.filter(({ side }) => side === 'outside');
    const forwarded = header.forwardingFields.length > 0 || header.autoSubmitted === 'auto-forwarded';
    if (!forwarded || outside.length === 0 || mailClass === 'report') return CLEAR;
    const values = {
      address: outside[0]?.address ?? '',
      field: header.forwardingFields[0] ?? 'auto-submitted',
    };
    return found(
      settings.action,
      'auto-forward',
      values,
      outside.slice(0, 10).map(({ address }) => ({ kind: 'address', value: address })),
    );
  },
);
