// Files that HTML carries in itself, as `data:` links (RFC 2397): pictures of a newsletter, and whatever somebody likes to
// put there instead of attaching it.

import { escapedOctets } from './octets.ts';

export type LinkedData = { readonly declaredType: string; readonly octets: Uint8Array };

/** RFC 2397 §2: what a link without a type holds. */
const DEFAULT_TYPE = 'text/plain';

/** What an attribute holds when it is such a link, null when it is none. */
export function readDataLink(value: string): LinkedData | null {
  if (!/^\s*data:/i.test(value)) return null;
  // Browsers leave out tabs and line ends of every address (WHATWG URL, 4.4).
  const link = value.trim().replace(/[\t\r\n]/g, '');
  const comma = link.indexOf(',');
  if (comma < 0) return null;
  const [type = '', ...parameters] = link.slice('data:'.length, comma).split(';');
  const octets = escapedOctets(link.slice(comma + 1), '%');
  const isBase64 = parameters.some((parameter) => parameter.trim().toLowerCase() === 'base64');
  return {
    declaredType: type.trim().toLowerCase() || DEFAULT_TYPE,
    octets: isBase64 ? Buffer.from(octets.toString('latin1'), 'base64') : octets,
  };
}
