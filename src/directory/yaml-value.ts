// The plain value of a YAML document without errors, unless its aliases would make it grow past all memory: a few lines can name
// one list a billion times over.

import type { Document } from 'yaml';

/** The library counts what its aliases would come to, from the second use on. */
const MAX_ALIASES = 100;

/** `tooMany`: more than a person writes. */
export function plainOf(
  document: Document,
): { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'tooMany'; readonly why: string } {
  try {
    return { kind: 'value', value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { kind: 'tooMany', why: `aliases that stand for more than ${MAX_ALIASES} others` };
  }
}
