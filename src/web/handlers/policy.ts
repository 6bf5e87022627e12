// The policy in force with its figures, and each of its versions. Nothing here changes anything.

import { z } from 'zod';
import { checkFigures } from '../../relay/check-figures.ts';
import { page, say } from '../answers.ts';
import { PolicyPage } from '../pages/policy-page.tsx';
import { PolicyVersionPage } from '../pages/policy-version-page.tsx';
import { findVersion, listVersions } from '../policies.ts';
import { lastDays } from '../try-policy.ts';
import type { Answer, SignedVisit } from '../visit.ts';

export const DAYS = 30;
export async function showPolicy(visit: SignedVisit): Promise<Answer> {
  const { ports } = visit;
  const [figures, listed] = await Promise.all([
    checkFigures(ports, lastDays(visit, DAYS)),
    listVersions(visit),
  ]);
  const { policy } = ports.rules();
  return page(PolicyPage({ visit, policy, figures, days: DAYS, ...listed }));
}

/** The number of a version, out of a link or a form. */
export const versionNumber = z.coerce.number().pipe(z.int().min(1).max(1_000_000));

export async function showVersion(visit: SignedVisit): Promise<Answer> {
  const n = versionNumber.safeParse(visit.params.n);
  if (!n.success) return say(visit, 'notFound');
  const asked = z.object({ with: versionNumber.optional() }).safeParse(visit.query);
  if (!asked.success) return say(visit, 'bad');
  const found = await findVersion(visit, n.data, asked.data.with);
  return found === null ? say(visit, 'notFound') : page(PolicyVersionPage({ visit, ...found }));
}
