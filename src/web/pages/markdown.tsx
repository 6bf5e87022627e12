// A guide in Markdown as elements: read by marked, put together here, so that no text ever becomes HTML by itself.

import { lexer, type Token, type Tokens } from 'marked';
import type { ComponentChildren, VNode } from 'preact';

/** What a heading is linked by. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Other guides and pictures stand below /help; anything else but the web is no link. */
function hrefOf(href: string): string | null {
  if (/^https:\/\//.test(href)) return href;
  const [, guide, place = ''] = /^(?:\.\/)?([\w-]+)\.md(#[^"<>\s]*)?$/.exec(href) ?? [];
  if (guide !== undefined) return `/help/${guide}${place === '' ? '' : sectionHref(place.slice(1))}`;
  return /^#[^"<>\s]*$/.test(href) ? sectionHref(href.slice(1)) : null;
}

/** A long guide has several pages: the query says whose, the fragment where on it. */
export function sectionHref(anchor: string): string {
  return `?at=${encodeURIComponent(anchor)}#${anchor}`;
}

function pictureOf(href: string): string | null {
  const [, name] = /^(?:\.\.\/)*img\/([\w.-]+\.png)$/.exec(href) ?? [];
  return name === undefined ? null : `/help/img/${name}`;
}

/** A line end between two Japanese characters is where an editor broke the line, and no space. */
const JOINED = /(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g;

const inner = (tokens: readonly Token[] | undefined, text: string): ComponentChildren =>
  tokens === undefined ? text.replace(JOINED, '') : tokens.map(inline);

function Link({ href, tokens, text }: Tokens.Link): VNode {
  const to = hrefOf(href);
  return to === null ? <span>{inner(tokens, text)}</span> : <a href={to}>{inner(tokens, text)}</a>;
}

function Picture({ href, text }: Tokens.Image): VNode {
  const src = pictureOf(href);
  return src === null ? <span>{text}</span> : <img src={src} alt={text} loading="lazy" />;
}

function inline(token: Token): ComponentChildren {
  switch (token.type) {
    case 'strong':
      return <strong>{inner(token.tokens, token.text)}</strong>;
    case 'em':
      return <em>{inner(token.tokens, token.text)}</em>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link {...(token as Tokens.Link)} />;
    case 'image':
      return <Picture {...(token as Tokens.Image)} />;
    case 'text':
      return inner(token.tokens, token.text);
    default:
      return 'text' in token ? String(token.text) : token.raw;
  }
}

function Heading({ depth, tokens, text }: Tokens.Heading): VNode {
  const Level = (['h1', 'h2', 'h3', 'h4'] as const)[Math.min(depth, 4) - 1] ?? 'h4';
  return <Level id={anchorOf(text)}>{tokens.map(inline)}</Level>;
}

function List({ ordered, items }: Tokens.List): VNode {
  const Kind = ordered ? 'ol' : 'ul';
  return (
    <Kind>
      {items.map(({ tokens }) => (
        <li>{tokens.map(block)}</li>
      ))}
    </Kind>
  );
}

/** Wide ones scroll inside their own box, which the keyboard reaches. */
function Table({ header, rows }: Tokens.Table): VNode {
  const names = header.map(({ text }) => text).filter((text) => text !== '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
    <section class="scroll" tabIndex={0} aria-label={names.join(', ')}>
      <table>
        <thead>
          <tr>
            {header.map(({ text, tokens }) =>
              text === '' ? <td /> : <th scope="col">{tokens.map(inline)}</th>,
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map(({ tokens }) => (
                <td>{tokens.map(inline)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function block(token: Token): ComponentChildren {
  switch (token.type) {
    case 'space':
      return null;
    case 'hr':
      return <hr />;
    case 'heading':
      return <Heading {...(token as Tokens.Heading)} />;
    case 'paragraph':
      return <p>{inner(token.tokens, token.text)}</p>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard (WCAG 2.1.1)
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{(token.tokens ?? []).map(block)}</blockquote>;
    case 'list':
      return <List {...(token as Tokens.List)} />;
    case 'table':
      return <Table {...(token as Tokens.Table)} />;
    default:
      return inline(token);
  }
}

/** One page of a guide, with the names of its sections. */
export type GuidePart = { readonly sections: readonly string[]; readonly body: VNode };
export type Guide = {
  readonly title: string;
  readonly sections: readonly string[];
  readonly parts: readonly GuidePart[];
};

/** So many octets of Markdown make one page, or one section where that is longer. */
const PART_OCTETS = 8_000;

const isHeading = (token: Token, depth: number): token is Tokens.Heading =>
  token.type === 'heading' && token.depth === depth;

const octetsOf = (tokens: readonly Token[]) =>
  tokens.reduce((sum, { raw }) => sum + Buffer.byteLength(raw), 0);

/** What stands before the first section, then the sections. */
function sectionsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const sections: Token[][] = [[]];
  for (const token of tokens) {
    if (isHeading(token, 2)) sections.push([]);
    sections.at(-1)?.push(token);
  }
  return sections;
}

function pagesOf(sections: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  const pages: Token[][] = [];
  for (const section of sections) {
    const last = pages.at(-1);
    const fits = last !== undefined && octetsOf(last) + octetsOf(section) <= PART_OCTETS;
    if (fits) last.push(...section);
    else pages.push([...section]);
  }
  return pages;
}

/** `text`: Markdown whose first heading is its title. */
export function readGuide(text: string): Guide {
  const tokens = lexer(text);
  const title = tokens.find((token) => isHeading(token, 1))?.text ?? '';
  const namesIn = (some: readonly Token[]) =>
    some.filter((token) => isHeading(token, 2)).map(({ text: name }) => name);
  const parts = pagesOf(sectionsOf(tokens)).map((some, n) => ({
    sections: namesIn(some),
    body: (
      <>
        {n > 0 && <h1>{title}</h1>}
        {some.map(block)}
      </>
    ),
  }));
  return { title, sections: namesIn(tokens), parts };
}
