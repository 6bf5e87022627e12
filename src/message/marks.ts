// Where confidentiality words are looked for: the built-in list only in what the sender wrote and attached, the words of
// the policy in everything that leaves, however it is hidden.

import type { FileFacts, MarkFact } from '../guard/facts.ts';
import { findMarks, findWords, type MarkSource } from '../guard/marks.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';
import type { BodyText } from './body.ts';
import type { Content } from './contents.ts';
import { headerTexts } from './header-facts.ts';
import { type OpenMail, partsOf } from './open-mail.ts';

/** As a browser reads addresses (`%41`) and styles (`\\41 `, CSS Syntax 4.3.7); empty when it is written plainly. */
function unescaped(source: string): string {
  const read = source
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (whole, hex: string) => letterOf(Number.parseInt(hex, 16)) ?? whole)
    .replace(/(?:%[0-9a-f]{2})+/gi, (octets) => Buffer.from(octets.replaceAll('%', ''), 'hex').toString());
  return read === source ? '' : read;
}

const letterOf = (code: number): string | null => (code <= 0x10ffff ? String.fromCodePoint(code) : null);

/** Text without the commands of RFC 1896 between its letters, which stand in it as a file that is read as it is. */
const unenriched = ({ part, octets }: Content): string =>
  ENRICHED.test(part.type) ? new TextDecoder().decode(octets).replace(/<[^<>]{0,80}>/g, '') : '';

const ENRICHED = /^text\/(?:enriched|richtext)$/;

const inBody = (at: string, text: string): MarkSource[] =>
  text.trim() === '' ? [] : [{ where: 'body', at, text }];

function ownSources(
  subject: string,
  texts: readonly BodyText[],
  blocks: readonly TextBlock[],
  files: readonly FileFacts[],
): MarkSource[] {
  return [
    { where: 'header', at: 'subject', text: subject },
    ...texts.flatMap(({ own, forwarded }) => [
      ...inBody('text', own),
      ...inBody('forwarded text', forwarded),
    ]),
    ...files.flatMap(({ path, name, otherNames }) =>
      [name, ...otherNames].map((text) => ({ where: path, at: 'name', text })),
    ),
    ...blocks.map(({ where, section, text }) => ({ where, at: section, text })),
  ];
}

function otherSources({ structure, contents }: OpenMail, texts: readonly BodyText[]): MarkSource[] {
  return [
    ...headerTexts(structure.root).map(({ name, text }) => ({ where: 'header', at: name, text })),
    ...texts.flatMap(({ whole, html }) => [
      ...inBody('text', whole),
      ...inBody('HTML attributes and comments', html?.unseen ?? ''),
      ...inBody('HTML source', html?.source ?? ''),
      ...inBody('HTML source', unescaped(html?.source ?? '')),
      ...inBody('HTML text', html?.joined ?? ''),
      ...inBody('HTML text', html?.visible ?? ''),
    ]),
    ...contents.flatMap((content) => [
      ...inBody('guessed charset', content.guess ?? ''),
      ...inBody('enriched text', unenriched(content)),
    ]),
    ...partsOf(structure.root).flatMap(({ loose, fields }) => [
      ...loose.flatMap((octets) => inBody('outside parts', new TextDecoder().decode(octets))),
      ...inBody('part header', fields.map(({ value }) => value).join('\n')),
    ]),
  ];
}

/** One mark per word and place. */
export function marksOf(
  mail: OpenMail,
  subject: string,
  texts: readonly BodyText[],
  inspected: { readonly files: readonly FileFacts[]; readonly blocks: readonly TextBlock[] },
  words: readonly string[],
): MarkFact[] {
  const own = findMarks(ownSources(subject, texts, inspected.blocks, inspected.files), words);
  const others = words.length === 0 ? [] : findWords(otherSources(mail, texts), words);
  const known = new Set<string>();
  return [...own, ...others].filter(({ word, where }) => {
    const key = `${word}\n${where}`;
    return !known.has(key) && known.add(key);
  });
}
