import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { fuzz } from './fuzz.ts';

/** So many take some seconds; `npm run fuzz` goes on for as long as one likes. */
const MAILS = 800;

describe.runIf(needs('python3'))('a damaged mail', () => {
  it('is never clear when mailparser, postal-mime or Python finds the planted word', async () => {
    const { tried, found, misses } = await fuzz(20_261_127, (tried) => tried >= MAILS);
    expect(tried).toBe(MAILS);
    expect(found).toBeGreaterThan(MAILS / 4);
    expect(misses).toEqual([]);
  });
});
