// The words that a notice needs in a language.

import type { NoticeRow } from '../../store/store.ts';
import type { ChannelEvent } from '../channels/channel.ts';
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
  readonly approvers: string;
  readonly comma: string;
  readonly deadline: string;
  /** What happens at the deadline. */
  readonly afterDeadline: Readonly<Record<'ends' | 'is-sent' | 'goes-on', string>>;
  /** Of a mail that stands for the held mails of its burst; 0: it has ended, and so have they. */
  readonly burst: (held: number) => string;
  readonly page: string;
  readonly pageWithNumber: string;
  readonly number: string;
  /** A subject that stands for several mails. */
  readonly mails: (count: number) => string;
  readonly several: Readonly<Record<'review' | 'handled', (count: number) => string>>;
  readonly footer: string;
  readonly channel: ChannelWords;
};

/** What a chat channel is told, besides numbers. */
export type ChannelWords = {
  readonly happened: Readonly<Record<ChannelEvent, string>>;
  readonly counts: (counts: {
    readonly recipients: number;
    readonly outside: number;
    readonly files: number;
  }) => string;
  readonly reasons: (labels: readonly string[]) => string;
  readonly from: (address: string) => string;
  readonly to: (addresses: string) => string;
  readonly link: string;
};

/** What the daily digest says. */
export type DigestWords = {
  readonly tag: string;
  readonly subject: (mails: number, held: number) => string;
  readonly opening: (day: string) => string;
  /** `share` in percent. */
  readonly sum: (mails: number, held: number, share: string) => string;
  readonly asked: (sender: number, supervisor: number) => string;
  readonly checks: string;
  readonly mails: string;
  readonly more: (count: number) => string;
  readonly page: string;
  readonly footer: string;
};
