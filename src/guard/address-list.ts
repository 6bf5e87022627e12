// Whether a list of the policy or the configuration names an address or a domain: one look-up, however long the list is and
// however many recipients a mail has.

import { type AddrSpec, addressKey, type Domain, domainOf, parseAddrSpec, parseDomain } from './address.ts';
import { memoized } from './memoized.ts';

type DomainList = {
  readonly exact: ReadonlySet<string>;
  /** Of `*.corp.example`: what stands behind the star. */
  readonly above: ReadonlySet<string>;
};

type AddressList = { readonly addresses: ReadonlySet<string>; readonly domains: DomainList };

function readDomains(patterns: readonly string[]): DomainList {
  const [exact, above] = [new Set<string>(), new Set<string>()];
  for (const pattern of patterns) {
    const isAbove = pattern.startsWith('*.');
    const domain = parseDomain(isAbove ? pattern.slice(2) : pattern);
    if (domain !== null) (isAbove ? above : exact).add(domain);
  }
  return { exact, above };
}

function readAddresses(patterns: readonly string[]): AddressList {
  const domains: string[] = [];
  const addresses = new Set<string>();
  for (const pattern of patterns) {
    const domain = pattern.startsWith('*@') ? pattern.slice(2) : pattern;
    const address = domain.includes('@') ? parseAddrSpec(pattern) : null;
    if (address !== null) addresses.add(addressKey(address));
    else domains.push(domain);
  }
  return { addresses, domains: readDomains(domains) };
}

const domainList = memoized(readDomains);
const addressList = memoized(readAddresses);

function isIn(domain: Domain, { exact, above }: DomainList): boolean {
  if (exact.has(domain)) return true;
  for (let dot = above.size === 0 ? -1 : domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
    if (above.has(domain.slice(dot + 1))) return true;
  }
  return false;
}

/** As `patterns.some((pattern) => matchesDomain(domain, pattern))`. */
export function isListedDomain(domain: Domain, patterns: readonly string[]): boolean {
  return patterns.length > 0 && isIn(domain, domainList(patterns));
}

/** As `patterns.some((pattern) => matchesAddress(address, pattern))`. */
export function isListed(address: AddrSpec, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const { addresses, domains } = addressList(patterns);
  return addresses.has(addressKey(address)) || isIn(domainOf(address), domains);
}
