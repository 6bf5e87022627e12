// Does the list in To and Cc show outsiders to each other who have not seen each other's address yet (新規開示件数)?
// One customer's twelve people are no leak; four strangers at freemail domains are. People of at most three
// companies in one conversation are usual business up to `approveAt`.

import { askedAt, CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, VisibleFacts } from '../facts.ts';

const MAX_EVIDENCE = 20;
/** So many companies in one conversation are usual. */
const USUAL_COMPANIES = 3;

export const visibleRecipients = defineCheck(
  'visible-recipients',
  ({ recipients, visible, newlyTogether, recent }, { settings, mailClass }) => {
    if (!recipients.some(({ side }) => side === 'outside')) return CLEAR;
    const disclosed = visible.filter(({ newlySeenBy }) => newlySeenBy > 0);
    const organizations = new Set(disclosed.map(({ organization }) => organization));
    const isConversation = organizations.size <= USUAL_COMPANIES;
    const confirmAt = isConversation ? Math.max(settings.confirmAt, settings.approveAt) : settings.confirmAt;
    // A system writes to one person at a time; a list longer than ever is its fault, however short.
    const isAnomaly = mailClass === 'system' && newlyTogether > Math.max(1, recent.pace?.visible ?? 1);
    if (newlyTogether < confirmAt && !isAnomaly) return CLEAR;
    const asked = !isConversation && newlyTogether >= settings.approveAt ? 'approve' : 'confirm';
    const known = disclosed.filter(({ known }) => known).length;
    const values = {
      count: newlyTogether,
      organizations: organizations.size,
      known,
      freemail: disclosed.filter(({ isFreemail }) => isFreemail).length,
      limit: asked === 'approve' ? settings.approveAt : Math.min(confirmAt, newlyTogether),
      bcc: newlyTogether >= settings.proposeBccAt ? 1 : 0,
    };
    return found(
      askedAt(asked, settings.action),
      'visible-recipients',
      values,
      disclosed.slice(0, MAX_EVIDENCE).map(evidenceOf),
    );
  },
  { thresholds: { confirmAt: disclosedIn, approveAt: disclosedIn, proposeBccAt: disclosedIn } },
);

function disclosedIn({ newlyTogether }: Facts): number {
  return newlyTogether;
}

function evidenceOf({ address, newlySeenBy }: VisibleFacts) {
  return { kind: 'address' as const, value: address, note: String(newlySeenBy) };
}
