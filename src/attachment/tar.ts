// Tar archives (POSIX ustar, pax and GNU long names): every file becomes a file of its own. Links and devices have no
// content.

import { spend } from './budget.ts';
import { addFault, type Extract } from './findings.ts';
import { latin1 } from './octets.ts';
import { decodeText } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';

const BLOCK = 512;

const damaged = (): Unreadable => new Unreadable('damaged-archive', 'the tar archive is damaged');

const field = (header: Uint8Array, at: number, length: number): Uint8Array => {
  const raw = header.subarray(at, at + length);
  const end = raw.indexOf(0);
  return end < 0 ? raw : raw.subarray(0, end);
};

const decodeName = (octets: Uint8Array): string => decodeText(octets) ?? latin1(octets);

/** Octal, or binary with the top bit set (GNU). */
function parseSize(header: Uint8Array): number {
  if (((header[124] ?? 0) & 0x80) !== 0) {
    let size = (header[124] ?? 0) & 0x7f;
    for (let i = 125; i < 136; i += 1) size = size * 256 + (header[i] ?? 0);
    return size;
  }
  const size = Number.parseInt(
    latin1(header, 124, 136)
      .replace(/[\0 ]+$/, '')
      .trim() || '0',
    8,
  );
  if (Number.isNaN(size)) throw damaged();
  return size;
}

function hasValidChecksum(header: Uint8Array): boolean {
  const stored = Number.parseInt(latin1(header, 148, 156).replace(/[\0 ]/g, ''), 8);
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i += 1) if (i < 148 || i >= 156) sum += header[i] ?? 0;
  return sum === stored;
}

/** `path` of a pax header: records of `length key=value\n`, the length in octets. */
function paxPath(content: Uint8Array): string | null {
  const at = latin1(content).indexOf(' path=');
  if (at < 0) return null;
  const end = content.indexOf(0x0a, at);
  return decodeName(content.subarray(at + 6, end < 0 ? content.length : end));
}

function headerName(header: Uint8Array): string {
  const prefix =
    latin1(header, 257, 262) === 'ustar' && header[263] === 0x30 ? field(header, 345, 155) : new Uint8Array();
  const name = decodeName(field(header, 0, 100));
  return prefix.length === 0 ? name : `${decodeName(prefix)}/${name}`;
}

export const extractTar: Extract = ({ octets, budget }, found) => {
  let longName: string | null = null;
  let at = 0;
  for (; at + BLOCK <= octets.length && octets.subarray(at, at + BLOCK).some((octet) => octet !== 0); ) {
    const header = octets.subarray(at, at + BLOCK);
    if (!hasValidChecksum(header)) throw damaged();
    spend(budget, 'entries', 1);
    const kind = String.fromCharCode(header[156] ?? 0);
    const size = '123456'.includes(kind) ? 0 : parseSize(header);
    const content = octets.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw damaged();
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'L') longName = decodeName(field(content, 0, size));
    else if (kind === 'x') longName = paxPath(content) ?? longName;
    else if (kind === 'g' || kind === 'K') continue;
    else {
      const name = longName ?? headerName(header);
      longName = null;
      if ('0\u00007'.includes(kind) && !name.endsWith('/'))
        found.inner.push({ name, otherNames: [], sizeOctets: size, locked: null, read: () => content });
      else if (!'0\u0000123456 7V'.includes(kind))
        addFault(found, 'unsupported-format', 'the tar archive holds an entry of a kind that is not read');
    }
  }
  if (octets.subarray(at).some((octet) => octet !== 0))
    addFault(found, 'archive-mismatch', 'octets stand behind the end of the archive');
};
