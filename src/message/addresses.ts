// Address lists of header fields (RFC 5322 §3.4): mailboxes, groups, comments, quoted strings, and the spellings that
// mailers use against the rule. Domains come out in A-labels; display names are decoded.

import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import type { Mailbox } from '../guard/facts.ts';
import { decodeHeaderText } from './encoded-words.ts';
import type { Report } from './faults.ts';

type Token =
  | { readonly kind: 'word' | 'quoted' | 'comment'; readonly text: string }
  | { readonly kind: 'angle'; readonly text: string }
  | { readonly kind: 'special'; readonly text: ',' | ';' | ':' };

const MAX_MAILBOXES = 20_000;
const MAX_ADDRESS_LENGTH = 1000;

/** A comment with the comments inside it, from its opening parenthesis; its end when it does not close. */
function readComment(text: string, start: number): { content: string; end: number } {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return { content: text.slice(start + 1, at), end: at + 1 };
  }
  return { content: text.slice(start + 1), end: text.length };
}

const QUOTED = /"((?:[^"\\]|\\.)*)"?/sy;
const ANGLE = /<((?:"(?:[^"\\]|\\.)*"|[^">])*)>?/sy;
const WORD = /(?:\[[^\]]*\]|[^ \t,;:<("])+/sy;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function* tokens(text: string): Generator<Token> {
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === ' ' || character === '\t') at += 1;
    else if (character === '(') {
      const { content, end } = readComment(text, at);
      yield { kind: 'comment', text: content };
      at = end;
    } else if (character === ',' || character === ';' || character === ':') {
      yield { kind: 'special', text: character };
      at += 1;
    } else {
      const kind = character === '"' ? 'quoted' : character === '<' ? 'angle' : 'word';
      const match = matchAt(kind === 'quoted' ? QUOTED : kind === 'angle' ? ANGLE : WORD, text, at);
      yield { kind, text: match?.[1] ?? match?.[0] ?? '' };
      at += match?.[0].length || 1;
    }
  }
}

/**
 * Local parts that Japanese mobile carriers gave out against RFC 5321: `a..b@`, `a.@` count as their quoted form; an
 * address that a client put between apostrophes, `'a@b'`, is the one between them.
 */
export function parseHeaderAddress(text: string): AddrSpec | null {
  if (text.length > MAX_ADDRESS_LENGTH) return null;
  const route = text.replace(/^@[^:<>"]*:/, '').replace(/^mailto:/i, '');
  const trimmed = route
    .replace(/\s*([.@])\s*/g, '$1')
    .trim()
    .replace(/^'([^']+@[^']+)'$/, '$1');
  const parsed = parseAddrSpec(trimmed);
  if (parsed !== null) return parsed;
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return null;
  const local = trimmed.slice(0, at);
  return /^[\w!#$%&'*+\-/=?^`{|}~.]+$/.test(local)
    ? parseAddrSpec(`"${local}"@${trimmed.slice(at + 1)}`)
    : null;
}

/** What stands between two commas; `raw` keeps the quotes that a local part may need. */
type Element = {
  readonly shown: string[];
  readonly raw: string[];
  angle: string | null;
  readonly comments: string[];
};

const newElement = (): Element => ({ shown: [], raw: [], angle: null, comments: [] });

/** One element → a mailbox, or null when it names none. */
function toMailbox({ shown, raw, angle, comments }: Element, report: Report): Mailbox | null {
  const written = angle ?? raw.join(' ');
  if (written.trim() === '') return null;
  const address = parseHeaderAddress(written);
  if (address === null) {
    if (written.includes('@')) report('bad-address', `not an address: ${written.slice(0, 50)}`);
    return null;
  }
  const name = decodeHeaderText((angle === null ? comments : shown).join(' '), report).trim();
  return { name: name === '' ? null : name, address };
}

function addToken(element: Element, { kind, text }: Token): void {
  if (kind === 'comment') element.comments.push(text);
  else if (kind === 'angle') element.angle = text;
  else {
    element.shown.push(kind === 'quoted' ? text.replace(/\\(.)/gs, '$1') : text);
    element.raw.push(kind === 'quoted' ? `"${text}"` : text);
  }
}

function* mailboxesOf(value: string, report: Report): Generator<Mailbox> {
  let element = newElement();
  for (const token of tokens(`${value},`)) {
    // Behind its angles only a comment still belongs to a mailbox.
    const isEnd = token.kind === 'special' || (token.kind !== 'comment' && element.angle !== null);
    if (!isEnd) {
      addToken(element, token);
      continue;
    }
    // A colon ends the name of a group; the name is no mailbox.
    const mailbox = token.text === ':' ? null : toMailbox(element, report);
    if (mailbox !== null) yield mailbox;
    element = newElement();
    if (token.kind !== 'special') addToken(element, token);
  }
}

/** All mailboxes of the fields' values, group members taken out of their groups. */
export function parseMailboxes(values: readonly string[], report: Report): Mailbox[] {
  const found: Mailbox[] = [];
  for (const value of values) {
    for (const mailbox of mailboxesOf(value, report)) {
      if (found.length >= MAX_MAILBOXES) {
        report('too-many-addresses', 'more addresses than the limit');
        return found;
      }
      found.push(mailbox);
    }
  }
  return found;
}
