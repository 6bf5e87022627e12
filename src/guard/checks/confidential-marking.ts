// Does the mail or a file carry a confidentiality word (社外秘, Confidential …) and go outside? A footer that everybody
// appends is no marking; that is decided where the text is read (`message/marks.ts`).

import { CLEAR, defineCheck, found } from '../check.ts';

export const confidentialMarking = defineCheck(
  'confidential-marking',
  ({ content: { marks }, recipients }, { settings }) => {
    const outside = recipients.some(({ side }) => side === 'outside');
    const [first] = marks;
    if (!outside || first === undefined) return CLEAR;
    const values = { word: first.word, where: first.where, count: marks.length };
    const evidence = marks.slice(0, 10).map(({ word, where, at }) => ({
      kind: 'text' as const,
      value: word,
      note: at === '' ? where : `${where} ${at}`,
    }));
    return found(settings.action, 'confidential-marking', values, evidence);
  },
);
