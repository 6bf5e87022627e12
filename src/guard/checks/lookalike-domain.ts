// Is a new domain one slip away from one the company knows ("did you mean")? Also a display name that shows another
// address than the one the mail goes to.

import { domainOf, parseAddrSpec } from '../address.ts';
import { visibleMailboxes } from '../assemble.ts';
import { CLEAR, defineCheck, found } from '../check.ts';
import { organizationOf, sideOf } from '../organizations.ts';

const ADDRESS_IN_NAME = /[^\s<>()"',;:]{1,64}@[^\s<>()"',;:]{1,253}/;

export const lookalikeDomain = defineCheck(
  'lookalike-domain',
  ({ similar, content }, { settings, rules }) => {
    const [first] = similar;
    if (first !== undefined) {
      const evidence = similar
        .slice(0, 10)
        .map(({ address, likelyMeant }) => ({ kind: 'address' as const, value: address, note: likelyMeant }));
      return found(
        settings.action,
        first.kind === 'domain' ? 'lookalike-domain' : 'lookalike-domain/address',
        {
          domain: first.kind === 'domain' ? domainOf(first.address) : first.address,
          meant: first.likelyMeant,
        },
        evidence,
        'high',
      );
    }
    for (const { name, address } of visibleMailboxes(content)) {
      const written = parseAddrSpec(ADDRESS_IN_NAME.exec(name ?? '')?.[0] ?? '');
      if (written === null || sideOf(address, rules) !== 'outside') continue;
      if (organizationOf(written, rules) === organizationOf(address, rules)) continue;
      const evidence = [{ kind: 'address' as const, value: address, note: name ?? '' }];
      return found(
        settings.action,
        'lookalike-domain/display-name',
        { address, shown: written },
        evidence,
        'high',
      );
    }
    return CLEAR;
  },
  { needsHistory: false },
);
