// Does a My Number (個人番号, Act on the Use of Numbers art. 19) leave the company unprotected? One is enough.

import { CLEAR, defineCheck, found } from '../check.ts';
import { evidenceOf } from './unencrypted-personal-data.ts';

export const myNumber = defineCheck('my-number', ({ content, recipients }, { settings }) => {
  if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
  const places = content.personalPlaces.filter(({ kinds }) => kinds.some(({ kind }) => kind === 'my-number'));
  const [first] = places;
  if (first === undefined) return CLEAR;
  const count = places.reduce(
    (sum, { kinds }) => sum + (kinds.find(({ kind }) => kind === 'my-number')?.count ?? 0),
    0,
  );
  return found(
    settings.action,
    'my-number',
    { count, where: first.where },
    places.slice(0, 5).flatMap(evidenceOf),
  );
});
