// Names of files that do not say the same to everybody: characters that hide or turn around what is read, and names of
// one file that promise different kinds.

import type { Report } from './faults.ts';

/** Direction marks and characters without width; variation selectors and joined emoji are ordinary. */
const DECEPTIVE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0]/u;
const CONTROL = /[\x00-\x1f\x7f]/;

const endingOf = (name: string): string => /\.([^.\s]{1,12})\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';

export const isDeceptive = (name: string): boolean => DECEPTIVE.test(name) || CONTROL.test(name);

export function reportNames(names: readonly string[], report: Report): void {
  for (const name of names)
    if (isDeceptive(name))
      report('deceptive-name', `invisible or turning characters in ${JSON.stringify(name)}`);
  const endings = new Set(names.map(endingOf).filter((ending) => ending !== ''));
  if (endings.size > 1) report('names-differ', `one file, two names: ${names.join(' / ')}`);
}
