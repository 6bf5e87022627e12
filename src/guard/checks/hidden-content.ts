// Does a file carry personal data, or a confidentiality word, where its sender does not look: on a hidden sheet, in hidden
// rows or columns, deleted but still recorded, in a comment, in a workbook behind a chart? Hidden content alone is
// ordinary and no finding.

import { CLEAR, defineCheck, found } from '../check.ts';
import type { ContentFacts, FileFacts, HiddenFact } from '../facts.ts';
import type { Evidence } from '../verdict.ts';

type Hit = { readonly file: FileFacts; readonly hidden: HiddenFact; readonly evidence: readonly Evidence[] };

const isIn = (at: string, section: string): boolean => at === section || at.startsWith(`${section} line `);

/** An embedded object is a file of its own; anything else is a section of the file. */
function holds({ path }: FileFacts, { kind, at }: HiddenFact): (where: string, place: string) => boolean {
  if (kind !== 'embedded') return (where, place) => where === path && isIn(place, at);
  const inside = `${path} › ${at}`;
  return (where) => where === inside || where.startsWith(`${inside} › `);
}

const personalIn = ({ personalPlaces }: ContentFacts, isHere: ReturnType<typeof holds>): Evidence[] =>
  personalPlaces.flatMap(({ where, evidence }) =>
    evidence
      .filter(({ at }) => isHere(where, at))
      .map(({ at, kind, masked }) => ({ kind: 'place', value: at, note: `${kind}: ${masked}` }) as const),
  );

const wordsIn = ({ marks }: ContentFacts, isHere: ReturnType<typeof holds>): Evidence[] =>
  marks
    .filter(({ where, at }) => isHere(where, at))
    .map(({ word, at }) => ({ kind: 'text', value: word, note: at }) as const);

function hitsOf(content: ContentFacts, evidenceIn: typeof personalIn): Hit[] {
  return content.files.flatMap((file) =>
    file.hidden.flatMap((hidden) => {
      const evidence = evidenceIn(content, holds(file, hidden));
      return evidence.length === 0 ? [] : [{ file, hidden, evidence }];
    }),
  );
}

export const hiddenContent = defineCheck('hidden-content', ({ content, recipients }, { settings }) => {
  if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
  const personal = hitsOf(content, personalIn);
  const hits = [...personal, ...hitsOf(content, wordsIn)];
  const [first] = hits;
  if (first === undefined) return CLEAR;
  const { file, hidden } = first;
  const evidence = hits
    .slice(0, 5)
    .flatMap((hit): Evidence[] => [
      { kind: 'file', value: hit.file.path, note: `${hit.hidden.kind} ${hit.hidden.at}` },
      ...hit.evidence.slice(0, 3),
    ]);
  const sentence = personal.length > 0 ? 'hidden-content' : 'hidden-content/word';
  const word = personal.length > 0 ? '' : (first.evidence[0]?.value ?? '');
  const values = { file: file.name, kind: hidden.kind, at: hidden.at, word, count: hits.length };
  return found(settings.action, sentence, values, evidence);
});
