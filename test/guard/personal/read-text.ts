// Reads texts as find-personal-data.ts gets them, for the tests of this folder.

import type { PersonalKind } from '../../../src/guard/facts.ts';
import { findPersonalData, type PersonalData } from '../../../src/guard/personal/find-personal-data.ts';

/** Each text is a file of its own. */
export const readTexts = (...texts: readonly string[]): PersonalData =>
  findPersonalData(
    texts.map((text, n) => ({ where: `paper-${n + 1}.txt`, section: '', kind: 'document', text })),
  );

export const kindsIn = (...texts: readonly string[]): readonly PersonalKind[] =>
  readTexts(...texts).places.flatMap(({ kinds }) => kinds.map(({ kind }) => kind));
