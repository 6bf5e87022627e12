// Who belongs together: our own domains, affiliates, and the organisations outside. Pure.

import { type AddrSpec, addressKey, type Domain, domainOf, registrableDomain } from './address.ts';
import { isListed, isListedDomain } from './address-list.ts';
import type { Side } from './facts.ts';
import { FREEMAIL_DOMAINS } from './freemail-domains.ts';
import type { Rules } from './policy.ts';

/** `organization.domains` are exact; sub-domains only where written `*.corp.example`. */
export function sideOf(address: AddrSpec, { organization }: Rules): Side {
  const domain = domainOf(address);
  if (isListedDomain(domain, organization.domains)) return 'inside';
  if (isListedDomain(domain, organization.affiliates)) return 'affiliate';
  return 'outside';
}

export function isFreemail(domain: Domain, { policy }: Rules): boolean {
  return FREEMAIL_DOMAINS.has(domain) || isListedDomain(domain, policy.freemailDomains);
}

/** The registrable domain, or the address itself at a freemail domain: there everybody is a stranger. */
export function organizationOf(address: AddrSpec, rules: Rules): string {
  const domain = domainOf(address);
  return isFreemail(domain, rules) ? addressKey(address) : registrableDomain(domain);
}

/** Named by `knownDomains`, which may hold domains and addresses. */
export function isDeclaredKnown(address: AddrSpec, { policy }: Rules): boolean {
  return isListed(address, policy.knownDomains);
}
