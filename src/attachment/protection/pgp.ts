// OpenPGP messages (RFC 9580 §4.2, §5): the first packet says whether the content is encrypted. Signatures and public keys
// are not. Armoured messages are told in text-kind.ts.

/** Versions that each encrypted packet may have: public-key session key, symmetric session key, protected data. */
const VERSIONS: Readonly<Record<number, readonly number[]>> = { 1: [2, 3, 6], 3: [4, 5, 6], 18: [1, 2] };

/** Octets of the length field of a packet, or null when it is of no usable kind. */
function lengthOctets(octets: Uint8Array): number {
  const [tag = 0, length = 0] = octets;
  if ((tag & 0x40) === 0) return [1, 2, 4, 0][tag & 3] ?? 0;
  return length < 192 ? 1 : length === 255 ? 5 : length < 224 ? 2 : 1;
}

export function isPgpBinary(octets: Uint8Array): boolean {
  const [tag = 0] = octets;
  if ((tag & 0x80) === 0 || octets.length < 24) return false;
  const packet = (tag & 0x40) === 0 ? (tag >> 2) & 0x0f : tag & 0x3f;
  const version = octets[1 + lengthOctets(octets)] ?? -1;
  return VERSIONS[packet]?.includes(version) ?? false;
}
