// Which list of held mails a browser has open, as it tells us when it asks what has changed. Pure.

import { z } from 'zod';
import { parseMailId } from '../store/mail-id.ts';
import type { WatchedList } from '../store/mail-search.ts';
import type { MailId } from '../store/store.ts';
import type { Fields } from './visit.ts';

const watchedQuery = z.strictObject({
  since: z.iso.datetime(),
  /** Ids, a comma between them. */
  shown: z.string().max(4000).default(''),
});

export function watchedHref(since: Date, shown: readonly MailId[]): string {
  return `/held/live?${new URLSearchParams({ since: since.toISOString(), shown: shown.join(',') })}`;
}

export function parseWatched(query: Fields): WatchedList | null {
  const parsed = watchedQuery.safeParse(query);
  if (!parsed.success) return null;
  const { since, shown } = parsed.data;
  return { since, shown: shown.split(',').flatMap((id) => parseMailId(id) ?? []) };
}
