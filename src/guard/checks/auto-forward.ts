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

const isOurs = ({ author }: Facts, rules: Rules) => author !== null && sideOf(author, rules) !== 'outside';

/** A forward keeps the subject of what it forwards, or its text as a mail inside the mail. */
function isForward({ content: { header, body, files } }: Facts): boolean {
  const isSaid = /^\s*(?:fwd?|tr|wg|転送)\s*[:：]/iu.test(header.subject);
  return isSaid || body.quoted.length > 0 || files.length > 0;
}

export const autoForward = defineCheck('auto-forward', (facts, { settings, rules, mailClass }) => {
  const {
    content: { header },
    recipients,
  } = facts;
  const outside = recipients.filter(({ side }) => side === 'outside');
  const forwarded = header.forwardingFields.length > 0 || header.autoSubmitted === 'auto-forwarded';
  // A mailbox rule also writes absence notes, and marks them like what it forwards.
  const isAnswer =
    mailClass === 'report' || (mailClass === 'auto-reply' && isOurs(facts, rules) && !isForward(facts));
  if (mailClass === 'list' || isAnswer || outside.length === 0) return CLEAR;
  if (!forwarded && !looksForwarded(facts, rules)) return CLEAR;
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
