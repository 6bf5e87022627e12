// Everything the page of one mail shows, gathered by handlers/show-mail.ts.

import type { Decision } from '../../guard/states.ts';
import type { MailDetail, MailId } from '../../store/store.ts';
import type { Piece } from '../mark-text.ts';
import type { Counts, Group } from '../recipient-groups.ts';
import type { Moment } from '../timeline.ts';

export type ShownText =
  | {
      readonly kind: 'text';
      readonly pieces: readonly Piece[];
      /** Characters of the whole text. */
      readonly length: number;
      readonly isCut: boolean;
    }
  | { readonly kind: 'none' | 'hidden' | 'gone' | 'damaged' };

export type MailShown = {
  readonly detail: MailDetail;
  readonly groups: readonly Group[];
  readonly counts: Counts;
  readonly text: ShownText;
  readonly timeline: readonly Moment[];
  /** What this visitor may decide. */
  readonly decisions: readonly Decision[];
  /** The first of two approvals, when it is there and still needs another one. */
  readonly grant: { readonly name: string; readonly at: string } | null;
  /** This visitor's release would only be the first of two. */
  readonly isFirstOfTwo: boolean;
  readonly isOwn: boolean;
  /** Name of who decided; null while nobody has. */
  readonly decidedBy: string | null;
  /** The held mail that is due next. */
  readonly next: MailId | null;
  /** A decision was tried and came too late, or the mail had changed. */
  readonly missed: 'tooLate' | 'changed' | null;
};
