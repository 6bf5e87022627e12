// Whether two written names may be one person's. Contradiction needs knowledge of both; what is not known contradicts
// nothing.

import { mayBeSameGivenName } from './nicknames.ts';
import type { PersonName } from './person-name.ts';
import { isSurelySurname, soundsLikeGivenName, soundsLikeSurname } from './surnames.ts';

export type Likeness = 'same' | 'other' | 'unknown';

const shares = (a: readonly string[], b: readonly string[]) => a.some((item) => b.includes(item));

/** A word that may be both a surname and a given name is the surname beside a given name: 三井 in `mitsui-ken`. */
export const isBesideGivenName = (sounds: readonly string[]): boolean =>
  sounds.length === 2 &&
  sounds.some((sound, n) => soundsLikeSurname(sound) && soundsLikeGivenName(sounds[1 - n] ?? ''));

/** A Latin name tells a surname only when one of its words is one. */
const namesSurname = ({ words, sounds }: PersonName) =>
  words.length === 0 || sounds.some(isSurelySurname) || isBesideGivenName(sounds);

function compareLatin(a: PersonName, b: PersonName): Likeness {
  if (a.words.some((word) => b.words.some((other) => mayBeSameGivenName(word, other)))) return 'same';
  if (shares(a.sounds, b.sounds)) return 'same';
  return 'other';
}

/** 一郎 and 花子 are two people; 洋平 and 陽平 may be one, misspelt. */
function sameGiven(a: string, b: string): boolean {
  const isKanji = (given: string) => /^\p{Script=Han}{2,}$/u.test(given);
  return !isKanji(a) || !isKanji(b) || [...a].some((letter) => b.includes(letter));
}

/** Compares by surname, which is all that most greetings tell, and by given names in kanji where both have one. */
export function compareNames(a: PersonName, b: PersonName): Likeness {
  if (a.words.length > 0 && b.words.length > 0) return compareLatin(a, b);
  if (a.kanji !== null && b.kanji !== null) {
    if (a.kanji === b.kanji) return sameGiven(a.given, b.given) ? 'same' : 'other';
    return shares(a.sounds, b.sounds) ? 'unknown' : 'other';
  }
  if (shares(a.sounds, b.sounds)) return 'same';
  if (a.sounds.length === 0 || b.sounds.length === 0) return 'unknown';
  return namesSurname(a) && namesSurname(b) ? 'other' : 'unknown';
}
