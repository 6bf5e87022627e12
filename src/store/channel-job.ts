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

/** The part of the store that channels ask. */
export type ChannelJobStore = {
  /** Makes jobs of what has happened since the last time; a channel that is new hears of nothing that was before. */
  gatherChannelJobs(channels: readonly ChannelWish[]): Promise<number>;
  /** The next due job of a channel; it comes again at `until` unless it is settled. */
  claimChannelJob(channel: string, now: string, until: string): Promise<ChannelJob | null>;
  /** `nextAttemptAt` null: told, or given up. */
  settleChannelJob(job: ChannelJob, nextAttemptAt: string | null): Promise<void>;
};
