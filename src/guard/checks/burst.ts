// Does an account send as it never has: to many people it has not written to, or to very many at once? That is what a
// hijacked account or a mailing system gone wrong looks like. Counts distinct outside recipients of all recent mails,
// held ones included; a person working through a list by hand, mail to one desk, and a pace that was delivered before
// are no burst. While it lasts, all further mail of this account to the outside is held; others are not touched.

import { CLEAR, defineCheck, found } from '../check.ts';
import type { Reach } from '../recent.ts';

/** A mailing system with a proper List-Id has new subscribers, but mostly old ones. */
const LIST_FACTOR = 3;
const MOSTLY_NEW = 0.8;
/** A pace beyond the limit that was delivered before (released, or sent while learning), and so much more, is usual. */
const USUAL_FACTOR = 1.5;

type Limits = { readonly newInTenMinutes: number; readonly newInHour: number; readonly inTenMinutes: number };

function excess(reach: { tenMinutes: Reach; hour: Reach }, limits: Limits): keyof Limits | null {
  if (reach.tenMinutes.fresh >= limits.newInTenMinutes) return 'newInTenMinutes';
  if (reach.hour.fresh >= limits.newInHour) return 'newInHour';
  return reach.tenMinutes.outside >= limits.inTenMinutes ? 'inTenMinutes' : null;
}

export const burst = defineCheck(
  'burst',
  ({ recent, recipients }, { settings, mailClass }) => {
    if (mailClass !== 'ordinary' && mailClass !== 'list') return CLEAR;
    const outside = recipients.filter(({ side }) => side === 'outside');
    // One mail to many is a matter of `many-recipients`.
    if (outside.length === 0 || recent.hour.outside <= outside.length) return CLEAR;
    const { pace, tenMinutes, hour } = recent;
    const factor = mailClass === 'list' ? LIST_FACTOR : 1;
    const above = (limit: number, usual = 0) =>
      usual >= limit * factor ? usual * USUAL_FACTOR : limit * factor;
    const limits = {
      newInTenMinutes: above(settings.newInTenMinutes, pace?.tenMinutes.fresh),
      newInHour: above(settings.newInHour, pace?.hour.fresh),
      inTenMinutes:
        mailClass === 'list'
          ? Number.POSITIVE_INFINITY
          : above(settings.inTenMinutes, pace?.tenMinutes.outside),
    };
    const exceeded = excess(recent, limits);
    if (exceeded === null) return CLEAR;
    if (mailClass === 'list' && hour.fresh < hour.outside * MOSTLY_NEW) return CLEAR;
    const values = {
      count: exceeded === 'newInHour' ? hour.outside : tenMinutes.outside,
      new: exceeded === 'newInHour' ? hour.fresh : tenMinutes.fresh,
      minutes: exceeded === 'newInHour' ? 60 : 10,
      limit: Math.ceil(limits[exceeded]),
    };
    return found(settings.action, 'burst', values, [
      { kind: 'number', value: String(values.count) },
      ...outside.slice(0, 3).map(({ address }) => ({ kind: 'address' as const, value: address })),
    ]);
  },
  {
    needsHistory: true,
    thresholds: {
      newInTenMinutes: ({ recent }) => recent.tenMinutes.fresh,
      newInHour: ({ recent }) => recent.hour.fresh,
      inTenMinutes: ({ recent }) => recent.tenMinutes.outside,
    },
  },
);
