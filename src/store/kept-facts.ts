// Facts as the text that is sealed, made once and before they go to the thread of a database: a text crosses at a fraction of
// what the facts themselves cost.

import type { Facts } from '../guard/facts.ts';
import type { NewMail } from './store.ts';

/** JSON, and what the row says of it in the clear. */
export type KeptFacts = {
  readonly text: string;
  /** How many files are attached. */
  readonly files: number;
  /** Copies of the mail came before. */
  readonly isCopy: boolean;
};

export function keptFacts(facts: Facts | null): KeptFacts | null {
  if (facts === null) return null;
  const files = facts.content.files.filter(({ inline }) => !inline).length;
  return { text: JSON.stringify(facts), files, isCopy: facts.earlierCopies.length > 0 };
}

/** A mail with its facts as they are kept. */
export type KeptMail = Omit<NewMail, 'facts'> & { readonly facts: KeptFacts | null };

export function asKept(mail: NewMail): KeptMail {
  return { ...mail, facts: keptFacts(mail.facts) };
}
