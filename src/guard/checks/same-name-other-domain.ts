// Was a namesake meant? The recipient bears the name of somebody at another organisation to whom the author writes far
// more often, and the mail speaks to that other one: the address is new, or the words are those for colleagues, or the
// company greeted is the namesake's. Two Suzukis alone are no finding.

import { domainOf, registrableDomain } from '../address.ts';
import { CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, Namesake, RecipientFacts } from '../facts.ts';
import { parseGreeting } from '../greeting.ts';

/** The namesake is the usual one when written to so many times as often as the recipient. */
const TIMES = 2;

function speaksToColleagues({ content: { body } }: Facts): boolean {
  if (body.tone === 'outsiders') return false;
  const { persons } = parseGreeting(body.salutations);
  return body.tone === 'colleagues' || persons.some(({ manner }) => manner === 'colleague');
}

/** The mail greets the namesake's company, or answers the namesake. */
function isNamed(namesake: Namesake, { elsewhere }: Facts): boolean {
  const domain = registrableDomain(domainOf(namesake.address));
  return elsewhere.some(
    ({ kind, subject, isQuotedAuthor }) =>
      (kind === 'company' && subject === domain) || (isQuotedAuthor && subject === namesake.address),
  );
}

function isMeant(namesake: Namesake, recipient: RecipientFacts, facts: Facts): boolean {
  const written = recipient.bySender?.count ?? 0;
  if (isNamed(namesake, facts)) return true;
  if (namesake.count < written * TIMES) return false;
  const isNew = recipient.bySender === null && recipient.byCompany === null && !recipient.inQuotedThread;
  const isInside = namesake.side !== 'outside';
  if (isInside && speaksToColleagues(facts)) return true;
  return isNew && namesake.how !== 'surname';
}

export const sameNameOtherDomain = defineCheck(
  'same-name-other-domain',
  (facts, { settings, mailClass }) => {
    if (mailClass !== 'ordinary') return CLEAR;
    const here = new Set(facts.recipients.map(({ address }) => address));
    for (const recipient of facts.recipients) {
      if (recipient.side !== 'outside') continue;
      const meant = recipient.namesakes.find(
        (namesake) => !here.has(namesake.address) && isMeant(namesake, recipient, facts),
      );
      if (meant === undefined) continue;
      const values = {
        address: recipient.address,
        count: recipient.bySender?.count ?? 0,
        meant: meant.address,
        usual: meant.count,
      };
      return found(settings.action, 'same-name-other-domain', values, [
        { kind: 'address', value: recipient.address, note: recipient.name ?? '' },
        { kind: 'address', value: meant.address, note: String(meant.count) },
      ]);
    }
    return CLEAR;
  },
  { needsHistory: true },
);
