// How much is asked of people and what came of it, as a page.

import { z } from 'zod';
import { page, say } from '../answers.ts';
import { dashboardFigures } from '../dashboard-figures.ts';
import { DashboardPage } from '../pages/dashboard-page.tsx';
import { period } from '../tuning-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const query = z.object({ days: period.default(30) });

export async function showDashboard(visit: SignedVisit): Promise<Answer> {
  const asked = query.safeParse(visit.query);
  if (!asked.success) return say(visit, 'bad');
  return page(DashboardPage({ visit, ...(await dashboardFigures(visit, asked.data.days)) }));
}
