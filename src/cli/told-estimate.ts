// The legal estimate as commands tell it: the numbers with their basis, and the sentence.

import type { LegalEstimate } from '../guard/legal/estimate.ts';
import { legalSentence } from '../guard/sentences/legal.ts';
import type { Language } from '../guard/sentences.ts';

export type ToldEstimate = LegalEstimate & { readonly summary: string };

/** null: nobody is concerned. */
export function toldEstimate(estimate: LegalEstimate | null, language: Language): ToldEstimate | null {
  return estimate === null ? null : { ...estimate, summary: legalSentence(estimate, language) };
}
