// The policies that were in force, one after the other: what each said, who brought it, what it was expected to do.

import type { Forecast } from '../guard/what-if/forecast.ts';
import type { Actor } from './store.ts';

export type PolicyVersion = {
  /** Counts up from 1. */
  readonly n: number;
  readonly at: string;
  readonly digest: string;
  readonly actor: Actor;
  /** Where it is written: in the configuration's files, or here because somebody applied it on the pages. */
  readonly source: 'config' | 'pages';
  /** null: the first one, or not computed (yet). */
  readonly forecast: Forecast | null;
};

/** What a version said: as somebody wrote it, and as it was in force with all defaults. */
export type PolicyText = { readonly yaml: string; readonly policy: unknown };

export type NewPolicyVersion = Omit<PolicyVersion, 'n' | 'forecast'> &
  PolicyText & {
    /** The version that was changed; when another one has come since, nothing is written. null: whichever is newest. */
    readonly base: number | null;
  };

export type AddedPolicy =
  | { readonly kind: 'added'; readonly n: number }
  /** The newest one already says that. */
  | { readonly kind: 'same'; readonly n: number }
  /** Another one was first. */
  | { readonly kind: 'overtaken' };

export type PolicyStore = {
  /** Newest first. */
  listPolicyVersions(limit: number): Promise<readonly PolicyVersion[]>;
  findPolicyVersion(n: number): Promise<(PolicyVersion & PolicyText) | null>;
  /** null: there is none, or none after `after`. */
  newestPolicy(after?: number): Promise<(PolicyVersion & PolicyText) | null>;
  /** With its event, when it comes from the pages. */
  addPolicyVersion(version: NewPolicyVersion): Promise<AddedPolicy>;
  putForecast(of: { readonly n: number; readonly forecast: Forecast }): Promise<void>;
};
