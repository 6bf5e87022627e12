// Does something for colleagues go to a list with outside members, or something with content to an outside list that is
// hardly ever written to? A list hides who reads it. Lists are those of the policy and addresses that read like one.

import { type AddrSpec, addressKey, domainOf, localPartOf, parseAddrSpec } from '../address.ts';
import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, RecipientFacts } from '../facts.ts';
import { memoized } from '../memoized.ts';
import type { Policy, Rules } from '../policy.ts';

const LIST_LOCAL = /(?:^|[._-])(?:ml|all|list|group|members|everyone|zenin|announce)$/i;
const LIST_DOMAIN = /^(?:ml|lists?|mailman|groups?)\.|^googlegroups\.com$|^groups\.io$/;
/** Written to so often, a list is known to the author. */
const FAMILIAR_FROM = 5;

type List = { readonly recipient: RecipientFacts; readonly members: number; readonly isOutside: boolean };

/** By address; of two entries for one the first. */
const byAddress = memoized(
  (lists: Policy['distributionLists']) =>
    new Map(lists.toReversed().map((list) => [list.address.toLowerCase(), list])),
);

function listsIn({ recipients }: Facts, { policy }: Rules): List[] {
  const lists = byAddress(policy.distributionLists);
  return recipients.flatMap((recipient) => {
    const declared = lists.get(recipient.address);
    const isOutside = recipient.side === 'outside';
    if (declared !== undefined)
      return declared.externalMembers > 0
        ? [{ recipient, members: declared.externalMembers, isOutside }]
        : [];
    const readsLikeList =
      LIST_LOCAL.test(localPartOf(recipient.address)) || LIST_DOMAIN.test(domainOf(recipient.address));
    return isOutside && readsLikeList ? [{ recipient, members: 0, isOutside }] : [];
  });
}

/** A list of ours with the same name, which the author may have meant. */
function namesakeOf({ recipient }: List, { policy }: Rules): AddrSpec | null {
  const local = localPartOf(recipient.address);
  const ours = policy.distributionLists
    .map(({ address }) => parseAddrSpec(address))
    .find(
      (address) =>
        address !== null &&
        addressKey(address) !== recipient.address &&
        localPartOf(addressKey(address)) === local,
    );
  return ours ?? null;
}

export const distributionList = defineCheck('distribution-list', (facts, { settings, rules, mailClass }) => {
  if (mailClass !== 'ordinary') return CLEAR;
  const { content } = facts;
  const carries =
    content.persons > 0 || content.marks.length > 0 || content.files.some(({ inline }) => !inline);
  const isForColleagues = content.body.tone === 'colleagues';
  for (const list of listsIn(facts, rules)) {
    const meant = namesakeOf(list, rules);
    const isRare = (list.recipient.bySender?.count ?? 0) < FAMILIAR_FROM;
    const isSlip = list.isOutside
      ? isForColleagues || (carries && (isRare || meant !== null))
      : content.persons > 0 || content.marks.length > 0;
    if (!isSlip) continue;
    const values = { address: list.recipient.address, members: list.members, meant: meant ?? '' };
    return found(settings.action, meant === null ? 'distribution-list' : 'distribution-list/meant', values, [
      { kind: 'address', value: list.recipient.address, note: String(list.members) },
    ]);
  }
  return CLEAR;
});
