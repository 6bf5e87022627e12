// Text files: plain text, csv and tsv (cells to tabs), xml (elements to cells), json, sql, ics, vcf as they stand,
// the last two also with their lines whole.
// html.ts and rtf.ts read theirs; the kind has been found by text-kind.ts.

import { wholeLines } from './card-text.ts';
import { writeTable } from './csv.ts';
import { addFault, type Findings, openSection, type Writer } from './findings.ts';
import type { Budget } from './inspected.ts';
import { findSeparator } from './text-kind.ts';
import { Unreadable } from './unreadable.ts';
import { readXml, type XmlReader } from './xml.ts';

type ReadText = (text: string, budget: Budget, found: Findings) => void;

const readPlain: ReadText = (text, budget, found) => openSection(found, budget, '').write(text);

/** As it stands, too: a text with a card in it may have lines that begin with a blank and belong to nobody's before. */
const readCards: ReadText = (text, budget, found) => {
  readPlain(text, budget, found);
  const whole = wholeLines(text);
  if (whole !== null) openSection(found, budget, 'whole lines').write(whole);
};

const readTable: ReadText = (text, budget, found) =>
  writeTable(text, findSeparator(text) ?? ',', openSection(found, budget, ''));

/** Leaves become cells; an element of two or more elements ends a row. Attribute values are cells too. */
export function readElements(writer: Writer): XmlReader {
  const children: number[] = [0];
  return {
    open(_name, attributes) {
      children.push((children.pop() ?? 0) + 1, 0);
      for (const value of Object.values(attributes)) writer.write(`${value.replace(/\s+/g, ' ')}\t`);
    },
    close() {
      const count = children.pop() ?? 0;
      writer.write(count > 1 ? '\n' : count === 0 ? '\t' : '');
    },
    text(content) {
      if (content.trim() !== '') writer.write(content.trim().replace(/\s+/g, ' '));
    },
  };
}

/** As it stands, and as cells where it is well-formed. Own entities may hide text, so they are a fault. */
const readXmlText: ReadText = (text, budget, found) => {
  readPlain(text, budget, found);
  if (/<!ENTITY/i.test(text.slice(0, 65_536)))
    return addFault(found, 'doctype', 'the XML defines entities, which may hide text');
  const body = text.replace(/^\s*(<\?xml[^>]*\?>)?\s*<!DOCTYPE[^>[]*>/i, '$1');
  try {
    readXml(body.trimStart(), readElements(openSection(found, budget, 'elements')));
  } catch (error) {
    // Not well-formed: every reader falls back to the text, which is written already.
    if (!isDamage(error)) throw error;
  }
};

const isDamage = (error: unknown): boolean =>
  error instanceof Unreadable && (error.code === 'damaged-file' || error.code === 'doctype');

const READERS: Readonly<Record<string, ReadText>> = {
  csv: readTable,
  tsv: readTable,
  xml: readXmlText,
  svg: readXmlText,
  ics: readCards,
  vcf: readCards,
};

export function readTextFile(kind: string, text: string, budget: Budget, found: Findings): void {
  if (text.length > budget.textLength)
    throw new Unreadable('too-large', 'the file holds more text than the limit for one mail');
  (READERS[kind] ?? readPlain)(text, budget, found);
  if (kind === 'script' || (kind === 'svg' && /<script[\s>]/i.test(text))) found.isScript = true;
}
