// Mails by day on the company's clock.

import { expect, it } from 'vitest';
import { countByDay, daysUntil } from '../../src/web/day-counts.ts';

it('a mail of the evening in London is one of the next day in Tokyo; days without mail are there', () => {
  const days = daysUntil(new Date('2026-11-24T01:00:00Z'), 3, 'Asia/Tokyo');
  expect(days).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
  const counts = [
    { hour: '2026-11-22T14', action: 'approve', count: 2 },
    { hour: '2026-11-22T15', action: 'confirm', count: 3 },
    { hour: '2026-11-22T16', action: 'off', count: 4 },
  ] as const;
  expect(countByDay(counts, days, 'Asia/Tokyo')).toEqual([
    { day: '2026-11-22', mails: 2, tally: { held: 2, sender: 0, supervisor: 2, rejected: 0 } },
    { day: '2026-11-23', mails: 7, tally: { held: 3, sender: 3, supervisor: 0, rejected: 0 } },
    { day: '2026-11-24', mails: 0, tally: { held: 0, sender: 0, supervisor: 0, rejected: 0 } },
  ]);
});

it('a day of twenty-five hours is one day: none is there twice, none is missing', () => {
  const days = daysUntil(new Date('2026-10-25T22:30:00Z'), 3, 'Europe/Berlin');
  expect(days).toEqual(['2026-10-23', '2026-10-24', '2026-10-25']);
});
