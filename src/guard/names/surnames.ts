// Which surnames there are and how they sound. The tables are unfolded when first asked for.

import { KANA_GIVEN_NAMES } from '../personal/kana-given-names.ts';
import { foldVariants } from '../personal/normalise.ts';
import { SURNAME_READINGS } from '../personal/surname-readings.ts';
import { soundOf } from './romaji.ts';
import { SURNAME_KANJI } from './surname-kanji.ts';

let kanji: ReadonlyMap<string, string> | null = null;
let surnameSounds: ReadonlySet<string> | null = null;
let givenSounds: ReadonlySet<string> | null = null;

function readingsByKanji(): ReadonlyMap<string, string> {
  kanji ??= new Map(
    SURNAME_KANJI.split(' ').map((entry) => {
      const [written = '', readings = ''] = entry.split(':');
      return [written, readings];
    }),
  );
  return kanji;
}

export function isKanjiSurname(written: string): boolean {
  return readingsByKanji().has(written) || readingsByKanji().has(foldVariants(written));
}

/** How a surname in kanji may sound; empty when it is not known. */
export function soundsOfSurname(written: string): readonly string[] {
  const readings = readingsByKanji().get(written) ?? readingsByKanji().get(foldVariants(written));
  return readings === undefined ? [] : [...new Set(readings.split(',').map(soundOf))];
}

/** Whether a sound is that of some Japanese surname. */
export function soundsLikeSurname(sound: string): boolean {
  surnameSounds ??= new Set([...SURNAME_READINGS].map(soundOf));
  return surnameSounds.has(sound);
}

export function soundsLikeGivenName(sound: string): boolean {
  givenSounds ??= new Set([...KANA_GIVEN_NAMES].map(soundOf));
  return givenSounds.has(sound);
}

/** Given names by their sound, but far more often one of the commonest surnames. */
const MOSTLY_SURNAMES = new Set(
  'asano hayasi huzi huzita kaneko kano kato komatu kudo matuo minami mori nisio ono sakai saito sato seki sekine suzuki takano tomita yosino'.split(
    ' ',
  ),
);

/** Whether a sound standing alone is a surname rather than a given name. */
export function isSurelySurname(sound: string): boolean {
  return soundsLikeSurname(sound) && (MOSTLY_SURNAMES.has(sound) || !soundsLikeGivenName(sound));
}
