// Gathers what `held show` and `trace` tell of a mail.

import { legalEstimate } from '../guard/legal/estimate.ts';
import type { MailDetail } from '../store/store.ts';
import type { MailTold } from './mail-lines.ts';
import type { OpenedStore } from './with-store.ts';

const MOST_EVENTS = 200;

export async function tellMail({ store, config }: OpenedStore, detail: MailDetail): Promise<MailTold> {
  const { id, burst, state } = detail.mail;
  const events = await store.listEvents({ mailId: id, limit: MOST_EVENTS });
  const isHeldInBurst = burst !== null && state === 'held';
  const burstSize = isHeldInBurst ? await store.countMails({ states: ['held'], burst }) : 0;
  const { facts } = detail;
  const estimate = facts === null ? null : legalEstimate(facts, config.organization.kind);
  return { detail, events, burstSize, estimate };
}
