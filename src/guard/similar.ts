// "Did you mean": whether a new outside address or its domain is one slip away from one that is written to. Pure;
// called when facts are assembled, because only then the frequent domains and the author's circle are at hand.

import { domainToUnicode } from 'node:url';
import {
  type AddrSpec,
  type Domain,
  domainOf,
  localPartOf,
  parseDomain,
  registrableDomain,
} from './address.ts';
import type { RecipientFacts, SimilarAddress } from './facts.ts';
import { FREEMAIL_DOMAINS } from './freemail-domains.ts';
import type { Correspondent, HistoryAnswer } from './history.ts';
import { asLatin } from './look-alike-letters.ts';
import { isDeclaredKnown } from './organizations.ts';
import type { Rules } from './policy.ts';

const MIN_LOCAL_LENGTH = 5;

/** What looks alike within Latin, folded to one letter (0~o, 1~l~i); pairs (rn~m, vv~w) follow. */
const SKELETON: Readonly<Record<string, string>> = {
  ı: 'l',
  0: 'o',
  1: 'l',
  i: 'l',
  '5': 's',
};

function skeletonOf(label: string): string {
  const folded = [...asLatin(label.normalize('NFKD').replace(/\p{M}/gu, ''))]
    .map((c) => SKELETON[c] ?? c)
    .join('');
  return folded.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd');
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap of neighbours), or `limit + 1` when it is more
 * than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

function unicodeLabel(label: string): string {
  return label.startsWith('xn--') ? domainToUnicode(label) : label;
}

/** What of a domain is compared, made once for all recipients of a mail. */
type LookOfDomain = {
  readonly domain: Domain;
  /** The first one, readable. */
  readonly label: string;
  readonly ending: string;
  readonly skeleton: string;
  /** Which letters the label has, as bits: one slip changes two of them at most. */
  readonly letters: number;
  readonly undigited: string;
};

function lookOf(domain: Domain): LookOfDomain {
  const [first = '', ...rest] = domain.split('.');
  const label = unicodeLabel(first);
  let letters = 0;
  for (let at = 0; at < label.length; at += 1) letters |= 1 << (label.charCodeAt(at) & 31);
  const undigited = label.replace(/\d/g, '');
  return { domain, label, ending: rest.join('.'), skeleton: skeletonOf(label), letters, undigited };
}

function bitsIn(number: number): number {
  let bits = 0;
  for (let left = number; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

/** Endings of Japan that people take for one another. */
const JAPANESE = new Set(['jp', 'co.jp', 'ne.jp', 'or.jp', 'ac.jp', 'go.jp', 'gr.jp', 'ed.jp']);

function isEndingSlip(a: string, b: string): boolean {
  if (JAPANESE.has(a) && JAPANESE.has(b)) return true;
  return a.length >= 2 && editDistance(a, b, 1) <= 1;
}

/**
 * Returns the known domain that `domain` was probably meant to be, or null. Two names are near when their first
 * labels look the same (homoglyphs), when they differ by one slip and the label has 4 letters or more, by two slips
 * and 9 letters or more, or when only the ending differs by a slip (`.co` for `.com`).
 */
function likelyMeantDomain(domain: Domain, known: readonly LookOfDomain[]): Domain | null {
  const { label, ending, skeleton, letters, undigited } = lookOf(domain);
  for (const other of known) {
    if (other.domain === domain) return null;
    if (label === other.label) {
      if (label.length >= 4 && isEndingSlip(ending, other.ending)) return other.domain;
      continue;
    }
    if (ending !== other.ending || other.label.length < 4) continue;
    if (skeleton === other.skeleton) return other.domain;
    // branch1 and branch2 are two houses.
    if (undigited === other.undigited) continue;
    const allowed = Math.min(label.length, other.label.length) >= 9 ? 2 : 1;
    if (bitsIn(letters ^ other.letters) > 2 * allowed) continue;
    if (editDistance(label, other.label, allowed) <= allowed) return other.domain;
  }
  return null;
}

/** Domains worth comparing with: those written to often, those declared known, freemail and our own. */
function knownDomains(
  { frequentDomains, circle }: HistoryAnswer,
  { policy, organization }: Rules,
): Set<Domain> {
  const declared = [...policy.knownDomains, ...policy.freemailDomains, ...organization.domains]
    .map((pattern) => parseDomain(pattern.replace(/^.*@|^\*\./, '')))
    .filter((domain) => domain !== null);
  const written = circle.map(({ address }) => registrableDomain(domainOf(address)));
  return new Set([...declared, ...frequentDomains.keys(), ...written, ...FREEMAIL_DOMAINS]);
}

/** tanaka1 and tanaka2 are two people; a letter lost, added, replaced or swapped is a slip. */
function isLocalSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < MIN_LOCAL_LENGTH || a.replace(/\d/g, '') === b.replace(/\d/g, ''))
    return false;
  return editDistance(a.toLowerCase(), b.toLowerCase(), 1) === 1;
}

function likelyMeantAddress(
  address: AddrSpec,
  circle: readonly Correspondent[],
  recipients: ReadonlySet<AddrSpec>,
): Correspondent | null {
  const domain = domainOf(address);
  const near = circle.find(
    (other) =>
      !recipients.has(other.address) &&
      domainOf(other.address) === domain &&
      isLocalSlip(localPartOf(address), localPartOf(other.address)),
  );
  return near ?? null;
}

/** What new outside recipients were probably meant to be. An address that is a recipient itself was not meant. */
export function similarAddresses(
  recipients: readonly RecipientFacts[],
  answer: HistoryAnswer,
  rules: Rules,
): readonly SimilarAddress[] {
  const unknown = recipients.filter(
    ({ address, side, byCompany }) =>
      side === 'outside' && byCompany === null && !isDeclaredKnown(address, rules),
  );
  if (unknown.length === 0) return [];
  const known = [...knownDomains(answer, rules)].map(lookOf);
  const here = new Set(recipients.map(({ address }) => address));
  return unknown.flatMap(({ address, domainByCompany }): SimilarAddress[] => {
    const near = likelyMeantAddress(address, answer.circle, here);
    if (near !== null) return [{ address, likelyMeant: near.address, kind: 'address', count: near.count }];
    const domain = registrableDomain(domainOf(address));
    const meant = domainByCompany === null ? likelyMeantDomain(domain, known) : null;
    if (meant === null) return [];
    return [{ address, likelyMeant: meant, kind: 'domain', count: answer.frequentDomains.get(meant) ?? 0 }];
  });
}
