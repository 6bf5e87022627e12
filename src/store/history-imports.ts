// The part of the store that takes over history from old mail (cli/history).

import type { Lesson } from '../guard/history.ts';

/** How far the import of one source has come, kept with the entries; null: it has ended. */
export type ImportProgress = { readonly name: string; readonly position: number | null };

export type HistoryImports = {
  /** Adds imported lessons idempotently: the same `importKey` line twice counts once. Ends the learning phase. */
  importHistory(
    source: string,
    entries: readonly { readonly key: string; readonly lesson: Lesson }[],
    progress?: ImportProgress,
  ): Promise<number>;
  /** The position kept for this source; 0 when its import ended or never began. */
  importPosition(name: string): Promise<number>;
};
