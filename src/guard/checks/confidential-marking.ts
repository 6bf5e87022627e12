// Does the mail or a file carry a confidentiality word (社外秘, Confidential …) and go outside? What counts as a mark,
// and that a footer which everybody appends is none, is decided where the text is read (`marks.ts`).

import { CLEAR, defineCheck, found } from '../check.ts';
import type { MarkFact, RecipientFacts } from '../facts.ts';

/** 「御社限り」 is said to the reader: it breaks only when somebody else reads it too. */
const FOR_THE_READER = /^[御貴]社(?:様)?限り$/;

/** Said to one company, and meant for the recipients themselves. */
function isMeantForThem({ word, at }: MarkFact, outside: readonly RecipientFacts[]): boolean {
  const companies = new Set(outside.map(({ organization }) => organization));
  return FOR_THE_READER.test(word) && companies.size === 1 && !at.startsWith('forwarded');
}

export const confidentialMarking = defineCheck(
  'confidential-marking',
  ({ content, recipients }, { settings }) => {
    const outside = recipients.filter(({ side }) => side === 'outside');
    if (outside.length === 0) return CLEAR;
    const marks = content.marks.filter((mark) => !isMeantForThem(mark, outside));
    const [first] = marks;
    if (first === undefined) return CLEAR;
    const values = { word: first.word, where: first.where, count: marks.length };
    const evidence = marks.slice(0, 10).map(({ word, where, at }) => ({
      kind: 'text' as const,
      value: word,
      note: at === '' ? where : `${where} ${at}`,
    }));
    return found(settings.action, 'confidential-marking', values, evidence);
  },
);
