// What happened to a mail, as people read it: the events of the audit, repetitions drawn together. Pure.

import { parseAddrSpec } from '../guard/address.ts';
import type { Actor, EventRow, EventType, UserRow } from '../store/store.ts';
import type { Words } from './words/en.ts';

export type Moment = {
  readonly type: EventType;
  readonly at: string;
  readonly text: string;
  readonly by: string;
};

/** Names of users by their id. */
export type Names = ReadonlyMap<string, string>;

/** Steps that say nothing to a person which the next line does not say better. */
const UNSHOWN = new Set<EventType>(['attempted', 'done', 'audit-exported']);
/** Events that come once per forward-path. */
const PER_PATH = new Set<EventType>(['delivered', 'refused', 'deferred', 'given-up']);

export function userIdsOf(events: readonly EventRow[]): readonly string[] {
  return [...new Set(events.filter(({ actor }) => actor.kind === 'user').map(({ actor }) => actor.id))];
}

export function namesOf(users: readonly (UserRow | null)[]): Names {
  return new Map(users.flatMap((user) => (user === null ? [] : [[user.id, user.name] as const])));
}

export function actorName({ kind, id }: Actor, names: Names, words: Words): string {
  // Whoever acts by the number of a notice is known by the address that it was sent to.
  if (kind === 'user') return names.get(id) ?? parseAddrSpec(id) ?? words.actor.unknown;
  if (kind === 'cli') return id;
  return kind === 'client' ? words.actor.client : words.actor.system;
}

/** Neighbours of one kind become one moment: by the same actor, or looks by whomever. */
function belongTogether(a: EventRow, b: EventRow): boolean {
  if (a.type !== b.type) return false;
  return a.type === 'viewed' || (a.actor.kind === b.actor.kind && a.actor.id === b.actor.id);
}

function momentOf(run: readonly EventRow[], last: EventRow, names: Names, words: Words): Moment {
  const { paths, times } = words.timeline;
  const { type, at } = last;
  const suffix = PER_PATH.has(type) ? paths(run.length) : run.length > 1 ? times(run.length) : '';
  const actors = new Set(run.map(({ actor }) => actorName(actor, names, words)));
  return { type, at, text: `${words.event[type] ?? type}${suffix}`, by: [...actors].join(', ') };
}

/** Events in their order, repetitions drawn together at the time of the last one. */
export function timelineOf(events: readonly EventRow[], names: Names, words: Words): readonly Moment[] {
  const runs: { last: EventRow; events: EventRow[] }[] = [];
  for (const event of events) {
    if (UNSHOWN.has(event.type) || words.event[event.type] === undefined) continue;
    const run = runs.at(-1);
    if (run !== undefined && belongTogether(run.last, event)) {
      run.last = event;
      run.events.push(event);
    } else runs.push({ last: event, events: [event] });
  }
  return runs.map((run) => momentOf(run.events, run.last, names, words));
}
