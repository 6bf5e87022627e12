// Which recipients a repaired mail has. Pure: the store writes it, and whoever makes a repair asks it for the envelope
// that is to be decided on.

import type { AddrSpec } from '../guard/address.ts';
import { envelopeSha256 } from './digests.ts';
import type { NewRecipient, RecipientRow } from './store.ts';

type Row = Pick<RecipientRow, 'n' | 'forwardPath' | 'state'>;

export type ReplacedRecipients = {
  /** The `n` of rows that become `dropped`. */
  readonly dropped: readonly number[];
  readonly added: readonly (NewRecipient & { readonly n: number })[];
  /** Of the new envelope, which is what stays and then what is new; as `hold.content` has to name it. */
  readonly envelopeSha256: string;
};

/** `wanted` is the whole envelope of the next revision; a path that stays keeps its row and its DSN parameters. */
export function replaceRecipients(
  reversePath: AddrSpec | null,
  rows: readonly Row[],
  wanted: readonly NewRecipient[],
): ReplacedRecipients {
  const paths = new Set(wanted.map(({ forwardPath }) => forwardPath));
  const live = rows.filter(({ state }) => state !== 'dropped');
  const kept = live.filter(({ forwardPath }) => paths.has(forwardPath));
  const known = new Set(kept.map(({ forwardPath }) => forwardPath));
  const first = Math.max(-1, ...rows.map(({ n }) => n)) + 1;
  const added = wanted
    .filter(({ forwardPath }) => !known.has(forwardPath))
    .map((recipient, index) => ({ ...recipient, n: first + index }));
  return {
    dropped: live.filter(({ forwardPath }) => !paths.has(forwardPath)).map(({ n }) => n),
    added,
    envelopeSha256: envelopeSha256(
      reversePath,
      [...kept, ...added].map(({ forwardPath }) => forwardPath),
    ),
  };
}
