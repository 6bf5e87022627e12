// Does the mail go to unusually many outside organisations at once, Bcc included? Those already written to by the
// sender do not count: a mailing to known people by Bcc is the right way to do it.

import { CLEAR, defineCheck, found } from '../check.ts';

export const manyRecipients = defineCheck(
  'many-recipients',
  ({ recipients }, { settings, mailClass }) => {
    if (mailClass !== 'ordinary') return CLEAR;
    const outside = recipients.filter(({ side }) => side === 'outside');
    const unknown = outside.filter(({ bySender }) => bySender === null);
    const shown = outside.filter(({ visible }) => visible);
    const organizations = new Set(outside.map(({ organization }) => organization)).size;
    const count = Math.max(unknown.length, shown.length);
    if (count < settings.confirmAt || organizations < settings.confirmAt / 2) return CLEAR;
    const values = {
      count: outside.length,
      organizations,
      unknown: unknown.length,
      limit: settings.confirmAt,
    };
    return found(settings.action, 'many-recipients', values, [
      { kind: 'number', value: String(outside.length) },
    ]);
  },
  { needsHistory: true, thresholds: { confirmAt: ({ recipients }) => recipients.length } },
);
