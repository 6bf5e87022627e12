// The text of one part of a Word document (ECMA-376 part 1 §17): what its reader sees goes to one section; deleted and moved
// text, and text that is hidden or white, to sections of their own. Phonetic guides (w:rt) are left out, or names would be
// broken in two.

import { type Findings, openHidden, type Writer } from './findings.ts';
import type { Budget } from './inspected.ts';
import { type Attributes, attribute, type XmlReader } from './xml.ts';

const TEXT = new Set(['t', 'delText']);
const SKIPPED = new Set(['rt', 'Fallback']);
const REMOVED = new Set(['del', 'moveFrom']);
const SIGNS: Readonly<Record<string, string>> = { noBreakHyphen: '-', softHyphen: '', ptab: '\t' };

const isOn = (attributes: Attributes): boolean =>
  !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '');
const WHITE = /^ffffff$/i;

/** Text beside the visible one; opened when there is some, with line ends only behind text. */
class Aside {
  readonly #open: () => Writer;
  #writer: Writer | null = null;
  #isDirty = false;

  constructor(open: () => Writer) {
    this.#open = open;
  }

  write(text: string): void {
    this.#writer ??= this.#open();
    this.#writer.write(text);
    this.#isDirty = true;
  }

  separate(sign: string): void {
    if (!this.#isDirty) return;
    this.#writer?.write(sign);
    this.#isDirty = sign !== '\n';
  }
}

/** Properties of the run at hand that make its text unseen. */
type Run = { isHidden: boolean; isWhite: boolean; isShaded: boolean };

export class WordText implements XmlReader {
  readonly #writer: Writer;
  readonly #removed: Aside;
  readonly #unseen: Aside;
  #run: Run = { isHidden: false, isWhite: false, isShaded: false };
  /** The paragraph has a ground of its own. */
  #isShaded = false;
  #isText = false;
  #skipping = 0;
  #removing = 0;
  #cells = 0;
  #boxes = 0;
  #properties = 0;
  #footnotes = 0;

  constructor(writer: Writer, budget: Budget, found: Findings) {
    this.#writer = writer;
    this.#removed = new Aside(() => openHidden(found, budget, 'tracked-change', 'tracked changes'));
    this.#unseen = new Aside(() => openHidden(found, budget, 'text', 'hidden text'));
  }

  open(name: string, attributes: Attributes): void {
    if (SKIPPED.has(name)) this.#skipping += 1;
    if (REMOVED.has(name)) this.#removing += 1;
    if (name === 'tc') this.#cells += 1;
    if (name === 'txbxContent') this.#boxes += 1;
    if (name === 'r') this.#run = { isHidden: false, isWhite: false, isShaded: false };
    if (name === 'pPr') this.#properties += 1;
    this.#isText = TEXT.has(name) && this.#skipping === 0;
    if (name === 'p') this.#isShaded = false;
    if (name === 'shd' && this.#properties > 0) this.#isShaded = true;
    if (this.#skipping > 0 || this.#properties > 0) return;
    this.#openProperty(name, attributes);
    this.#openSign(name, attributes);
  }

  #openProperty(name: string, attributes: Attributes): void {
    if (name === 'vanish') this.#run.isHidden = isOn(attributes);
    else if (name === 'color') this.#run.isWhite = WHITE.test(attribute(attributes, 'val') ?? '');
    else if (name === 'highlight' || name === 'shd') this.#run.isShaded = true;
  }

  #openSign(name: string, attributes: Attributes): void {
    const sign = SIGNS[name];
    if (sign !== undefined) this.#write(sign);
    else if (name === 'tab') this.#write(this.#cells > 0 ? ' ' : '\t');
    else if (name === 'br' || name === 'cr') this.#separate(this.#lineEnd());
    else if (name === 'sym') this.#write(symbol(attribute(attributes, 'char')));
    else if (name === 'footnoteReference' && attribute(attributes, 'customMarkFollows') === undefined) {
      this.#footnotes += 1;
      this.#write(String(this.#footnotes));
    }
  }

  close(name: string): void {
    this.#isText = false;
    if (SKIPPED.has(name)) this.#skipping -= 1;
    if (REMOVED.has(name)) this.#removing -= 1;
    if (name === 'txbxContent') this.#boxes -= 1;
    if (name === 'pPr') this.#properties -= 1;
    if (this.#skipping > 0) return;
    if (name === 'p' || name === 'tr') this.#separate(this.#lineEnd());
    if (name !== 'tc') return;
    this.#cells -= 1;
    this.#separate(this.#cells > 0 ? ' ' : '\t');
  }

  text(text: string): void {
    if (this.#isText) this.#write(text);
  }

  #lineEnd(): string {
    return this.#cells > 0 ? ' ' : '\n';
  }

  #write(text: string): void {
    if (this.#removing > 0) this.#removed.write(text);
    else if (this.#isUnseen()) this.#unseen.write(text);
    else this.#writer.write(text);
  }

  /** In tables and boxes the ground may be dark, so white text there may well be seen. */
  #isUnseen(): boolean {
    const { isHidden, isWhite, isShaded } = this.#run;
    const isOnWhite = !isShaded && !this.#isShaded && this.#cells === 0 && this.#boxes === 0;
    return isHidden || (isWhite && isOnWhite);
  }

  #separate(sign: string): void {
    this.#writer.write(sign);
    this.#removed.separate(sign);
    this.#unseen.separate(sign);
  }
}

/** w:sym names a character by number; those of symbol fonts (U+F000–F0FF) are pictures. */
function symbol(char: string | undefined): string {
  const code = Number.parseInt(char ?? '', 16);
  return Number.isNaN(code) || code >= 0xf000 || code === 0 ? ' ' : String.fromCharCode(code);
}
