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
  if (guide !== undefined) return `/help/${guide}${place}`;
  return /^#[^"<>\s]*$/.test(href) ? href : null;
}

function pictureOf(href: string): string | null {
  const [, name] = /^(?:\.\.\/)*img\/([\w.-]+\.png)$/.exec(href) ?? [];
  return name === undefined ? null : `/help/img/${name}`;
}

const inner = (tokens: readonly Token[] | undefined, text: string): ComponentChildren =>
  tokens === undefined ? text : tokens.map(inline);

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
            {header.map(({ tokens }) => (
              <th scope="col">{tokens.map(inline)}</th>
            ))}
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

export type Guide = { readonly title: string; readonly sections: readonly string[]; readonly body: VNode };

/** `text`: Markdown whose first heading is its title. */
export function readGuide(text: string): Guide {
  const tokens = lexer(text);
  const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  const title = headings.find(({ depth }) => depth === 1)?.text ?? '';
  const sections = headings.filter(({ depth }) => depth === 2).map(({ text: name }) => name);
  return { title, sections, body: <>{tokens.map(block)}</> };
}
