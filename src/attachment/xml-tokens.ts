// Tags and text of XML, piece by piece as it is decoded. Strict where it matters for seeing all text: tags must match,
// entities must be known, a DOCTYPE (where entity bombs live) is refused. Called by xml.ts only. Written because saxes took
// twice the time for a worksheet.

import { Unreadable } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

export type TokenHandler = {
  /** `local` is the name without its prefix. */
  open?(local: string, attributes: Attributes, name: string): void;
  close?(local: string): void;
  text?(text: string): void;
};

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTATION_MARK = 0x22;
const APOSTROPHE = 0x27;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const QUESTION = 0x3f;
const GREATER = 0x3e;

const NO_ATTRIBUTES: Attributes = {};
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** No entity is longer; a text that was cut within one is kept until the rest is there. */
const MAX_ENTITY = 12;
/** A tag, comment or section beyond this is read by nobody. */
const MAX_TOKEN = 4 * 1024 * 1024;

/** `w:p` → `p`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the XML inside is not well-formed');

const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE_FEED || code === RETURN || code === TAB;

const isTagEnd = (code: number): boolean => code === GREATER || code === SLASH;

function decodeEntity(_whole: string, name: string): string {
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (name.startsWith('#') && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  const known = ENTITIES[name];
  if (known === undefined) throw damaged();
  return known;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  if (/&(?![^;&\s]{1,10};)/.test(text)) throw damaged();
  return text.replace(/&([^;&\s]{1,10});/g, decodeEntity);
}

type Name = { readonly whole: string; readonly local: string };

/** Longer ones are cut out anew: V8 would keep the whole piece of text for each. */
const MAX_KEPT_NAME = 12;
const KEPT_NAMES = 256;

/**
 * Names out of a text: a document has few of them, each very often, and to compare one with what stood in its place
 * before is faster than to cut it out.
 */
class Names {
  readonly #kept: (Name | undefined)[] = Array.from({ length: KEPT_NAMES }, () => undefined);

  /** The name between the two places of `text`. */
  between(text: string, from: number, to: number): Name {
    const length = to - from;
    const place = (length * 37 + text.charCodeAt(from) * 5 + text.charCodeAt(to - 1)) % KEPT_NAMES;
    const kept = this.#kept[place];
    if (kept !== undefined && kept.whole.length === length && text.startsWith(kept.whole, from)) return kept;
    const whole = text.slice(from, to);
    const name = { whole, local: localName(whole) };
    if (length <= MAX_KEPT_NAME) this.#kept[place] = name;
    return name;
  }
}

/** Sections of XML that are no tags: how they begin and end, and what becomes of their content. */
const SECTIONS: readonly (readonly [start: string, end: string, kind: 'skip' | 'text' | 'doctype'])[] = [
  ['<?', '?>', 'skip'],
  ['<!--', '-->', 'skip'],
  ['<![CDATA[', ']]>', 'text'],
  ['<!DOCTYPE', '>', 'doctype'],
];

export class XmlTokens {
  readonly #handler: TokenHandler;
  readonly #mayDeclareType: boolean;
  readonly #open: Name[] = [];
  readonly #names = new Names();
  #text = '';
  #at = 0;
  /** What came since tokens were read. */
  #coming = '';
  #hasRoot = false;

  /** `mayDeclareType`: a DOCTYPE without definitions of its own passes (formulas of old ODF writers have one). */
  constructor(handler: TokenHandler, mayDeclareType: boolean) {
    this.#handler = handler;
    this.#mayDeclareType = mayDeclareType;
  }

