// XML behind three events: an element opens, text comes, an element closes. Names come without their prefix. Octets are
// decoded piece by piece, so that a large sheet is never one large string.

import { decodeStrictly } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';
import { type Attributes, localName, type TokenHandler, XmlTokens } from './xml-tokens.ts';

export type { Attributes };

export type XmlReader = {
  open?(name: string, attributes: Attributes, path: string): void;
  close?(name: string): void;
  /** One text may come in several parts. */
  text?(text: string): void;
};

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

function* decodePieces(octets: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(charsetOf(octets), { fatal: true });
  const decode = (piece: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(piece, { stream });
    } catch (cause) {
      throw new Unreadable('bad-encoding', BAD_ENCODING, { cause });
    }
  };
  for (let at = 0; at < octets.length; at += PIECE) yield decode(octets.subarray(at, at + PIECE), true);
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
  const handler: TokenHandler = {
    open: (local, attributes, name) => reader.open?.(local, attributes, name),
    close: (local) => reader.close?.(local),
    text: (text) => reader.text?.(text),
  };
  const tokens = new XmlTokens(handler, options.mayDeclareType ?? false);
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
