// Hands out events of the audit, oldest first and a piece at a time: the same for the command and for the page. That
// somebody took them is an event itself, written before the first of them is handed out.

import type { EventFilter, EventPlace } from '../store/event-store.ts';
import type { Actor, Store } from '../store/store.ts';
import { EXPORTS, type ExportFormat } from './audit-formats.ts';

const PIECE = 500;

export type EventExport = {
  readonly store: Pick<Store, 'walkEvents' | 'addEvent'>;
  readonly actor: Actor;
  readonly at: Date;
  readonly format: ExportFormat;
  /** Of this program. */
  readonly version: string;
  readonly filter: EventFilter;
};

/** Up to the instant of the export, its own event included; what is done meanwhile is not in it. */
export async function exportEvents(asked: EventExport): Promise<AsyncIterable<string>> {
  const { store, actor, at, format, filter } = asked;
  const before = filter.before ?? new Date(at.getTime() + 1).toISOString();
  await store.addEvent({
    type: 'audit-exported',
    mailId: filter.mailId ?? null,
    at: at.toISOString(),
    actor,
    detail: { format, filter: { ...filter, before } },
  });
  return linesOf(asked, { ...filter, before });
}

async function* linesOf({ store, format, version }: EventExport, filter: EventFilter): AsyncIterable<string> {
  const { head, line } = EXPORTS[format];
  yield head;
  let after: EventPlace | null = null;
  for (;;) {
    const events: Awaited<ReturnType<Store['walkEvents']>> = await store.walkEvents({
      ...filter,
      limit: PIECE,
      after,
    });
    yield events.map((event) => line(event, version)).join('');
    if (events.length < PIECE) return;
    after = events.at(-1) ?? null;
  }
}
