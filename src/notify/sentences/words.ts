// The words that a notice needs in a language.

import type { NoticeRow } from '../../store/store.ts';
import type { NoticeView } from '../notice-view.ts';

export type Words = {
  /** Stands before the mail's subject. */
  readonly tag: Readonly<Record<NoticeRow['kind'], string>>;
  readonly opening: Readonly<Record<NoticeRow['kind'], (view: NoticeView) => string>>;
  readonly subject: string;
  readonly noSubject: string;
  readonly from: string;
  readonly to: string;
  readonly others: (count: number) => string;
  readonly reasons: string;
  readonly comment: string;
  readonly deadline: string;
  readonly afterDeadline: string;
  readonly page: string;
  readonly footer: string;
};
