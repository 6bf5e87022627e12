// Does a mailbox rule forward mail to the outside by itself? Nobody looked at such mail. It bears a forwarding mark, or
// it came from outside, is addressed to us, and now goes to an outsider whom it does not name.

import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts } from '../facts.ts';
import { sideOf } from '../organizations.ts';
import type { Rules } from '../policy.ts';

function looksForwarded({ content: { header }, visible, recipients }: Facts, rules: Rules): boolean {
  const from = header.from[0]?.address;
  return (
    from !== undefined &&
    sideOf(from, rules) === 'outside' &&
    visible.some(({ side }) => side === 'inside') &&
    recipients.every((recipient) => recipient.side !== 'outside' || !recipient.visible)
  );
}

export const autoForward = defineCheck('auto-forward', (facts, { settings, rules, mailClass }) => {
  const {
    content: { header },
    recipients,
  } = facts;
  const outside = recipients.filter(({ side }) => side === 'outside');
  const forwarded = header.forwardingFields.length > 0 || header.autoSubmitted === 'auto-forwarded';
  if (
    mailClass === 'list' ||
    !(forwarded || looksForwarded(facts, rules)) ||
    outside.length === 0 ||
    mailClass === 'report'
  )
    return CLEAR;
  const values = {
    address: outside[0]?.address ?? '',
    field: header.forwardingFields[0] ?? '',
  };
  return found(
    settings.action,
    'auto-forward',
    values,
    outside.slice(0, 10).map(({ address }) => ({ kind: 'address', value: address })),
  );
});
