// Does company business go to a private address? A freemail address among colleagues, or one that bears a colleague's
// name, and a mail that is worth something: written for colleagues, marked, or carrying content. Customers at freemail
// who are written to alone are business as usual.

import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, RecipientFacts } from '../facts.ts';

const COLLEAGUES = 3;

function isPrivateOfColleague({ namesakes }: RecipientFacts): boolean {
  return namesakes.some(({ side, how }) => side === 'inside' && how !== 'surname');
}

function isWorthSomething({ content }: Facts): boolean {
  return (
    content.persons > 0 ||
    content.marks.length > 0 ||
    content.body.tone === 'colleagues' ||
    content.files.some(({ inline }) => !inline)
  );
}

export const freemailRecipient = defineCheck('freemail-recipient', (facts, { settings, mailClass }) => {
  if (mailClass !== 'ordinary') return CLEAR;
  const first = facts.content.header.to[0]?.address.toLowerCase();
  const colleagues = facts.recipients.filter(({ side, visible }) => side === 'inside' && visible).length;
  const hits = facts.recipients.filter((recipient) => {
    if (!recipient.isFreemail || recipient.side !== 'outside' || recipient.inQuotedThread) return false;
    const isAmongColleagues = colleagues >= COLLEAGUES && recipient.visible && recipient.address !== first;
    return isAmongColleagues || isPrivateOfColleague(recipient);
  });
  const [hit] = hits;
  if (hit === undefined || !isWorthSomething(facts)) return CLEAR;
  const meant = hit.namesakes.find(({ side }) => side === 'inside')?.address;
  const values = { count: hits.length, address: hit.address, colleagues, meant: meant ?? '' };
  return found(
    settings.action,
    meant === undefined ? 'freemail-recipient' : 'freemail-recipient/colleague',
    values,
    hits.slice(0, 10).map(({ address, name }) => ({
      kind: 'address' as const,
      value: address,
      ...(name ? { note: name } : {}),
    })),
  );
});
