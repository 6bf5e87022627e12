// Is a recipient one that the policy forbids? Judged on the envelope, whatever the header shows.

import { matchesAddress } from '../address.ts';
import { CLEAR, defineCheck, found } from '../check.ts';

export const blockedRecipient = defineCheck('blocked-recipient', ({ recipients }, { settings, rules }) => {
  const blocked = recipients.filter(({ address }) =>
    rules.policy.blockedRecipients.some((pattern) => matchesAddress(address, pattern)),
  );
  if (blocked.length === 0) return CLEAR;
  const addresses = blocked.map(({ address }) => address);
  return found(
    settings.action,
    'blocked-recipient',
    { count: blocked.length, addresses },
    addresses.map((value) => ({ kind: 'address', value })),
  );
});
