// Tags and text of XML, piece by piece as it is decoded. Strict where it matters for seeing all text: tags must match,
// entities must be known, a DOCTYPE (where entity bombs live) is refused. Called by xml.ts only. Written because saxes took
// twice the time for a worksheet.

import { Unreadable } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

export type TokenHandler = {
  /** `local` is the name without its prefix. */
  open(local: string, attributes: Attributes, name: string): void;
  close(local: string): void;
  text(text: string): void;
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
/** A tag, comment or section beyond this is read by nobody; it would be searched anew with every piece. */
const MAX_TOKEN = 4 * 1024 * 1024;

/** `w:p` → `p`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the XML inside is not well-formed');

const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE_FEED || code === RETURN || code === TAB;

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
  readonly #open: string[] = [];
  readonly #openLocals: string[] = [];
  readonly #locals = new Map<string, string>();
  #text = '';
  #at = 0;
  #hasRoot = false;

  /** `mayDeclareType`: a DOCTYPE without definitions of its own passes (formulas of old ODF writers have one). */
  constructor(handler: TokenHandler, mayDeclareType: boolean) {
    this.#handler = handler;
    this.#mayDeclareType = mayDeclareType;
  }

  /** Throws Unreadable `damaged-file`, `doctype`, and what the handler throws. */
  write(piece: string): void {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    while (this.#readToken());
    if (this.#text.length - this.#at > MAX_TOKEN)
      throw new Unreadable('too-large', 'a single tag of the XML inside is larger than the limit');
  }

  close(): void {
    if (this.#text.slice(this.#at).trim() !== '' || this.#open.length > 0 || !this.#hasRoot) throw damaged();
  }

  /** False = there is no whole token left. */
  #readToken(): boolean {
    if (this.#text.charCodeAt(this.#at) !== LESS) return this.#readText(this.#text.indexOf('<', this.#at));
    const second = this.#text.charCodeAt(this.#at + 1);
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
    if (this.#open.length > 0) this.#handler.text(text);
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
    const end = this.#text.indexOf('>', this.#at);
    if (end < 0) return false;
    const name = this.#text.slice(this.#at + 2, end).trimEnd();
    if (this.#open.pop() !== name) throw damaged();
    this.#at = end + 1;
    this.#handler.close(this.#openLocals.pop() ?? '');
    return true;
  }

  #readOpening(): boolean {
    const nameEnd = this.#endOfName(this.#at + 1);
    if (nameEnd < 0) return false;
    const name = this.#text.slice(this.#at + 1, nameEnd);
    if (name === '' || (this.#open.length === 0 && this.#hasRoot)) throw damaged();
    const attributes: Record<string, string> = {};
    let count = 0;
    let at = this.#skipSpace(nameEnd);
    for (; at >= 0 && !this.#isTagEnd(at); count += 1) at = this.#readAttribute(at, attributes);
    const isEmpty = at >= 0 && this.#text.charCodeAt(at) === SLASH;
    const next = at + (isEmpty ? 2 : 1);
    if (at < 0 || next > this.#text.length) return false;
    if (isEmpty && this.#text.charCodeAt(at + 1) !== GREATER) throw damaged();
    this.#at = next;
    this.#hasRoot = true;
    const local = this.#localOf(name);
    this.#handler.open(local, count === 0 ? NO_ATTRIBUTES : attributes, name);
    if (isEmpty) this.#handler.close(local);
    else {
      this.#open.push(name);
      this.#openLocals.push(local);
    }
    return true;
  }

  #localOf(name: string): string {
    let local = this.#locals.get(name);
    if (local === undefined) {
      local = localName(name);
      this.#locals.set(name, local);
    }
    return local;
  }

  #isTagEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === GREATER || code === SLASH;
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
    let at = from;
    while (isSpace(this.#text.charCodeAt(at))) at += 1;
    return at < this.#text.length ? at : -1;
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
    attributes[text.slice(from, equals).trimEnd()] = decodeEntities(value);
    return this.#skipSpace(end + 1);
  }
}
