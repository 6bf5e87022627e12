// Spans of time for keeping that contradict each other. Pure; called by contradictions.ts.

import type { Contradiction } from './contradictions.ts';
import type { Config } from './schema.ts';

/** What is known of a mail goes with the mail: it cannot go before the octets. */
export function checkRetention({ retention }: Config): readonly Contradiction[] {
  const { facts } = retention;
  return (['held', 'sent'] as const)
    .filter((what) => retention[what] > facts)
    .map((what) => ({
      path: ['retention', 'facts'],
      message: `is shorter than retention.${what}: a mail is removed with all that is known of it`,
      hint: `make retention.${what} as short`,
    }));
}
