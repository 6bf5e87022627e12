// "Did you mean": whether a new outside domain is one slip away from a domain the company knows. Pure; called when
// facts are assembled, because only then the frequent domains are at hand.

import type { Domain } from './address.ts';

/** Letters that look alike, folded to one: homoglyphs of other scripts and the usual pairs (rn~m, vv~w, 0~o, 1~l~i). */
const SKELETON: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ј: 'j',
  ո: 'n',
  ν: 'v',
  ο: 'o',
  α: 'a',
  ɡ: 'g',
  ı: 'l',
  0: 'o',
  1: 'l',
  i: 'l',
  '5': 's',
};

function skeletonOf(label: string): string {
  const folded = [...label.normalize('NFKD').replace(/\p{M}/gu, '')].map((c) => SKELETON[c] ?? c).join('');
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

function unicodeLabel(label: string, decode: (domain: string) => string): string {
  return label.startsWith('xn--') ? decode(label) : label;
}

/**
 * Returns the known domain that `domain` was probably meant to be, or null. Two names are near when their first
 * labels look the same (homoglyphs), when they differ by one slip and the label has 4 letters or more, by two slips
 * and 9 letters or more, or when only the ending differs by a slip (`.co` for `.com`).
 */
export function likelyMeantDomain(
  domain: Domain,
  known: Iterable<Domain>,
  decode: (domain: string) => string,
): Domain | null {
  const [first = '', ...rest] = domain.split('.');
  const label = unicodeLabel(first, decode);
  const ending = rest.join('.');
  const skeleton = skeletonOf(label);
  for (const candidate of known) {
    if (candidate === domain) return null;
    const [otherFirst = '', ...otherRest] = candidate.split('.');
    const otherLabel = unicodeLabel(otherFirst, decode);
    const otherEnding = otherRest.join('.');
    if (label === otherLabel) {
      if (label.length >= 4 && editDistance(ending, otherEnding, 1) <= 1 && ending.length >= 2)
        return candidate;
      continue;
    }
    if (ending !== otherEnding || otherLabel.length < 4) continue;
    if (skeleton === skeletonOf(otherLabel)) return candidate;
    const allowed = Math.min(label.length, otherLabel.length) >= 9 ? 2 : 1;
    if (editDistance(label, otherLabel, allowed) <= allowed) return candidate;
  }
  return null;
}
