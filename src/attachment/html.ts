// HTML as text: cells of a table stay apart by tabs, its rows and other blocks by line ends. Hidden elements and
// alternative texts are included: the recipient has them too. Excel opens such a file under the name .xls.

import { Parser } from 'htmlparser2';
import { type Findings, openSection } from './findings.ts';
import type { Budget } from './inspected.ts';

const BLOCKS = new Set(
  'p div br tr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table section article header footer blockquote pre hr form title option textarea caption address fieldset'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);
const SILENT = new Set(['script', 'style', 'template']);
/** Attributes a reader may come to see. */
const SHOWN = ['alt', 'title', 'placeholder', 'value', 'content', 'aria-label'];

const charsetOf = (octets: Uint8Array): string | null =>
  /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(
    new TextDecoder('latin1').decode(octets.subarray(0, 4096)),
  )?.[1] ?? null;

/** The charset that a meta element declares decides if the octets are valid in it; null otherwise. */
export function decodeDeclared(octets: Uint8Array): string | null {
  const charset = charsetOf(octets);
  if (charset === null) return null;
  try {
    return new TextDecoder(charset, { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

export function readHtml(html: string, budget: Budget, found: Findings): void {
  const writer = openSection(found, budget, '');
  let silent = 0;
  let cells = 0;
  const endBlock = (name: string) => {
    if (CELLS.has(name)) writer.write('\t');
    else if (BLOCKS.has(name)) writer.write(cells > 0 && name !== 'tr' ? ' ' : '\n');
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (SILENT.has(name)) silent += 1;
        if (name === 'br' || name === 'hr') endBlock(name);
        if (CELLS.has(name)) cells += 1;
        const shown = SHOWN.flatMap((key) => attributes[key] ?? []).filter((value) => value !== '');
        if (shown.length > 0) writer.write(`${shown.join(' ')} `);
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent -= 1;
        if (CELLS.has(name)) cells -= 1;
        if (name !== 'br' && name !== 'hr') endBlock(name);
      },
      ontext(text) {
        if (silent === 0) writer.write(cells > 0 ? text.replace(/[\t\r\n]+/g, ' ') : text);
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
}
