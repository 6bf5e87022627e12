// From the octets of a mail to ContentFacts: structure, header, body, files, faults. Deterministic, no input or output.
// Called by relay/ in a reader thread, for small plain mails on the main thread, and by the command line.

import { newBudget } from '../attachment/budget.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';
import { findPersonalData } from '../guard/personal/find-personal-data.ts';
import {
  type BodyText,
  bodyFactsOf,
  distinctTexts,
  linkedDataOf,
  readBodyTexts,
  shownIdsOf,
} from './body.ts';
import { FaultList } from './faults.ts';
import { inspectContents } from './files.ts';
import { readHeaderFacts } from './header-facts.ts';
import { marksOf } from './marks.ts';
import { nestedMailReader } from './nested-mail.ts';
import { openMail } from './open-mail.ts';
import type { ReadableText, Reading, ReadingOptions } from './reading.ts';
import { shownListBlocks } from './shown-list.ts';

const MAX_READABLE = 500_000;

/** What the sender wrote or forwards; quotes go back to people who have them, and everybody's signature is public. */
function bodyBlocks(texts: readonly BodyText[]): TextBlock[] {
  const block = (section: string, text: string): TextBlock[] =>
    text.trim() === '' ? [] : [{ where: 'body', section, kind: 'body', text }];
  return distinctTexts(texts).flatMap(({ own, forwarded }) => [
    ...block('', own),
    ...block('forwarded', forwarded),
  ]);
}

function readableTexts(texts: readonly BodyText[], blocks: readonly TextBlock[]): ReadableText[] {
  const files = new Map<string, string[]>();
  for (const { where, section, text } of blocks) {
    const parts = files.get(where) ?? [];
    files.set(where, parts);
    parts.push(section === '' ? text : `[${section}]\n${text}`);
  }
  return [
    ...distinctTexts(texts).map(({ whole }) => ({ where: 'body', text: whole.slice(0, MAX_READABLE) })),
    ...[...files].map(([where, parts]) => ({ where, text: parts.join('\n').slice(0, MAX_READABLE) })),
  ];
}

/** Reads a mail. What cannot be read is a fault in the result; it throws only when the program is broken. */
export async function readMail(
  octets: Uint8Array,
  { words, countsShownList = false }: ReadingOptions,
): Promise<Reading> {
  const faults = new FaultList();
  const mail = await openMail(octets, faults);
  const { root, leaves } = mail.structure;
  const header = readHeaderFacts(root, leaves, faults.at('header'));
  const texts = readBodyTexts(mail.contents, header.subject, header.from[0] ?? header.sender);
  const budget = newBudget();
  const inside = await inspectContents(mail.contents, {
    shownIds: shownIdsOf(texts),
    linkedData: linkedDataOf(texts),
    faults,
    prefix: '',
    budget,
    readNestedMail: nestedMailReader(budget),
  });
  const shown = countsShownList ? shownListBlocks(header) : [];
  const { persons, places } = findPersonalData([...shown, ...bodyBlocks(texts), ...inside.blocks]);
  return {
    content: {
      header,
      body: bodyFactsOf(texts),
      files: inside.files,
      faults: [...faults.all, ...inside.faults],
      persons,
      personalPlaces: places,
      marks: marksOf(mail, header.subject, texts, inside, words),
    },
    texts: readableTexts(texts, inside.blocks),
  };
}
