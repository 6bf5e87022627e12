// Access databases since 2007 with a password: the first page holds the same description of the encryption that locked
// Office packages have ([MS-OFFCRYPTO] §2.3), with its size in front.

import { startsWith, viewOf } from '../octets.ts';

const PLACE = 0x299;

export function isLockedAccess(octets: Uint8Array): boolean {
  if (!startsWith(octets, 'Standard ACE DB', 4) || octets.length < PLACE + 6) return false;
  const view = viewOf(octets);
  const size = view.getUint16(PLACE, true);
  const major = view.getUint16(PLACE + 2, true);
  const minor = view.getUint16(PLACE + 4, true);
  return size > 0 && major >= 2 && major <= 4 && minor >= 2 && minor <= 4;
}