  /** Throws Unreadable `damaged-file`, `doctype`, and what the handler throws. */
  write(piece: string): void {
    this.#coming += piece;
    const unread = this.#text.length - this.#at;
    if (unread + this.#coming.length > MAX_TOKEN && unread > this.#coming.length)
      throw new Unreadable('too-large', 'a single tag of the XML inside is larger than the limit');
    // What is cut within a long tag is looked at again when as much has come: the tag is not gone through with every piece.
    if (unread <= this.#coming.length) this.#readTokens();
  }

  #readTokens(): void {
    this.#text = this.#text.slice(this.#at) + this.#coming;
    this.#at = 0;
    this.#coming = '';
    while (this.#readToken());
    if (this.#text.length - this.#at > MAX_TOKEN)
      throw new Unreadable('too-large', 'a single tag of the XML inside is larger than the limit');
  }

  close(): void {
    this.#readTokens();
    if (this.#text.slice(this.#at).trim() !== '' || this.#open.length > 0 || !this.#hasRoot) throw damaged();
  }

  /** False = there is no whole token left. */
  #readToken(): boolean {
    const text = this.#text;
    const at = this.#at;
    if (text.charCodeAt(at) !== LESS) return this.#readText(text.indexOf('<', at));
    const second = text.charCodeAt(at + 1);
    if (second === SLASH) return this.#readClosing();
    if (second === EXCLAMATION || second === QUESTION) return this.#readSection();
    return this.#readOpening();
  }

  /** A text without an end is given in parts, since it may be long. */
  #readText(tagAt: number): boolean {
    const ampersandAt = tagAt < 0 ? this.#text.indexOf('&', this.#text.length - MAX_ENTITY) : -1;
    const end = tagAt >= 0 ? tagAt : ampersandAt >= this.#at ? ampersandAt : this.#text.length;
    if (end === this.#at) return false;
    this.#give(decodeEntities(this.#text.slice(this.#at, end)));
    this.#at = end;
    return tagAt >= 0;
  }

  #give(text: string): void {
    if (this.#open.length > 0) this.#handler.text?.(text);
    else if (text.trim() !== '') throw damaged();
  }

  #readSection(): boolean {
    const section = SECTIONS.find(([start]) => this.#text.startsWith(start, this.#at));
    if (section === undefined) {
      if (this.#text.length - this.#at >= '<![CDATA['.length) throw damaged();
      return false;
    }
    const [start, end, kind] = section;
    const from = this.#at + start.length;
    const to = this.#text.indexOf(end, from);
    if (kind === 'doctype') this.#checkType(this.#text.slice(from, to < 0 ? undefined : to));
    if (to < 0) return false;
    if (kind === 'text') this.#give(this.#text.slice(from, to));
    this.#at = to + end.length;
    return true;
  }

  #checkType(declaration: string): void {
    if (this.#mayDeclareType && !declaration.includes('[')) return;
    throw new Unreadable('doctype', 'the XML declares a document type, which may hide text in entities');
  }

  #readClosing(): boolean {
    const text = this.#text;
    const from = this.#at + 2;
    const open = this.#open.at(-1);
    if (open !== undefined && text.startsWith(open.whole, from)) {
      const end = from + open.whole.length;
      if (text.charCodeAt(end) === GREATER) return this.#close(open, end + 1);
    }
    const end = text.indexOf('>', this.#at);
    if (end < 0) return false;
    if (open === undefined || open.whole !== text.slice(from, end).trimEnd()) throw damaged();
    return this.#close(open, end + 1);
  }

  #close({ local }: Name, next: number): boolean {
    this.#open.pop();
    this.#at = next;
    this.#handler.close?.(local);
    return true;
  }

  #readOpening(): boolean {
    const text = this.#text;
    const nameAt = this.#at + 1;
    const nameEnd = this.#endOfName(nameAt);
    if (nameEnd < 0) return false;
    if (nameEnd === nameAt || (this.#open.length === 0 && this.#hasRoot)) throw damaged();
    const name = this.#names.between(text, nameAt, nameEnd);
    let attributes: Record<string, string> | null = null;
    let at = this.#skipSpace(nameEnd);
    for (; at >= 0 && !isTagEnd(text.charCodeAt(at)); ) {
      attributes ??= {};
      at = this.#readAttribute(at, attributes);
    }
    const isEmpty = at >= 0 && text.charCodeAt(at) === SLASH;
    const next = at + (isEmpty ? 2 : 1);
    if (at < 0 || next > text.length) return false;
    if (isEmpty && text.charCodeAt(at + 1) !== GREATER) throw damaged();
    this.#at = next;
    this.#hasRoot = true;
    this.#handler.open?.(name.local, attributes ?? NO_ATTRIBUTES, name.whole);
    if (isEmpty) this.#handler.close?.(name.local);
    else this.#open.push(name);
    return true;
  }

  /** -1 = the piece ends before. */
  #endOfName(from: number): number {
    const text = this.#text;
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === GREATER || code === SLASH || isSpace(code)) return at;
    }
    return -1;
  }

  #skipSpace(from: number): number {
    const text = this.#text;
    let at = from;
    while (isSpace(text.charCodeAt(at))) at += 1;
    return at < text.length ? at : -1;
  }

  /** Returns where the next attribute or the end of the tag stands; -1 = the piece ends before. */
  #readAttribute(from: number, attributes: Record<string, string>): number {
    const text = this.#text;
    const equals = text.indexOf('=', from);
    const quoteAt = equals < 0 ? -1 : this.#skipSpace(equals + 1);
    if (quoteAt < 0) return -1;
    const quote = text.charCodeAt(quoteAt);
    if (quote !== QUOTATION_MARK && quote !== APOSTROPHE) throw damaged();
    const end = text.indexOf(quote === APOSTROPHE ? "'" : '"', quoteAt + 1);
    if (end < 0) return -1;
    const value = text.slice(quoteAt + 1, end);
    if (value.includes('<')) throw damaged();
    const isSpaced = isSpace(text.charCodeAt(equals - 1));
    const name = isSpaced
      ? text.slice(from, equals).trimEnd()
      : this.#names.between(text, from, equals).whole;
    attributes[name] = decodeEntities(value);
    return this.#skipSpace(end + 1);
  }
}
