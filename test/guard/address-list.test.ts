// Lists of the policy: a look-up says what a walk over the list would say, and a list of ten thousand is not walked again for
// every recipient of a thousand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, matchesAddress, matchesDomain } from '../../src/guard/address.ts';
import { isListed, isListedDomain } from '../../src/guard/address-list.ts';
import { judge } from '../../src/guard/judge.ts';
import { organizationOf } from '../../src/guard/organizations.ts';
import type { Policy } from '../../src/guard/policy.ts';
import { holdRulesFor } from '../../src/guard/policy-for.ts';
import { addr, factsOf } from './mail.ts';

const PATTERNS = [
  'ann@corp.example',
  'Ann@CORP.example',
  '*@corp.example',
  '*@*.corp.example',
  'corp.example',
  'Corp.EXAMPLE',
  '*.corp.example',
  '*.example',
  '例え.example',
  'xn--r8jz45g.example',
  '*.例え.example',
  '"a b"@corp.example',
  '',
  '*',
  '*.',
  '*@',
  '@',
  'a b@corp.example',
  '*@ann@corp.example',
  '.corp.example',
  '(a+)+$',
];
const ADDRESSES = [
  'ann@corp.example',
  'ANN@corp.example',
  'bob@corp.example',
  'ann@sub.corp.example',
  'ann@a.b.corp.example',
  'ann@notcorp.example',
  'ann@xn--r8jz45g.example',
  'ann@www.xn--r8jz45g.example',
  '"a b"@corp.example',
].map(addr);

describe('A list of addresses and domains', () => {
  it('names what one of its entries names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PATTERNS), { maxLength: 5 }),
        fc.constantFrom(...ADDRESSES),
        (list, address) => {
          const domain = domainOf(address);
          expect(isListed(address, list)).toBe(list.some((entry) => matchesAddress(address, entry)));
          expect(isListedDomain(domain, list)).toBe(list.some((entry) => matchesDomain(domain, entry)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const RULES = 10_000;
const names = Array.from({ length: RULES }, (_, n) => `a${n}@d${n}.example`);
const domains = names.map((name) => name.slice(name.indexOf('@') + 1));
const LONG = {
  knownDomains: domains,
  blockedRecipients: names,
  freemailDomains: domains,
  importantRecipients: names,
  distributionLists: names.map((address) => ({ address })),
  overrides: names.map((name) => ({
    when: { from: [name] },
    checks: { 'first-contact': { action: 'log' } },
  })),
  allow: names.map((name) => ({ check: 'first-contact', to: [name], reason: 'x', until: '2030-01-01' })),
};
const LISTS = Object.keys(LONG) as (keyof typeof LONG & keyof Policy)[];

/** The same list, which counts how often an entry is read. */
function counted<T extends object>(list: T, onRead: () => void): T {
  return new Proxy(list, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) onRead();
      return Reflect.get(target, key, receiver);
    },
  });
}

/** How often entries of each list are read for one mail to so many. */
function readsFor(recipients: number): Readonly<Record<string, number>> {
  const to = Array.from({ length: recipients }, (_, n) => `b${n}@client${n}.example`);
  const reads: Record<string, number> = {};
  const { facts, rules } = factsOf({ to, content: { persons: 1 }, policy: LONG });
  const policy = { ...rules.policy };
  for (const name of LISTS) {
    reads[name] = 0;
    Object.assign(policy, {
      [name]: counted(policy[name], () => {
        reads[name] = (reads[name] ?? 0) + 1;
      }),
    });
  }
  const watched = { ...rules, policy };
  judge(facts, watched);
  holdRulesFor(facts, watched);
  for (const { address } of facts.recipients) organizationOf(address, watched);
  return reads;
}

describe('A policy with ten thousand entries in each list', () => {
  it('is read as often for a mail to a thousand as for one to twelve', () => {
    const [few, many] = [readsFor(12), readsFor(1000)];
    for (const name of LISTS) {
      expect(few[name], name).toBeGreaterThanOrEqual(RULES);
      expect(many[name], name).toBeLessThanOrEqual(2 * (few[name] ?? 0));
      expect(many[name], name).toBeLessThanOrEqual(50 * RULES);
    }
  });
});
