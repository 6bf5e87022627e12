// What a chat channel or webhook is still to be told, as the store keeps it.

import type { EventType, MailId } from './store.ts';

/** A channel, and the events that it wants to hear of. */
export type ChannelWish = { readonly name: string; readonly events: readonly EventType[] };
/** One event to be told to one channel; `writer` and `seq` name the event. */
export type ChannelJob = {
  readonly channel: string;
  readonly writer: string;
  readonly seq: number;
  readonly type: EventType;
  readonly mailId: MailId;
  readonly at: string;
  /** This one included. */
  readonly attempts: number;
};
