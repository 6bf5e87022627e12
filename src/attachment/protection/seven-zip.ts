// Is a 7z archive locked? The coder 06F10701 (AES-256 with SHA-256) stands in its end header. A header packed with
// LZMA hides the coders of the files.

import { indexOf, viewOf } from '../octets.ts';
import type { ArchiveLock } from './rar.ts';

const AES = '\x06\xf1\x07\x01';
const HEADER = 0x01;
const PACKED_HEADER = 0x17;

function endHeader(octets: Uint8Array): Uint8Array | null {
  if (octets.length < 32) return null;
  const view = viewOf(octets);
  const at = 32 + Number(view.getBigUint64(12, true));
  const size = Number(view.getBigUint64(20, true));
  return at + size > octets.length ? null : octets.subarray(at, at + size);
}

/** `unknown` = whether the files are locked cannot be told: the header is packed with LZMA, or damaged. */
export function sevenZipLock(octets: Uint8Array): ArchiveLock | 'open' | 'unknown' {
  const header = endHeader(octets);
  if (header === null) return 'unknown';
  const isLocked = indexOf(header, AES) >= 0;
  if (header[0] === PACKED_HEADER) return isLocked ? { protection: 'protected', by: '7z-header' } : 'unknown';
  if (header[0] !== HEADER) return header.length === 0 ? 'open' : 'unknown';
  return isLocked ? { protection: 'protected', by: '7z-aes' } : 'open';
}
