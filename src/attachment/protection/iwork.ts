// Pages, Numbers and Keynote documents with a password. The files of 2009 are zips whose index is no XML then; later ones
// carry a verifier of the password beside their index.

import type { Package } from '../package.ts';
import { Unreadable } from '../unreadable.ts';

const INDEX = /^index\.(?:xml|apxl)$/;
const VERIFIER = /(?:^|\/)\.iwp(?:v2|h)$/;

/** An encrypted index names a packing method of its own. */
function isXml(pack: Package, name: string): boolean {
  try {
    const head = Buffer.from(pack.octets(name).subarray(0, 64)).toString('latin1');
    return /^(?:\xef\xbb\xbf)?\s*</.test(head);
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'unsupported-format') return false;
    throw error;
  }
}

export function isLockedIwork(pack: Package): boolean {
  if (pack.names.some((name) => VERIFIER.test(name))) return true;
  const index = pack.names.find((name) => INDEX.test(name));
  return index !== undefined && !isXml(pack, index);
}
