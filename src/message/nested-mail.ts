// A mail found inside a mail: read with the same eyes, its texts become text of a file. Called by attachment/ whenever
// a file turns out to be a mail.

import { PATH_SEPARATOR, type ReadNestedMail } from '../attachment/inspect-file.ts';
import type { Budget, InspectedFile } from '../attachment/inspected.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';
import { type BodyText, linkedDataOf, readBodyTexts, shownIdsOf } from './body.ts';
import { FaultList } from './faults.ts';
import { inspectContents, joinInspected } from './files.ts';
import { headerTexts } from './header-facts.ts';
import { type OpenMail, openMail, partsOf } from './open-mail.ts';

/** Fields of the nested mail that people read. */
const SHOWN_FIELDS = new Set([
  'from',
  'sender',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'date',
  'comments',
  'keywords',
]);

function blocksOf({ structure, contents }: OpenMail, texts: readonly BodyText[], where: string): TextBlock[] {
  const block = (section: string, text: string): TextBlock => ({ where, section, kind: 'document', text });
  const header = headerTexts(structure.root)
    .filter(({ name }) => SHOWN_FIELDS.has(name))
    .map(({ name, text }) => `${name}: ${text}`);
  const guesses = contents.flatMap(({ guess }) => (guess === null ? [] : [block('guessed charset', guess)]));
  const loose = partsOf(structure.root).flatMap((part) => part.loose);
  return [
    block('header', header.join('\n')),
    ...texts.map(({ whole, partId }) => block(partId === '' ? '' : `part ${partId}`, whole)),
    ...texts.flatMap(({ html }) => (html === null || html.unseen === '' ? [] : [block('HTML', html.unseen)])),
    ...guesses,
    ...loose.map((octets) => block('outside parts', new TextDecoder().decode(octets))),
  ];
}

export function nestedMailReader(budget: Budget): ReadNestedMail {
  const read: ReadNestedMail = async (octets, path): Promise<InspectedFile> => {
    const prefix = `${path}${PATH_SEPARATOR}`;
    const faults = new FaultList(prefix);
    const mail = await openMail(octets, faults);
    const texts = readBodyTexts(mail.contents, '', null);
    const around = {
      shownIds: shownIdsOf(texts),
      linkedData: linkedDataOf(texts),
      faults,
      prefix,
      budget,
      readNestedMail: read,
    };
    const inside = await inspectContents(mail.contents, around);
    return joinInspected([{ files: [], blocks: blocksOf(mail, texts, path), faults: faults.all }, inside]);
  };
  return read;
}
