// Which page of something longer than one is asked for.

import { z } from 'zod';
import type { Visit } from './visit.ts';

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) });

/** null: none that could be. */
export function pageOf({ query }: Pick<Visit, 'query'>): number | null {
  const parsed = pageQuery.safeParse(query);
  return parsed.success ? parsed.data.page : null;
}
