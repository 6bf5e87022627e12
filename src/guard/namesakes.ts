// People of the author's circle who bear the name of a recipient at another organisation, and those who bear the name
// that a mail greets. Addresses are compared by what they spell. Pure; called when facts are assembled.

import { type AddrSpec, localPartOf } from './address.ts';
import type { Namesake, Side } from './facts.ts';
import type { Correspondent } from './history.ts';
import { type LocalName, nameInLocalPart } from './names/local-part.ts';
import type { PersonName } from './names/person-name.ts';
import { isSurelySurname } from './names/surnames.ts';

const MAX_NAMESAKES = 3;
const STRENGTH: Readonly<Record<Namesake['how'], number>> = { 'local-part': 0, 'full-name': 1, surname: 2 };

/** The first letters that one sound may begin with are folded, so that few names need to be taken apart. */
const FIRST: Readonly<Record<string, string>> = { f: 'h', c: 't', j: 'z', l: 'r' };
const initials = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[a-z]{2,}/g) ?? []).map((word) => FIRST[word.charAt(0)] ?? word.charAt(0)),
  );

function mayShareWord(a: string, b: string): boolean {
  const first = initials(a);
  return [...initials(b)].some((initial) => first.has(initial));
}

const withoutDigits = (local: string) => local.toLowerCase().replace(/[^a-z.]/g, '');

/** A surname of a Japanese, or a word of four letters and more that stands beside another one. */
function isTelling(sound: string, { parts }: LocalName): boolean {
  return isSurelySurname(sound) || (sound.length >= 4 && parts >= 2);
}

function howAlike(a: AddrSpec, b: AddrSpec): Namesake['how'] | null {
  const [localA, localB] = [localPartOf(a), localPartOf(b)];
  if (!mayShareWord(localA, localB)) return null;
  const [nameA, nameB] = [nameInLocalPart(localA), nameInLocalPart(localB)];
  if (nameA === null || nameB === null) return null;
  const [soundsA, soundsB] = [nameA.name.sounds, nameB.name.sounds];
  const isFull = nameA.parts >= 2 && nameA.parts === nameB.parts;
  if (withoutDigits(localA) === withoutDigits(localB))
    return isFull || (!nameA.sure && localA.length >= 5) ? 'local-part' : 'surname';
  if (isFull && soundsA.length === soundsB.length && soundsA.every((sound) => soundsB.includes(sound)))
    return 'full-name';
  const shared = soundsA.filter((sound) => soundsB.includes(sound));
  return shared.some((sound) => isTelling(sound, nameA) && isTelling(sound, nameB)) ? 'surname' : null;
}

export type Sorter = {
  readonly sideOf: (address: AddrSpec) => Side;
  readonly organizationOf: (address: AddrSpec) => string;
};

/** At most three, the closest names first. `count` of a namesake is how often the author wrote to them. */
export function namesakesOf(
  address: AddrSpec,
  circle: readonly Correspondent[],
  { sideOf, organizationOf }: Sorter,
): readonly Namesake[] {
  const organization = organizationOf(address);
  return circle
    .flatMap((other): Namesake[] => {
      if (other.address === address || organizationOf(other.address) === organization) return [];
      const how = howAlike(address, other.address);
      return how === null ? [] : [{ ...other, side: sideOf(other.address), how }];
    })
    .sort((a, b) => STRENGTH[a.how] - STRENGTH[b.how] || b.count - a.count)
    .slice(0, MAX_NAMESAKES);
}

/** Whether an address spells the name: by surname for a Japanese name, by any word for another. */
export function spells(address: AddrSpec, { sounds, words }: PersonName): boolean {
  const local = nameInLocalPart(localPartOf(address));
  if (local === null) return false;
  if (words.length > 0) return local.name.words.some((word) => word.length >= 3 && words.includes(word));
  return local.sure && local.name.sounds.some((sound) => isSurelySurname(sound) && sounds.includes(sound));
}
