// HTML as text: cells of a table stay apart by tabs, its rows and other blocks by line ends; alternative texts are included.
// Elements that are not shown go to a section of their own. Excel opens such a file under the name .xls.

import { Parser } from 'htmlparser2';
import { checkTime } from './budget.ts';
import { readDataLink } from './data-links.ts';
import { addInner, type Findings, openHidden, openSection, type Writer } from './findings.ts';
import type { Budget } from './inspected.ts';
import { Unreadable } from './unreadable.ts';

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

/** Elements that have no content, so that no end of theirs may be waited for. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

const HIDING =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9]))/i;

const isHiding = ({ style, hidden }: Readonly<Record<string, string>>): boolean =>
  hidden !== undefined || (style !== undefined && HIDING.test(style));

/** No page comes near it; the parser's time grows with the square of the depth. */
const MAX_DEPTH = 10_000;

class HtmlText {
  readonly #budget: Budget;
  readonly #visible: Writer;
  readonly #openUnseen: () => Writer;
  readonly #found: Findings;
  #unseen: Writer | null = null;
  #depth = 0;
  #silent = 0;
  #cells = 0;
  /** Open elements since the one that hides; 0 = nothing is hidden. */
  #hidden = 0;

  constructor(budget: Budget, found: Findings) {
    this.#budget = budget;
    this.#found = found;
    this.#visible = openSection(found, budget, '');
    this.#openUnseen = () => openHidden(found, budget, 'text', 'hidden text');
  }

  #write(text: string): void {
    if (this.#hidden > 0) this.#unseen ??= this.#openUnseen();
    const writer = this.#hidden > 0 ? this.#unseen : this.#visible;
    writer?.write(text);
  }

  #endBlock(name: string): void {
    if (CELLS.has(name)) this.#write('\t');
    else if (BLOCKS.has(name)) this.#write(this.#cells > 0 && name !== 'tr' ? ' ' : '\n');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    checkTime(this.#budget);
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new Unreadable('too-deep', 'the elements of the HTML are nested more deeply than the limit');
    if (SILENT.has(name)) this.#silent += 1;
    if (!VOID.has(name) && (this.#hidden > 0 || isHiding(attributes))) this.#hidden += 1;
    if (name === 'br' || name === 'hr') this.#endBlock(name);
    if (CELLS.has(name)) this.#cells += 1;
    for (const value of Object.values(attributes)) {
      const data = readDataLink(value);
      if (data !== null) addInner(this.#found, 'data-link', data.octets);
    }
    const shown = SHOWN.flatMap((key) => attributes[key] ?? []).filter((value) => value !== '');
    if (shown.length > 0) this.#write(`${shown.join(' ')} `);
  }

  close(name: string): void {
    this.#depth -= 1;
    if (SILENT.has(name)) this.#silent -= 1;
    if (CELLS.has(name)) this.#cells -= 1;
    if (!VOID.has(name)) this.#endBlock(name);
    if (!VOID.has(name) && this.#hidden > 0) this.#hidden -= 1;
  }

  text(text: string): void {
    if (this.#silent === 0) this.#write(this.#cells > 0 ? text.replace(/[\t\r\n]+/g, ' ') : text);
  }
}

export function readHtml(html: string, budget: Budget, found: Findings): void {
  const text = new HtmlText(budget, found);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => text.open(name, attributes),
      onclosetag: (name) => text.close(name),
      ontext: (content) => text.text(content),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
}
