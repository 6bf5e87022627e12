// Whether the person a mail greets is the one it goes to. Knows a recipient by the display name, by what earlier mail
// called the address, and by what its local part spells. Only contradiction counts, never absence. Pure.

import { localPartOf } from './address.ts';
import type { RecipientFacts } from './facts.ts';
import type { Greeted, Greeting } from './greeting.ts';
import { type LocalName, nameInLocalPart } from './names/local-part.ts';
import { isLatinGivenName } from './names/nicknames.ts';
import { type PersonName, parsePersonName } from './names/person-name.ts';
import { soundOf } from './names/romaji.ts';
import { compareNames, isBesideGivenName, type Likeness } from './names/same-person.ts';
import type { Fit } from './recent.ts';

/** A learned name counts from so many mails on, and when so many of all agree. */
const LEARNED_FROM = 3;
const AGREEMENT = 0.8;

/** `sure`: the contradiction rests on a name that somebody wrote, not on how an address reads. */
export type Contradiction = {
  readonly greeted: Greeted;
  readonly recipient: RecipientFacts;
  readonly knownAs: string;
  readonly sure: boolean;
};

/** The key under which a person's name is learned. */
export function personKey({ kanji, words, sounds }: PersonName): string {
  return kanji ?? (words.length > 0 ? words.join(' ') : (sounds[0] ?? ''));
}

type Knowledge = { readonly name: PersonName; readonly written: string; readonly sure: boolean };

/** Whether a local part spells a person rather than a desk: by a Japanese surname, or a given name beside another word. */
function spellsPerson({ name, parts, sure }: LocalName): boolean {
  return sure || isBesideGivenName(name.sounds) || (parts >= 2 && name.words.some(isLatinGivenName));
}

function knowledgeOf({ name, calledAs, address }: RecipientFacts): Knowledge[] {
  const shown = name === null ? null : parsePersonName(name);
  const total = calledAs.reduce((sum, { count }) => sum + count, 0);
  const agreed = calledAs.find(({ count }) => count >= LEARNED_FROM && count >= total * AGREEMENT);
  const learned = agreed === undefined ? null : parsePersonName(agreed.name);
  const local = nameInLocalPart(localPartOf(address));
  return [
    ...(shown === null ? [] : [{ name: shown, written: name ?? '', sure: true }]),
    ...(learned === null ? [] : [{ name: learned, written: agreed?.name ?? '', sure: true }]),
    ...(local !== null && spellsPerson(local) ? [{ name: local.name, written: address, sure: false }] : []),
  ];
}

function mayBeCalled({ name }: Greeted, { calledAs, address }: RecipientFacts): boolean {
  const local = nameInLocalPart(localPartOf(address));
  if (local !== null && compareNames(name, local.name) === 'same') return true;
  return calledAs.some((learned) => {
    const known = parsePersonName(learned.name);
    return known !== null && compareNames(name, known) === 'same';
  });
}

/** `shirai` may be 白井 or S. Hirai: a word that is an initial before the greeted surname contradicts nothing. */
function mayBeInitialed({ name }: Greeted, { address }: RecipientFacts): boolean {
  const words =
    localPartOf(address)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  return words.some((word) => name.sounds.includes(soundOf(word.slice(1))));
}

/** A first name alone, as English greets, says little: people have several and share them. */
const isFirstNameOnly = ({ written, name }: Greeted) =>
  name.words.length === 1 && !/^(?:mr|mrs|ms|miss|dr|prof)\b/i.test(written);

type Comparison = { readonly likeness: Likeness; readonly knownAs: string; readonly sure: boolean };

function compare(greeted: Greeted, recipient: RecipientFacts): Comparison {
  const compared = knowledgeOf(recipient).map(({ name, written, sure }) => ({
    likeness: compareNames(greeted.name, name),
    knownAs: written,
    sure: sure && !isFirstNameOnly(greeted),
    isNamesake: name.kanji !== null && name.kanji === greeted.name.kanji,
  }));
  const others = compared.filter(({ likeness }) => likeness === 'other');
  // Another Suzuki: that the address spells Suzuki, too, says nothing then.
  const namesake = others.find(({ isNamesake }) => isNamesake);
  if (namesake !== undefined) return namesake;
  const same = compared.find(({ likeness }) => likeness === 'same');
  if (same !== undefined || mayBeCalled(greeted, recipient))
    return same ?? { likeness: 'same', knownAs: '', sure: true };
  const other =
    others.find(({ sure }) => sure) ?? (mayBeInitialed(greeted, recipient) ? undefined : others[0]);
  return other ?? { likeness: 'unknown', knownAs: '', sure: false };
}

/** Whether the greeting fits, and where it contradicts: only when it contradicts all recipients that can be seen. */
export function fitOf(
  { persons }: Greeting,
  recipients: readonly RecipientFacts[],
): { readonly fit: Fit; readonly contradiction: Contradiction | null } {
  const greeted = persons.find(({ cc }) => !cc);
  const seen = recipients.filter(({ visible }) => visible);
  if (greeted === undefined || seen.length === 0) return { fit: 'unknown', contradiction: null };
  const compared = seen.map((recipient) => ({ recipient, ...compare(greeted, recipient) }));
  if (compared.some(({ likeness }) => likeness === 'same')) return { fit: 'fits', contradiction: null };
  if (compared.some(({ likeness }) => likeness === 'unknown')) return { fit: 'unknown', contradiction: null };
  const worst = compared.find(({ sure }) => sure) ?? compared[0];
  if (worst === undefined) return { fit: 'unknown', contradiction: null };
  const { recipient, knownAs } = worst;
  return {
    fit: 'differs',
    contradiction: { greeted, recipient, knownAs, sure: compared.every(({ sure }) => sure) },
  };
}
