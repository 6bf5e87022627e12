// saxes behind three events. Names come without their prefix; a DOCTYPE is refused (no office program writes one,
// and it is where entity bombs live). Wraps saxes: no other file imports it.

import { SaxesParser } from 'saxes';
import { decodeStrictly } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

export type XmlReader = {
  open?(name: string, attributes: Attributes, path: string): void;
  close?(name: string): void;
  text?(text: string): void;
};

const CHUNK = 64 * 1024;

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The attribute of that local name, whatever prefix the writer chose. */
export function attribute(attributes: Attributes, local: string): string | undefined {
  const plain = attributes[local];
  if (plain !== undefined) return plain;
  const name = Object.keys(attributes).find((key) => localName(key) === local);
  return name === undefined ? undefined : attributes[name];
}

/**
 * `mayDeclareType`: a DOCTYPE without definitions of its own passes (formulas of old ODF writers have one).
 * Throws Unreadable `doctype` or `damaged-file`; what was read before has been reported by then.
 */
export function readXml(xml: string, reader: XmlReader, mayDeclareType = false): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', (declaration) => {
    if (mayDeclareType && !declaration.includes('[')) return;
    throw new Unreadable('doctype', 'the XML declares a document type, which may hide text in entities');
  });
  parser.on('error', (cause) => {
    throw new Unreadable('damaged-file', 'the XML inside is not well-formed', { cause });
  });
  parser.on('opentag', ({ name, attributes }) => reader.open?.(localName(name), attributes, name));
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  for (let at = 0; at < xml.length; at += CHUNK) parser.write(xml.slice(at, at + CHUNK));
  parser.close();
}

/** XML octets as text: UTF-8, or UTF-16 where its mark stands. Throws Unreadable when they are neither. */
export function decodeXml(octets: Uint8Array): string {
  const [first, second] = octets;
  const charset =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = decodeStrictly(octets, charset);
  if (text === null) throw new Unreadable('bad-encoding', 'the XML inside is not valid UTF-8 or UTF-16');
  return text;
}
