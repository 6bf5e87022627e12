// The first few recipients of a mail, outside ones before ours, for notices and channels. Pure.

import type { AddrSpec } from '../guard/address.ts';
import { sideOf } from '../guard/organizations.ts';
import type { Rules } from '../guard/policy.ts';

export type ListedAddresses = {
  readonly forwardPaths: readonly AddrSpec[];
  /** How many are not listed. */
  readonly others: number;
  readonly outside: number;
};

const MAX_ADDRESSES = 5;

export function listedFirst(all: readonly AddrSpec[], rules: Rules): ListedAddresses {
  const outside = all.filter((address) => sideOf(address, rules) === 'outside');
  const ours = all.filter((address) => !outside.includes(address));
  const forwardPaths = [...outside, ...ours].slice(0, MAX_ADDRESSES);
  return { forwardPaths, others: all.length - forwardPaths.length, outside: outside.length };
}

export function addressesText(
  { forwardPaths, others }: ListedAddresses,
  words: { readonly others: (count: number) => string },
): string {
  const shown = forwardPaths.join(', ');
  return others > 0 ? `${shown} ${words.others(others)}` : shown;
}
