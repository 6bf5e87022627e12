// Everything the page of one mail shows, gathered by handlers/show-mail.ts.

import type { Refusal } from '../../guard/holds/hold.ts';
import type { JudgementRow } from '../../store/judgement-row.ts';
import type { MailDetail, MailId, MailSummary } from '../../store/store.ts';
import type { Piece } from '../mark-text.ts';
import type { Counts, Group } from '../recipient-groups.ts';
import type { Standing } from '../standing.ts';
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
  /** Of an auditor who has said why; null for everybody else. */
  readonly textOpenUntil: string | null;
  readonly timeline: readonly Moment[];
  readonly standing: Standing;
  /** The held mails of the burst that this one is part of, the first ones of a very long one; empty when alone. */
  readonly burst: readonly MailSummary[];
  /** Name of who decided; null while nobody has. */
  readonly decidedBy: string | null;
  /** The held mail that is due next. */
  /** What this visitor has said about the hold afterwards. */
  readonly said: JudgementRow | null;
  readonly next: MailId | null;
  /** A decision was tried and refused for this. */
  readonly missed: Refusal | null;
};
