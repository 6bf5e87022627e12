// The guides, which are no secret: whoever cannot sign in may need them most.

import { z } from 'zod';
import { findDocument, findPicture, topics } from '../../docs/documents.ts';
import type { Language } from '../../guard/sentences.ts';
import { page, say } from '../answers.ts';
import { HelpPage } from '../pages/help-page.tsx';
import { anchorOf, type Guide, type GuidePart, readGuide } from '../pages/markdown.tsx';
import type { Answer, Visit } from '../visit.ts';

const FIRST = 'reviewing';

const titleOf = (topic: string, language: Language) =>
  /^# (.*)$/m.exec(findDocument(topic, language) ?? '')?.[1] ?? topic;

/** The one for everybody first, then those for administrators. */
function order(a: string, b: string): number {
  return Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b, 'en');
}

const partQuery = z.object({
  part: z.coerce.number().int().min(1).max(100).default(1),
  /** A section: its page is meant. */
  at: z.string().max(200).optional(),
});

function partOf({ parts }: Guide, query: Visit['query']): GuidePart | null {
  const asked = partQuery.safeParse(query);
  if (!asked.success) return null;
  const { part, at } = asked.data;
  const withSection = parts.find(({ sections }) => sections.some((name) => anchorOf(name) === at));
  return withSection ?? parts[part - 1] ?? null;
}

export async function showHelp(visit: Visit): Promise<Answer> {
  const topic = visit.params.topic ?? FIRST;
  const text = findDocument(topic, visit.language);
  const guide = text === null ? null : readGuide(text);
  const part = guide === null ? null : partOf(guide, visit.query);
  if (guide === null || part === null) return say(visit, 'notFound');
  const guides = topics()
    .toSorted(order)
    .map((one) => ({ topic: one, title: titleOf(one, visit.language) }));
  return page(HelpPage({ visit, guides, topic, guide, part }));
}

export async function showPicture(visit: Visit): Promise<Answer> {
  const octets = findPicture(visit.params.name ?? '');
  return octets === null ? say(visit, 'notFound') : { kind: 'picture', type: 'image/png', octets };
}
