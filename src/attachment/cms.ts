// Cryptographic Message Syntax (RFC 5652), as S/MIME sends it: encrypted content is protection, signed content is
// opened and looked into. Reads BER by hand: definite and indefinite lengths, octet strings in pieces.

import { addInner, type Findings, protect } from './findings.ts';
import { latin1 } from './octets.ts';
import { Unreadable } from './unreadable.ts';

type Node = {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly next: number;
};

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the S/MIME container is damaged');
const MAX_DEPTH = 32;

/** One BER element at `at`. Of indefinite length its content runs up to the matching end mark. */
function readNode(octets: Uint8Array, at: number, depth = 0): Node {
  if (at + 2 > octets.length || depth > MAX_DEPTH) throw damaged();
  const tag = octets[at] ?? 0;
  const short = octets[at + 1] ?? 0;
  const start = at + 2 + (short > 0x80 ? short - 0x80 : 0);
  if (short !== 0x80) {
    let size = short;
    if (short > 0x80) {
      if (short > 0x84) throw damaged();
      size = 0;
      for (let i = at + 2; i < start; i += 1) size = size * 256 + (octets[i] ?? 0);
    }
    if (start + size > octets.length) throw damaged();
    return { tag, content: octets.subarray(start, start + size), next: start + size };
  }
  let end = start;
  while (octets[end] !== 0 || octets[end + 1] !== 0) end = readNode(octets, end, depth + 1).next;
  return { tag, content: octets.subarray(start, end), next: end + 2 };
}

function children(content: Uint8Array): Node[] {
  const list: Node[] = [];
  for (let at = 0; at < content.length; at = list.at(-1)?.next ?? content.length)
    list.push(readNode(content, at));
  return list;
}

/** Object identifiers as their octets. */
const ENVELOPED: Readonly<Record<string, string>> = {
  '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03': 'smime',
  '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06': 'smime',
  '\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17': 'smime',
};
const SIGNED = '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02';
const CONSTRUCTED_OCTETS = 0x24;

function joinOctets({ tag, content }: Node): Uint8Array {
  if (tag !== CONSTRUCTED_OCTETS) return content;
  return Buffer.concat(children(content).map(joinOctets));
}

/** encapContentInfo of SignedData: the signed octets, or null when they travel outside (detached). */
function signedContent(signedData: Uint8Array): Uint8Array | null {
  const [sequence] = children(signedData);
  const encapsulated = sequence === undefined ? undefined : children(sequence.content)[2];
  const explicit = encapsulated === undefined ? undefined : children(encapsulated.content)[1];
  const octets = explicit === undefined ? undefined : children(explicit.content)[0];
  return octets === undefined ? null : joinOctets(octets);
}

const headOf = (octets: Uint8Array): Node[] => {
  if (octets[0] !== 0x30) return [];
  try {
    return children(readNode(octets, 0).content);
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
};

/** A SEQUENCE that starts with an object identifier of PKCS #7. */
export function isCms(octets: Uint8Array): boolean {
  return (
    (octets[0] === 0x30 && latin1(octets, 0, 40).includes('\x2a\x86\x48\x86\xf7\x0d\x01\x07')) ||
    (octets[0] === 0x30 && latin1(octets, 0, 40).includes('\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01'))
  );
}

/** The octets between the lines of the armour. */
export function decodePem(text: string): Uint8Array {
  const start = text.indexOf('\n', text.indexOf('-----BEGIN '));
  const end = text.indexOf('-----END', start);
  return Buffer.from(text.slice(start, end < 0 ? undefined : end), 'base64');
}

export function readCms(octets: Uint8Array, found: Findings): void {
  const [oid, content] = headOf(octets);
  const name = oid === undefined ? latin1(octets, 0, 40) : latin1(oid.content);
  const lock = Object.entries(ENVELOPED).find(([id]) => name.includes(id))?.[1];
  if (lock !== undefined) {
    protect(found, 'protected', lock);
    return;
  }
  if (oid === undefined || content === undefined) throw damaged();
  if (name !== SIGNED) throw new Unreadable('unsupported-format', 'S/MIME of a kind that is not read');
  const signed = signedContent(content.content);
  if (signed !== null) addInner(found, 'smime.eml', signed);
}
