// Does readable personal data of several persons leave the company? Counts distinct persons over body and files;
// what is protected by a password or key does not count. Affiliates are outside here (a third party under the
// Act on the Protection of Personal Information, art. 27).

import { askedAt, CLEAR, defineCheck, found } from '../check.ts';
import type { Facts, PersonalPlace } from '../facts.ts';
import type { Evidence } from '../verdict.ts';

/** Whoever reads a card number can spend with it: one is enough to ask. */
const holdsCard = ({ kinds }: PersonalPlace): boolean => kinds.some(({ kind }) => kind === 'credit-card');

export const unencryptedPersonalData = defineCheck(
  'unencrypted-personal-data',
  ({ content, recipients }, { settings }) => {
    if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
    const cards = content.personalPlaces.filter(holdsCard);
    const isMany = content.persons >= Math.max(1, settings.confirmAt);
    if (!isMany && cards.length === 0) return CLEAR;
    const asked = content.persons >= settings.approveAt ? 'approve' : 'confirm';
    const places = [...(isMany ? content.personalPlaces : cards)].sort((a, b) => b.persons - a.persons);
    const [first] = places;
    const values = {
      persons: content.persons,
      where: first?.where ?? 'body',
      kinds: [...new Set(places.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)))],
      limit: asked === 'approve' ? settings.approveAt : isMany ? settings.confirmAt : 1,
    };
    return found(
      askedAt(asked, settings.action),
      'unencrypted-personal-data',
      values,
      places.slice(0, 5).flatMap(evidenceOf),
    );
  },
  { thresholds: { confirmAt: personsIn, approveAt: personsIn } },
);

function personsIn({ content }: Facts): number {
  return content.persons;
}

/** Where, how many persons, and up to three masked values with their kind. */
export function evidenceOf({ where, persons, evidence }: PersonalPlace): Evidence[] {
  const samples = evidence
    .slice(0, 3)
    .map(({ at, kind, masked }) => ({ kind: 'place' as const, value: at, note: `${kind}: ${masked}` }));
  return [{ kind: 'file', value: where, note: String(persons) }, ...samples];
}
