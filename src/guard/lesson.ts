// What a delivered mail teaches: whom the author writes to, which outsiders have now seen each other, by which names
// people and companies are called, which file went where, and at what pace the author writes. Pure.

import { type AddrSpec, addressKey, domainOf, registrableDomain } from './address.ts';
import { oddPairs } from './assemble.ts';
import type { Facts, Mailbox, RecipientFacts } from './facts.ts';
import { personKey } from './fit.ts';
import { parseGreeting } from './greeting.ts';
import { type Lesson, type Naming, pairOf } from './history.ts';
import { mailClassOf } from './mail-class.ts';
import { parsePersonName } from './names/person-name.ts';
import type { Pace } from './recent.ts';

const MAX_TOGETHER = 400;
const MAX_PAIRS = 1000;
const MAX_QUOTED = 40;
const MAX_NAMINGS = 60;
/** A file that goes to more organisations at once is a circular: nothing can be learned from it. */
const MAX_FILE_ORGANIZATIONS = 3;

/** People of one quoted header block have seen each other, whoever sent it. */
function quotedPairs({ content }: Facts): string[] {
  return content.body.quoted.flatMap(({ from, to, cc }) => {
    const people = [...(from ? [from] : []), ...to, ...cc]
      .map(({ address }: Mailbox) => addressKey(address))
      .slice(0, MAX_QUOTED);
    return people.flatMap((a, i) => people.slice(i + 1).map((b) => pairOf(a, b)));
  });
}

function companyNamings({ content }: Facts, outside: readonly RecipientFacts[]): Naming[] {
  const domains = new Set(outside.map(({ address }) => registrableDomain(domainOf(address))));
  const [domain, ...others] = domains;
  const { companies } = parseGreeting(content.body.salutations);
  if (domain === undefined || others.length > 0 || outside.some(({ isFreemail }) => isFreemail)) return [];
  return companies.length === 1 ? companies.map((name) => ({ kind: 'company', subject: domain, name })) : [];
}

function personNamings({ content }: Facts, outside: readonly RecipientFacts[]): Naming[] {
  const shown = outside.flatMap(({ address, name }): Naming[] => {
    const person = name === null ? null : parsePersonName(name);
    return person === null ? [] : [{ kind: 'person', subject: address, name: personKey(person) }];
  });
  const [greeted, ...others] = parseGreeting(content.body.salutations).persons.filter(({ cc }) => !cc);
  const [only] = outside;
  if (greeted === undefined || others.length > 0 || only === undefined || outside.length > 1) return shown;
  const called = personKey(greeted.name);
  return shown.some(({ name }) => name === called)
    ? shown
    : [...shown, { kind: 'person', subject: only.address, name: called }];
}

function fileNamings({ content }: Facts, outside: readonly RecipientFacts[]): Naming[] {
  const organizations = [...new Set(outside.map(({ organization }) => organization))];
  if (organizations.length > MAX_FILE_ORGANIZATIONS) return [];
  const files = content.files.filter(({ inline, sha256 }) => !inline && sha256 !== null).slice(0, 10);
  return files.flatMap(({ sha256 }) =>
    organizations.map((name) => ({ kind: 'file', subject: sha256 ?? '', name }) as const),
  );
}

function paceOf({ recent, visible }: Facts): Pace {
  const { tenMinutes, hour } = recent;
  return { tenMinutes, hour, visible: visible.filter(({ side }) => side === 'outside').length };
}

/**
 * The lesson of a mail whose `delivered` forward-paths the next hop has taken at `at` (ISO time), or null when there
 * is none: reports and automatic replies go to whoever wrote, which says nothing about whom the author knows.
 */
export function lessonOf(facts: Facts, delivered: readonly AddrSpec[], at: string): Lesson | null {
  const mailClass = mailClassOf(facts);
  if (facts.author === null || delivered.length === 0) return null;
  if (mailClass === 'report' || mailClass === 'auto-reply') return null;
  const reached = new Set(delivered.map(addressKey));
  const outside = facts.recipients.filter(({ address, side }) => side === 'outside' && reached.has(address));
  const together = facts.visible.filter(({ side }) => side === 'outside').map(({ address }) => address);
  const left = outside.length > 0;
  const odd = oddPairs(facts.visible).map(([a, b]) => pairOf(a, b));
  const namings = [
    ...companyNamings(facts, outside),
    ...personNamings(facts, outside),
    ...fileNamings(facts, outside),
  ];
  return {
    at,
    author: facts.author,
    recipients: [...reached],
    together: left && together.length <= MAX_TOGETHER ? together : [],
    pairs: left ? [...new Set([...odd, ...quotedPairs(facts)])].slice(0, MAX_PAIRS) : [],
    namings: namings.slice(0, MAX_NAMINGS),
    pace: left ? paceOf(facts) : null,
  };
}
