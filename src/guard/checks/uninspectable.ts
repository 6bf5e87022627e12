// Could every part of the mail be read as every reader may read it? If not, it is held for that reason.
// What the sender protected on purpose is no fault: that is `encrypted-content`.

import { CLEAR, defineCheck, found } from '../check.ts';

const MAX_EVIDENCE = 10;

export const uninspectable = defineCheck('uninspectable', ({ content: { faults } }, { settings }) => {
  const [first] = faults;
  if (first === undefined) return CLEAR;
  const evidence = faults.slice(0, MAX_EVIDENCE).map(({ code, where, detail }) => ({
    kind: 'fault' as const,
    value: where,
    note: `${code}: ${detail}`,
  }));
  return found(
    settings.action,
    'uninspectable',
    { count: faults.length, where: first.where, code: first.code },
    evidence,
  );
});
