// Single packed streams: gzip and zstd. What comes out is a file of its own, named without the ending.

import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { mostUnfolded, spend } from './budget.ts';
import { addInner, type Extract } from './findings.ts';
import { Unreadable } from './unreadable.ts';

const UNFOLD: Readonly<Record<string, (octets: Uint8Array, maxOutputLength: number) => Uint8Array>> = {
  gzip: (octets, maxOutputLength) => gunzipSync(octets, { maxOutputLength }),
  zstd: (octets, maxOutputLength) => zstdDecompressSync(octets, { maxOutputLength }),
};

const innerName = (name: string): string =>
  name
    .replace(/\.tgz$/i, '.tar')
    .replace(/\.(?:gz|zst|z)$/i, '')
    .replace(/^.*[/\\]/, '') || 'content';

export const extractStream: Extract = ({ octets, name, type, budget }, found) => {
  const unfold = UNFOLD[type];
  if (unfold === undefined) throw new Unreadable('unsupported-format', `${type} is not read`);
  let content: Uint8Array;
  try {
    content = unfold(octets, mostUnfolded(budget, octets.length));
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge)
      throw new Unreadable('ratio', 'the content is compressed beyond any ordinary ratio', { cause });
    throw new Unreadable('damaged-archive', 'the packed content cannot be unpacked', { cause });
  }
  spend(budget, 'octets', content.length);
  addInner(found, innerName(name), content);
};
