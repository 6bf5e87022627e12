// Whether an IP address lies in a network in CIDR notation. Pure; for the policy's `systemSenders`.

/** The bits of an address as text, or null when it is none. IPv4 inside IPv6 counts as IPv4. */
function bitsOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plain)?.slice(1).map(Number);
  if (octets !== undefined)
    return octets.every((octet) => octet < 256)
      ? octets.map((octet) => octet.toString(2).padStart(8, '0')).join('')
      : null;
  const [head = '', tail, ...rest] = plain.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (rest.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return null;
  const all = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/** False for what is no address or no network. A network without a length is one address. */
export function isInNetwork(address: string, network: string): boolean {
  const [base = '', length] = network.split('/');
  const [bits, wanted] = [bitsOf(address), bitsOf(base)];
  if (bits === null || wanted === null || bits.length !== wanted.length) return false;
  const prefix = length === undefined ? wanted.length : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > wanted.length) return false;
  return bits.slice(0, prefix) === wanted.slice(0, prefix);
}
