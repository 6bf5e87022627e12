// What is asked of a mail's octets, and the shape in which worker threads get the question.
// Pure of the policy but for the words it names.

import type { ContentFacts } from '../guard/facts.ts';

/** The part of the policy that reading needs. */
export type ReadingOptions = {
  /** Confidentiality words beside the built-in list. */
  readonly words: readonly string[];
  /** Whether a long list of recipients counts as personal data (shown-list.ts). The relay has a check for it. */
  readonly countsShownList?: boolean;
};

/** Text as a person would see it, for the page and for `inspect --reveal`; never stored. */
export type ReadableText = { readonly where: string; readonly text: string };

export type Reading = {
  readonly content: ContentFacts;
  readonly texts: readonly ReadableText[];
};
