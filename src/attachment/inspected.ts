// What looking into one file yields, for message/ and for the command line. How one format is read is said in
// findings.ts; inspect-file.ts walks from file to file.

import type { Fault, FileFacts } from '../guard/facts.ts';
import type { TextBlock } from '../guard/personal/blocks.ts';

/** Limits for one mail, shared by all its files; what goes beyond them is a fault, never a silent cut. */
export type Budget = {
  /** Remaining; extractors subtract what they use. */
  octets: number;
  entries: number;
  cells: number;
  lines: number;
  textLength: number;
  /** How often something was paid. */
  spends: number;
  /** On the clock of performance.now(). */
  readonly endsAtMs: number;
  readonly maxDepth: number;
  readonly maxRatio: number;
};

export type InspectedFile = {
  /** The file itself first, then every file inside it. */
  readonly files: readonly FileFacts[];
  /** Readable text of all of them; `where` of a block is the file's path. */
  readonly blocks: readonly TextBlock[];
  readonly faults: readonly Fault[];
};
