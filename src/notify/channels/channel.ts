// A chat channel or webhook that hears of events: where, how, how much. config/ fills it in.

import type { Language } from '../../guard/sentences.ts';
import type { EventType } from '../../store/store.ts';

/** What a channel can hear of. */
export const CHANNEL_EVENTS = [
  'held',
  'granted',
  'escalated',
  'repaired',
  'released',
  'returned',
  'withdrawn',
  'expired',
  'refused',
  'given-up',
  'text-opened',
] as const satisfies readonly EventType[];

export type ChannelEvent = (typeof CHANNEL_EVENTS)[number];

export const CHANNEL_KINDS = ['slack', 'teams', 'webhook'] as const;

export type Channel = {
  /** Names its cursor in the store and its lines in the log. */
  readonly name: string;
  readonly kind: (typeof CHANNEL_KINDS)[number];
  readonly url: string;
  /** Signs what is sent to a `webhook`: octets. null: the others, whose URL is their secret. */
  readonly secret: Uint8Array | null;
  readonly events: readonly ChannelEvent[];
  /** `none`: that something happened, and the link. Never a subject, never text. */
  readonly detail: 'none' | 'counts' | 'addresses';
  readonly language: Language;
  /** Whether it may be at an address inside the company, and without TLS. */
  readonly allowPrivate: boolean;
};
