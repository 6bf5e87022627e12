// The names that a local part spells: `takeuchi.susumu`, `s-yamada`, `fujitanaoko1975`, `j.smith`. Role addresses
// (`info`, `eigyo`) spell none.

import type { PersonName } from './person-name.ts';
import { soundOf } from './romaji.ts';
import { isSurelySurname, soundsLikeSurname } from './surnames.ts';

const ROLES =
  /^(?:info|office|contact|sales|support|admin|hello|mail|post|help|service|news|no|do|not|reply|noreply|webmaster|postmaster|billing|hr|pr|ir|shop|order|jimu(?:kyoku)?|soumu|somu|eigyo|keiri|jinji|koho|kouhou|kaihatsu|kikaku|madoguchi|uketsuke|tantou?|toiawase|all|staff|team|member|ml|list|group|home|private|test|noc|kinkyu|saiyo|recruit|kyuyo|system|user|customer)$/;

/** Words of at least two letters with their sounds. */
export type LocalName = {
  readonly name: PersonName;
  /** How many of the words stand apart; further ones are ways of cutting a single word. */
  readonly parts: number;
  /** One of the words by itself is a Japanese surname. */
  readonly sure: boolean;
};

const nameOf = (words: readonly string[]): PersonName => ({
  kanji: null,
  given: '',
  sounds: words.map(soundOf),
  words,
});

/** `syamada` → yamada; `kondorina` → kondo, rina: how a word without a separator may be cut. */
function cutsOf(word: string): string[] {
  if (soundsLikeSurname(soundOf(word))) return [];
  const cuts: string[] = [];
  const rest = word.slice(1);
  if (rest.length >= 3 && soundsLikeSurname(soundOf(rest))) cuts.push(rest);
  if (word.length >= 4 && soundsLikeSurname(soundOf(word.slice(0, -1)))) cuts.push(word.slice(0, -1));
  for (let cut = 3; cut <= word.length - 2; cut++) {
    if (soundsLikeSurname(soundOf(word.slice(0, cut)))) cuts.push(word.slice(0, cut));
    if (cut >= 2 && soundsLikeSurname(soundOf(word.slice(cut)))) cuts.push(word.slice(cut));
  }
  return cuts;
}

/** Null for a role address and for what spells no word. */
export function nameInLocalPart(local: string): LocalName | null {
  const bare = local.toLowerCase().replace(/\+.*$/, '');
  const words = bare.split(/[^a-z]+/).filter((word) => word.length >= 2);
  if (words.length === 0 || words.length > 4 || words.every((word) => ROLES.test(word))) return null;
  const named = words.filter((word) => !ROLES.test(word));
  const [only] = named;
  const cuts = named.length === 1 && only !== undefined ? cutsOf(only) : [];
  return {
    name: nameOf([...named, ...cuts]),
    parts: named.length,
    sure: named.some((word) => isSurelySurname(soundOf(word))),
  };
}
