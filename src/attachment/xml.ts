// XML behind three events: an element opens, text comes, an element closes. Names come without their prefix. Octets are
// decoded piece by piece, so that a large sheet is never one large string.

import { decodeStrictly } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';
import { type Attributes, localName, type TokenHandler, XmlTokens } from './xml-tokens.ts';

export type { Attributes };

/** One text may come in several parts. */
export type XmlReader = TokenHandler;

const PIECE = 256 * 1024;

/** The attribute of that local name, whatever prefix the writer chose. */
export function attribute(attributes: Attributes, local: string): string | undefined {
  const plain = attributes[local];
  if (plain !== undefined) return plain;
  const name = Object.keys(attributes).find((key) => localName(key) === local);
  return name === undefined ? undefined : attributes[name];
}

const BAD_ENCODING = 'the XML inside is not valid UTF-8 or UTF-16';

function charsetOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const LESS = 0x3c;
const GREATER = 0x3e;
/** A string of so many octets has its place among the small ones, which cost V8 and the machine a hundredth of a large one. */
const SMALL_PIECE = 32 * 1024;
/** So many tags are looked at for one that follows another. */
const MAX_LOOKS = 64;

/** Between two tags, or else before one: where neither a letter nor a text is cut in two. -1 when there is no place. */
function endOfPiece(octets: Uint8Array, at: number): number {
  if (at + SMALL_PIECE >= octets.length) return octets.length;
  const piece = octets.subarray(at, at + SMALL_PIECE);
  const last = piece.lastIndexOf(LESS);
  let tag = last;
  for (let looks = 0; looks < MAX_LOOKS && tag > 0 && piece[tag - 1] !== GREATER; looks += 1)
    tag = piece.lastIndexOf(LESS, tag - 1);
  if (tag > 0) return at + tag;
  if (last > 0) return at + last;
  const next = octets.subarray(at + SMALL_PIECE, at + PIECE).indexOf(LESS);
  return next < 0 ? -1 : at + SMALL_PIECE + next;
}

/** UTF-8 in small pieces. Returns how far it came: to the end, or to what is amiss. */
function* decodeWhole(octets: Uint8Array): Generator<string, number> {
  for (let at = 0; ; ) {
    const end = endOfPiece(octets, at);
    if (end <= at) return at;
    // A mark is no mark but at the beginning.
    const text = decodeStrictly(octets.subarray(at, end), 'utf-8', at > 0);
    if (text === null) return at;
    yield text;
    at = end;
  }
}

function* decodePieces(octets: Uint8Array): Generator<string> {
  const charset = charsetOf(octets);
  const from = charset === 'utf-8' ? yield* decodeWhole(octets) : 0;
  if (from > 0 && from === octets.length) return;
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: from > 0 });
  const decode = (piece: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(piece, { stream });
    } catch (cause) {
      throw new Unreadable('bad-encoding', BAD_ENCODING, { cause });
    }
  };
  for (let at = from; at < octets.length; at += PIECE) yield decode(octets.subarray(at, at + PIECE), true);
  yield decode(new Uint8Array(), false);
}

export type XmlOptions = {
  /** A DOCTYPE without definitions of its own passes. */
  readonly mayDeclareType?: boolean;
  /** Called for every piece; may throw to end the reading. */
  readonly onPiece?: () => void;
};

/**
 * Throws Unreadable `doctype`, `bad-encoding` or
 * `damaged-file`; what was read before has been reported by then.
 */
export function readXml(xml: string | Uint8Array, reader: XmlReader, options: XmlOptions = {}): void {
  const tokens = new XmlTokens(reader, options.mayDeclareType ?? false);
  for (const piece of typeof xml === 'string' ? [xml] : decodePieces(xml)) {
    options.onPiece?.();
    tokens.write(piece);
  }
  tokens.close();
}

/** XML octets as one text: UTF-8, or UTF-16 where its mark stands. Throws Unreadable when they are neither. */
export function decodeXml(octets: Uint8Array): string {
  const text = decodeStrictly(octets, charsetOf(octets));
  if (text === null) throw new Unreadable('bad-encoding', BAD_ENCODING);
  return text;
}
