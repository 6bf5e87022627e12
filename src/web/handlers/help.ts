// The guides, which are no secret: whoever cannot sign in may need them most.

import { findDocument, findPicture, topics } from '../../docs/documents.ts';
import type { Language } from '../../guard/sentences.ts';
import { page, say } from '../answers.ts';
import { HelpPage } from '../pages/help-page.tsx';
import { readGuide } from '../pages/markdown.tsx';
import type { Answer, Visit } from '../visit.ts';

const FIRST = 'reviewing';

const titleOf = (topic: string, language: Language) =>
  /^# (.*)$/m.exec(findDocument(topic, language) ?? '')?.[1] ?? topic;

/** The one for everybody first, then those for administrators. */
function order(a: string, b: string): number {
  return Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b, 'en');
}

export async function showHelp(visit: Visit): Promise<Answer> {
  const topic = visit.params.topic ?? FIRST;
  const text = findDocument(topic, visit.language);
  if (text === null) return say(visit, 'notFound');
  const guides = topics()
    .toSorted(order)
    .map((one) => ({ topic: one, title: titleOf(one, visit.language) }));
  return page(HelpPage({ visit, guides, topic, guide: readGuide(text) }));
}

export async function showPicture(visit: Visit): Promise<Answer> {
  const octets = findPicture(visit.params.name ?? '');
  return octets === null ? say(visit, 'notFound') : { kind: 'picture', type: 'image/png', octets };
}
