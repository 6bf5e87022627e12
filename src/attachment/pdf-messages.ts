// What goes between pdf-thread.ts and the thread it starts: octets and what is left of the budget there; findings, and
// what is left of it then, back.

import type { Findings } from './findings.ts';
import type { Budget } from './inspected.ts';

/** Clocks of threads differ, so the time left goes as a duration. */
export type PdfQuestion = {
  readonly octets: Uint8Array;
  readonly budget: Budget;
  readonly leftMs: number;
};

export type PdfAnswer = {
  readonly found: Omit<Findings, 'inner'>;
  readonly inner: readonly { readonly name: string; readonly octets: Uint8Array }[];
  readonly budget: Budget;
  /** Why reading gave up, if it did. */
  readonly gaveUp: { readonly code: string; readonly detail: string } | null;
};
