// Addresses and domains as the guard compares them: parsed once, in one canonical form, before anything is
// judged, stored or sent. The domain is always in A-labels (RFC 5890 §2.3.2.1), lower case.

import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/** A domain in lower-case A-labels without a trailing dot, or an address literal as `[…]`. */
export type Domain = string & { readonly brand: 'Domain' };

/** `local-part@domain` (RFC 5321 §4.1.2): the local part as the client wrote it, the domain a {@link Domain}. */
export type AddrSpec = string & { readonly brand: 'AddrSpec' };

const ATOM = /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+(\.[\w!#$%&'*+\-/=?^`{|}~\u0080-\u{10ffff}]+)*$/u;
const QUOTED = /^"([^"\\\r\n]|\\[^\r\n])*"$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LITERAL = /^\[(\d{1,3}(\.\d{1,3}){3}|ipv6:[0-9a-f:.]+)\]$/;

/** Returns the canonical domain, or null when `text` is not a domain name or address literal. */
export function parseDomain(text: string): Domain | null {
  const lower = text.toLowerCase();
  if (LITERAL.test(lower)) return lower as Domain;
  const trimmed = lower.replace(/\.$/, '');
  const ascii = /[^\x21-\x7e]/.test(trimmed) ? domainToASCII(trimmed) : trimmed;
  if (ascii === '' || ascii.length > 253) return null;
  return ascii.split('.').every((label) => LABEL.test(label)) ? (ascii as Domain) : null;
}

/**
 * Returns the canonical addr-spec, or null when `text` is not one address by RFC 5321 §4.1.2
 * (dot-atom or quoted local part). Never splits a list and never unquotes.
 */
export function parseAddrSpec(text: string): AddrSpec | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const local = text.slice(0, at);
  if (Buffer.byteLength(local) > 64 || !(ATOM.test(local) || QUOTED.test(local))) return null;
  const domain = parseDomain(text.slice(at + 1));
  return domain === null ? null : (`${local}@${domain}` as AddrSpec);
}

export function domainOf(address: AddrSpec): Domain {
  return address.slice(address.lastIndexOf('@') + 1) as Domain;
}

export function localPartOf(address: AddrSpec): string {
  return address.slice(0, address.lastIndexOf('@'));
}

/** The form in which two addresses are compared: all lower case (history, disclosures, lists). */
export function addressKey(address: AddrSpec): AddrSpec {
  return address.toLowerCase() as AddrSpec;
}

/** Names reserved for documentation (RFC 2606 §3 and their national copies, `example.jp`): each label below is its own. */
const RESERVED = /(?:^|\.)([^.]+\.example(?:\.[a-z]{2,3}){1,2})$/;

/**
 * The registrable domain by the public suffix list (private section included, so that tenants of a shared
 * host count apart); a name under no known suffix (`client.example`) counts by its last two labels.
 */
export function registrableDomain(domain: Domain): Domain {
  const reserved = RESERVED.exec(domain);
  if (reserved?.[1]) return reserved[1] as Domain;
  return (getDomain(domain, { allowPrivateDomains: true }) ?? domain) as Domain;
}

/** Whether `domain` is named by `pattern`: exactly, or below it when the pattern starts with `*.`. */
export function matchesDomain(domain: Domain, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return domain === parseDomain(pattern);
  const base = parseDomain(pattern.slice(2));
  return base !== null && domain.endsWith(`.${base}`);
}

/** Whether an address is named by `pattern`: an address, `*@domain`, a domain or `*.domain`. */
export function matchesAddress(address: AddrSpec, pattern: string): boolean {
  if (pattern.startsWith('*@')) return matchesDomain(domainOf(address), pattern.slice(2));
  if (!pattern.includes('@')) return matchesDomain(domainOf(address), pattern);
  const wanted = parseAddrSpec(pattern);
  return wanted !== null && addressKey(wanted) === addressKey(address);
}
