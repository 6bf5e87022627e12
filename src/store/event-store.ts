// The store's promises about the audit: events written, looked for, and verified.

import type { ChainHead, EventRow, EventType, MailId, NewEvent } from './store.ts';

export type EventFilter = {
  /** From this instant on. */
  readonly since?: string;
  /** Before this instant. */
  readonly before?: string;
  readonly type?: EventType;
  /** Any of these ids: users' ids, addresses of clients, accounts of the operating system. */
  readonly actors?: readonly string[];
  readonly mailId?: MailId;
};

/** A place in the order of time. */
export type EventPlace = Pick<EventRow, 'at' | 'writer' | 'seq'>;

export type EventStore = {
  addEvent(event: NewEvent): Promise<void>;
  listEvents(query: { readonly mailId?: MailId; readonly limit: number }): Promise<readonly EventRow[]>;
  /** Checks every writer's chain, or the newest so many events of each; names the first bad row. */
  verifyEvents(newest?: number): Promise<{
    readonly ok: boolean;
    readonly checked: number;
    readonly firstBad: string | null;
  }>;
  /** Where every writer's chain ends now. */
  listHeads(): Promise<readonly ChainHead[]>;
  /** The hash of an event; null: there is none, `removed`: its time was over. */
  findChainPlace(writer: string, seq: number): Promise<string | 'removed' | null>;

  /** Newest first. */
  findEvents(
    query: EventFilter & { readonly limit: number; readonly offset?: number },
  ): Promise<readonly EventRow[]>;
  /** Oldest first, those after `after`: for handing out many, a piece at a time. */
  walkEvents(
    query: EventFilter & { readonly limit: number; readonly after: EventPlace | null },
  ): Promise<readonly EventRow[]>;
};
