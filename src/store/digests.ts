// Digests and the canonical JSON they are taken over: object keys sorted, no spaces, so equal values give equal text.

import { createHash } from 'node:crypto';
import type { AddrSpec } from '../guard/address.ts';

/** A copy in which the keys of objects are sorted: to give JSON.stringify a function for that takes three times as long. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Lower-case hex. */
export function sha256Hex(octets: Uint8Array | string): string {
  return createHash('sha256').update(octets).digest('hex');
}

/** What a decider has seen of the envelope: the reverse-path and the forward-paths in their order. */
export function envelopeSha256(reversePath: AddrSpec | null, forwardPaths: readonly AddrSpec[]): string {
  return sha256Hex(canonicalJson({ reversePath, forwardPaths }));
}
