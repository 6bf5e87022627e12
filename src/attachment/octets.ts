// Small readings of octets that many formats share. Pure.

const bufferOf = (octets: Uint8Array): Buffer =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);

/** Octets as one character each (U+0000–U+00FF): for magic words and ASCII structure, never for text of people. */
export function latin1(octets: Uint8Array, from = 0, to = octets.length): string {
  const end = Math.min(to, octets.length);
  return from >= end ? '' : bufferOf(octets).toString('latin1', from, end);
}

export function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

export function startsWith(octets: Uint8Array, magic: string, at = 0): boolean {
  if (octets.length < at + magic.length) return false;
  for (let i = 0; i < magic.length; i += 1) if (octets[at + i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** Position of `needle` (one octet per character) at or after `from`, or -1. */
export function indexOf(octets: Uint8Array, needle: string, from = 0): number {
  return bufferOf(octets).indexOf(needle, from, 'latin1');
}

/** Position of the last `needle` that starts at or before `from`, or -1. */
export function lastIndexOf(octets: Uint8Array, needle: string, from = octets.length): number {
  return bufferOf(octets).lastIndexOf(needle, from, 'latin1');
}

/**
 * Octets that a text writes as two hexadecimal digits after a sign, as in `%41` and `=41`; what stands for itself is UTF-8,
 * a sign without digits too.
 */
export function escapedOctets(text: string, sign: '%' | '='): Buffer {
  const octets = Buffer.from(text.toWellFormed());
  const spelled = latin1(octets).replace(
    sign === '%' ? /%([0-9a-f]{2})/gi : /=([0-9a-f]{2})/gi,
    (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(spelled, 'latin1');
}
