// Whether two written names may be one person's. Contradiction needs knowledge of both; what is not known contradicts
// nothing.

import { mayBeSameGivenName } from './nicknames.ts';
import type { PersonName } from './person-name.ts';
import { isSurelySurname } from './surnames.ts';

export type Likeness = 'same' | 'other' | 'unknown';

const shares = (a: readonly string[], b: readonly string[]) => a.some((item) => b.includes(item));

/** A Latin name tells a surname only when one of its words is one. */
const namesSurname = ({ words, sounds }: PersonName) => words.length === 0 || sounds.some(isSurelySurname);

function compareLatin(a: PersonName, b: PersonName): Likeness {
  if (a.words.some((word) => b.words.some((other) => mayBeSameGivenName(word, other)))) return 'same';
  if (shares(a.sounds, b.sounds)) return 'same';
  return 'other';
}

/** Compares by surname: two Suzukis are the same here, for a greeting rarely says more. */
export function compareNames(a: PersonName, b: PersonName): Likeness {
  if (a.words.length > 0 && b.words.length > 0) return compareLatin(a, b);
  if (a.kanji !== null && b.kanji !== null) {
    if (a.kanji === b.kanji) return 'same';
    return shares(a.sounds, b.sounds) ? 'unknown' : 'other';
  }
  if (shares(a.sounds, b.sounds)) return 'same';
  if (a.sounds.length === 0 || b.sounds.length === 0) return 'unknown';
  return namesSurname(a) && namesSurname(b) ? 'other' : 'unknown';
}
