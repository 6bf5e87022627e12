// What the texts of an incident need in each language: drafts of apologies, and the nine items of a report.

import type { PersonalKind } from '../facts.ts';
import type { Concerned, IncidentKit } from './incident.ts';

/** What is in the mail, drawn together. */
export type Leaked = {
  readonly kinds: readonly { readonly kind: PersonalKind; readonly count: number }[];
  readonly persons: number;
};

export type Draft = { readonly subject: string; readonly text: string };

export type IncidentWords = {
  /** `on`: the day on which the mail went out, as people write it. */
  readonly draft: (kit: IncidentKit, to: Concerned, on: string) => Draft;
  /** Titles of the nine items (Enforcement Rules art. 8(1)), in order. */
  readonly titles: readonly string[];
  /** What is known for each of them already. */
  readonly items: (kit: IncidentKit, leaked: Leaked, time: (iso: string) => string) => readonly string[];
};
