// Is a recipient one that the policy forbids? Judged on the envelope, whatever the header shows.

import { isListed } from '../address-list.ts';
import { CLEAR, defineCheck, found } from '../check.ts';

export const blockedRecipient = defineCheck('blocked-recipient', ({ recipients }, { settings, rules }) => {
  const blocked = recipients.filter(({ address }) => isListed(address, rules.policy.blockedRecipients));
  if (blocked.length === 0) return CLEAR;
  const addresses = blocked.map(({ address }) => address);
  return found(
    settings.action,
    'blocked-recipient',
    { count: blocked.length, addresses },
    addresses.map((value) => ({ kind: 'address', value })),
  );
});
