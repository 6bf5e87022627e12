// HTML as its reader sees it, and what it carries besides. Tables become rows of cells kept apart by tabs, quoted mail
// gets the `> ` of plain text, so that everything behind reads both kinds of body in one way.

import { Parser } from 'htmlparser2';
import { type LinkedData, readDataLink } from '../attachment/data-links.ts';

export type HtmlViews = {
  /** What is shown, hidden elements included: whoever gets the mail can make them visible. */
  readonly text: string;
  /** Attributes and comments: they travel, and a reader may show them. */
  readonly unseen: string;
  /** All text with nothing between, as elements may be laid out side by side; and the same without hidden elements. */
  readonly joined: string;
  readonly visible: string;
  /** Content-IDs that the text shows. */
  readonly contentIds: ReadonlySet<string>;
  /** What the HTML carries in its links. */
  readonly linkedData: readonly LinkedData[];
};

const BLOCKS = new Set(
  'p div br tr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table section article header footer blockquote pre hr form title option textarea caption address fieldset body'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);
const SILENT = new Set(['script', 'style', 'template', 'title']);
/** Attributes whose value is no text of anybody; of links only the address of a mailbox is kept. */
const MARKUP =
  /^(?:style|class|id|width|height|align|valign|bgcolor|color|face|size|border|cellpadding|cellspacing|dir|lang|type|rel|target|xmlns.*|src|srcset|http-equiv|colspan|rowspan|nowrap|background|link|vlink|hspace|vspace|clear|name)$/;

const isQuote = (name: string, { type = '', class: names = '' }: Readonly<Record<string, string>>): boolean =>
  name === 'blockquote' && (type.toLowerCase() === 'cite' || /quote/i.test(names));

/** Deeper quotes look the same. */
const MAX_QUOTES = 10;

/** Lines under construction; a line inside quotes starts with one mark per level. */
class Lines {
  readonly #done: string[] = [];
  #line = '';
  #endsBlank = false;
  quotes = 0;

  /** Blanks between elements run together. */
  add(text: string): void {
    if (text === ' ' && this.#endsBlank) return;
    this.#line += text;
    if (text !== '') this.#endsBlank = text.endsWith(' ');
  }

  /** Ends the line if anything stands on it. */
  end(): void {
    if (this.#line.trim() !== '') this.break();
    this.#clear();
  }

  break(): void {
    const marks = '> '.repeat(Math.min(this.quotes, MAX_QUOTES));
    const isRow = this.#line.includes('\t');
    const line = isRow ? this.#line.replace(/ *\t */g, '\t').replace(/ {2,}/g, ' ') : this.#line;
    this.#done.push(`${marks}${line.replace(/^ /, '').trimEnd()}`);
    this.#clear();
  }

  #clear(): void {
    this.#line = '';
    this.#endsBlank = false;
  }

  /** All lines; nothing can be added after. */
  finish(): string {
    this.end();
    return this.#done.join('\n');
  }
}

type Attributes = Readonly<Record<string, string>>;
type Frame = { readonly isQuote: boolean; readonly isHidden: boolean };

const HIDING =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i;

class View {
  readonly lines = new Lines();
  readonly unseen: string[] = [];
  readonly joined: string[] = [];
  readonly visible: string[] = [];
  readonly contentIds = new Set<string>();
  readonly linkedData: LinkedData[] = [];
  readonly #frames: Frame[] = [];
  #silent = 0;
  #cells = 0;
  #pre = 0;
  #hidden = 0;

  open(name: string, attributes: Attributes): void {
    if (SILENT.has(name)) this.#silent += 1;
    if (name === 'pre') this.#pre += 1;
    if (BLOCKS.has(name)) this.#endLine(name);
    if (CELLS.has(name)) this.#cells += 1;
    const isHidden = HIDING.test(attributes.style ?? '') || 'hidden' in attributes;
    const frame = { isQuote: isQuote(name, attributes), isHidden };
    this.#frames.push(frame);
    if (frame.isQuote) this.lines.quotes += 1;
    if (frame.isHidden) this.#hidden += 1;
    for (const [key, value] of Object.entries(attributes)) this.#attribute(key, value);
  }

  close(name: string): void {
    if (SILENT.has(name)) this.#silent -= 1;
    if (name === 'pre') this.#pre -= 1;
    if (CELLS.has(name)) {
      this.#cells -= 1;
      this.lines.add('\t');
    } else if (BLOCKS.has(name) && name !== 'br') this.#endLine(name);
    const frame = this.#frames.pop();
    if (frame?.isQuote) this.lines.quotes -= 1;
    if (frame?.isHidden) this.#hidden -= 1;
  }

  text(text: string): void {
    if (this.#silent > 0) return;
    this.joined.push(text);
    if (this.#hidden === 0) this.visible.push(text);
    if (this.#pre === 0 || this.#cells > 0) {
      this.lines.add(text.replace(/[ \t\r\n\f]+/g, ' '));
      return;
    }
    const [first = '', ...rest] = text.split(/\r?\n/);
    this.lines.add(first);
    for (const line of rest) {
      this.lines.break();
      this.lines.add(line);
    }
  }

  /** Inside a cell a row must stay one line. */
  #endLine(name: string): void {
    if (this.#cells > 0 && name !== 'tr') this.lines.add(' ');
    else if (name === 'br') this.lines.break();
    else this.lines.end();
  }

  #attribute(key: string, value: string): void {
    const cid = /^cid:(.+)$/i.exec(value.trim());
    if (cid?.[1] !== undefined) this.contentIds.add(decodeCid(cid[1]));
    const data = readDataLink(value);
    if (data !== null) this.linkedData.push(data);
    else if (value.trim() !== '' && !MARKUP.test(key)) this.unseen.push(value);
  }
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}

/** Reads decoded HTML; it never fails, browsers do not either. */
export function viewHtml(html: string): HtmlViews {
  const view = new View();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => view.open(name, attributes),
      onclosetag: (name) => view.close(name),
      ontext: (text) => view.text(text),
      oncomment: (comment) => view.unseen.push(comment),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return {
    text: view.lines.finish(),
    unseen: view.unseen.join('\n'),
    joined: view.joined.join(''),
    visible: view.visible.join(''),
    contentIds: view.contentIds,
    linkedData: view.linkedData,
  };
}
