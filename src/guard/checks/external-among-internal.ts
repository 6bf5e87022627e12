// Is a single outsider hidden in a list of colleagues? The addressee of the mail, and a person in the thread answered,
// are meant; one name in the middle of a long internal list is probably not.

import { CLEAR, defineCheck, found } from '../check.ts';
import { answersSomebody } from '../mail-class.ts';

/** So many colleagues make an internal list. */
const INTERNAL_LIST = 5;
/** At most this share of the list is outside. */
const FEW = 0.2;

export const externalAmongInternal = defineCheck(
  'external-among-internal',
  ({ recipients, content }, { settings, mailClass }) => {
    if (answersSomebody(mailClass) || mailClass === 'list') return CLEAR;
    const outside = recipients.filter(({ side, visible }) => side === 'outside' && visible);
    const inside = recipients.filter(({ side }) => side !== 'outside');
    if (outside.length === 0 || inside.length < INTERNAL_LIST || outside.length > inside.length * FEW)
      return CLEAR;
    const first = content.header.to[0]?.address.toLowerCase();
    const unmeant = outside.filter(({ address, inQuotedThread }) => address !== first && !inQuotedThread);
    if (unmeant.length === 0) return CLEAR;
    const values = { count: unmeant.length, inside: inside.length, address: unmeant[0]?.address ?? '' };
    return found(
      settings.action,
      'external-among-internal',
      values,
      unmeant.map(({ address, name }) => ({
        kind: 'address',
        value: address,
        ...(name ? { note: name } : {}),
      })),
    );
  },
);
