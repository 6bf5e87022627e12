// Would it have to be reported if this mail went to the wrong people? An estimate from what was counted, never advice:
// whether data is personal data in the sense of the law, and whether it really was seen, only people can say.

import type { ContentFacts, Facts, PersonalKind } from '../facts.ts';
import { LEGAL_CATEGORIES, LEGAL_RULES, type LegalCategory, type OrganizationKind } from './rules.ts';

/** Distinct persons, as far as they were counted. */
export type LegalCounts = Readonly<Record<LegalCategory, number>> & {
  /** Protected or unreadable files: who is in them is not known. */
  readonly uncountedFiles: number;
};

export type LegalGround = {
  readonly category: LegalCategory;
  readonly persons: number;
  /** The first number that has to be reported. */
  readonly from: number;
  readonly law: { readonly ja: string; readonly en: string };
};

export type LegalEstimate = {
  readonly organization: OrganizationKind;
  readonly isDue: boolean;
  readonly persons: number;
  /** What makes it due; else the one row that the number of persons is measured by. */
  readonly grounds: readonly LegalGround[];
  readonly uncountedFiles: number;
};

/** What the estimate is made from: what a mail, or a file by itself, holds of persons. */
export type Counted = Pick<Facts, 'newlyTogether'> & {
  readonly content: Pick<ContentFacts, 'persons' | 'personalPlaces' | 'files'>;
};

/** Who reads a card number can spend with it; with an account number alone nobody can (the Commission's Q&A 6-12, 14-8). */
const FINANCIAL: PersonalKind = 'credit-card';
/** An insurance number says nothing about anybody's health. */
const SPECIAL_CARE: PersonalKind = 'medical';
const MY_NUMBER: PersonalKind = 'my-number';

/** As many as there are values of the kind, and no more than persons, where persons are named. */
function personsWith({ content }: Counted, wanted: PersonalKind, ofNobody: 'counts' | 'is nothing'): number {
  return content.personalPlaces.reduce((sum, { persons, kinds }) => {
    const values = kinds.find(({ kind }) => kind === wanted)?.count ?? 0;
    if (persons > 0) return sum + Math.min(persons, values);
    return ofNobody === 'counts' ? sum + values : sum;
  }, 0);
}

/** Strangers who learn each other's addresses count as persons: their addresses are what leaks. */
export function countsOf(facts: Counted, isWrongful = false): LegalCounts {
  const named = facts.content.persons + facts.newlyTogether;
  const financial = personsWith(facts, FINANCIAL, 'counts');
  const myNumber = personsWith(facts, MY_NUMBER, 'counts');
  const many = Math.max(named, financial, myNumber);
  return {
    'special-care': personsWith(facts, SPECIAL_CARE, 'is nothing'),
    financial,
    wrongful: isWrongful ? many : 0,
    'my-number': myNumber,
    many,
    uncountedFiles: facts.content.files.filter(({ readable, inline }) => !readable && !inline).length,
  };
}

export function estimateOf(counts: LegalCounts, organization: OrganizationKind): LegalEstimate {
  const rules = LEGAL_RULES[organization];
  const ground = (category: LegalCategory): LegalGround => ({
    category,
    persons: counts[category],
    ...rules[category],
  });
  const due = LEGAL_CATEGORIES.map(ground).filter(({ persons, from }) => persons >= from);
  return {
    organization,
    isDue: due.length > 0,
    persons: counts.many,
    grounds: due.length > 0 ? due : [ground('many')],
    uncountedFiles: counts.uncountedFiles,
  };
}

/** null: it stays in the house, or concerns nobody who was found. */
export function legalEstimate(facts: Facts, organization: OrganizationKind): LegalEstimate | null {
  if (!facts.recipients.some(({ side }) => side !== 'inside')) return null;
  return estimateIfSent(facts, organization);
}

/** What it would be once this reached the wrong people; null: it concerns nobody who was found. */
export function estimateIfSent(counted: Counted, organization: OrganizationKind): LegalEstimate | null {
  const counts = countsOf(counted);
  return counts.many === 0 && counts.uncountedFiles === 0 ? null : estimateOf(counts, organization);
}
