// Does the mail go to a customer that the policy lists as important (IPA point 11)? Only a mail that carries something
// (a file, personal data, a confidentiality mark) needs the supervisor; routine mail does not.

import { isListed } from '../address-list.ts';
import { CLEAR, defineCheck, found } from '../check.ts';

export const importantRecipient = defineCheck(
  'important-recipient',
  ({ recipients, content }, { settings, rules }) => {
    const hits = recipients.filter(({ address }) => isListed(address, rules.policy.importantRecipients));
    const carries =
      content.persons > 0 || content.marks.length > 0 || content.files.some(({ inline }) => !inline);
    const [first] = hits;
    if (first === undefined || !carries) return CLEAR;
    return found(
      settings.action,
      'important-recipient',
      { count: hits.length, address: first.address },
      hits.slice(0, 10).map(({ address }) => ({ kind: 'address', value: address })),
    );
  },
);
