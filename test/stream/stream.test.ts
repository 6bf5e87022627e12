// The invented stream is shaped like real mail, so that what is held of it says something.

import { describe, expect, it } from 'vitest';
import { generateStream } from './generate.ts';
import { countStream } from './statistics.ts';

describe('the stream of ordinary mail', () => {
  const stream = [...generateStream({ seed: 5, mails: 20_000, days: 270 })];

  it.each(countStream(stream))('lies within 15 % of real mail: $name', ({ real, here }) => {
    expect(Math.abs(here / real - 1)).toBeLessThan(0.15);
  });

  it('is the same every time', () => {
    const again = generateStream({ seed: 5, mails: 20_000, days: 270 });
    for (const mail of stream.slice(0, 200)) expect(again.next().value).toEqual(mail);
  });
});
