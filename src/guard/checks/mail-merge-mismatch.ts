// Do the names of a mail merge fit their addresses? Mails made from one template, one recipient each, are compared: a
// list that slipped by a row greets everybody by somebody else's name, a forgotten field greets everybody by one name or
// shows everybody the address of one person.

import { CLEAR, defineCheck, found } from '../check.ts';
import { parseGreeting } from '../greeting.ts';
import type { Fit, Series } from '../recent.ts';

/** So many mails make a series. */
const SERIES_FROM = 3;
const DIFFERING_FROM = 3;
/** So large a share of the last mails must differ; a few people are called other than their address reads. */
const DIFFERING_SHARE = 0.3;
/** So many people are not all called the same, nor all shown one stranger's address. */
const SAME_FROM = 4;

type Mismatch = { readonly sentence: string; readonly count: number };

function mismatchOf({ differing, greeting, sameName, sameShown }: Series, fit: Fit): Mismatch | null {
  if (differing >= DIFFERING_FROM && differing >= greeting * DIFFERING_SHARE)
    return { sentence: 'mail-merge-mismatch', count: differing };
  if (sameName >= SAME_FROM && fit !== 'fits')
    return { sentence: 'mail-merge-mismatch/constant', count: sameName };
  return sameShown >= SAME_FROM ? { sentence: 'mail-merge-mismatch/shown', count: sameShown } : null;
}

export const mailMergeMismatch = defineCheck(
  'mail-merge-mismatch',
  ({ recent: { series, fit }, recipients, visible, content }, { settings }) => {
    const [recipient] = recipients.filter(({ side }) => side === 'outside');
    if (series === null || recipient === undefined || series.mails < SERIES_FROM) return CLEAR;
    const mismatch = mismatchOf(series, fit);
    if (mismatch === null) return CLEAR;
    const isShown = mismatch.sentence === 'mail-merge-mismatch/shown';
    const greeted = parseGreeting(content.body.salutations).persons[0]?.written ?? '';
    const shown = visible.find(({ side }) => side === 'outside')?.address ?? '';
    const name = isShown ? shown : greeted;
    const values = { mails: series.mails, differing: mismatch.count, name, address: recipient.address };
    const evidence = [{ kind: 'address', value: recipient.address, note: name } as const];
    return found(settings.action, mismatch.sentence, values, evidence, 'high');
  },
);
