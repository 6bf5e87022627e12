// Does personal data that needs special care (要配慮個人情報: health, care, disability; Act on the Protection of
// Personal Information art. 2 para. 3) of named persons leave the company unprotected?

import { CLEAR, defineCheck, found } from '../check.ts';
import { evidenceOf } from './unencrypted-personal-data.ts';

export const specialCareData = defineCheck('special-care-data', ({ content, recipients }, { settings }) => {
  if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
  const places = content.personalPlaces.filter(
    ({ kinds, persons }) =>
      persons > 0 && kinds.some(({ kind }) => kind === 'medical' || kind === 'health-insurance'),
  );
  const [first] = places;
  if (first === undefined) return CLEAR;
  const persons = places.reduce((sum, place) => sum + place.persons, 0);
  return found(
    settings.action,
    'special-care-data',
    { persons, where: first.where },
    places.slice(0, 5).flatMap(evidenceOf),
  );
});
