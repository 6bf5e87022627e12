// How much is asked of people and what came of it, over some days: one question to the database for each number.

import { z } from 'zod';
import { realityOf } from '../../relay/forecast-change.ts';
import { page, say } from '../answers.ts';
import { countByDay, daysUntil } from '../day-counts.ts';
import { DashboardPage } from '../pages/dashboard-page.tsx';
import { lastDays, median } from '../try-policy.ts';
import { period } from '../tuning-query.ts';
import type { Answer, SignedVisit } from '../visit.ts';

/** Waits and approvals looked at: the newest ones. */
const NEWEST = 10_000;
export const QUICK_SECONDS = 3;

const query = z.object({ days: period.default(30) });

export async function showDashboard(visit: SignedVisit): Promise<Answer> {
  const asked = query.safeParse(visit.query);
  if (!asked.success) return say(visit, 'bad');
  const { days } = asked.data;
  const { ports, at, user } = visit;
  const { store } = ports;
  const looked = lastDays(visit, days);
  const { timezone } = ports.rules().organization;
  const [backlog, judged, decisions, waits, approvals] = await Promise.all([
    store.measureBacklog(),
    store.countJudged(looked),
    store.countDecisions(looked),
    store.listWaitSeconds({ ...looked, limit: NEWEST }),
    user.role === 'admin' ? store.listApprovalSeconds({ since: looked.since, limit: NEWEST }) : null,
  ]);
  const quick =
    approvals === null
      ? null
      : { all: approvals.length, quick: approvals.filter((seconds) => seconds < QUICK_SECONDS).length };
  return page(
    DashboardPage({
      visit,
      days,
      mode: ports.rules().policy.mode,
      backlog,
      asked: realityOf(judged),
      byDay: countByDay(judged, daysUntil(at, days, timezone), timezone),
      decisions,
      waitSeconds: median(waits),
      quick,
    }),
  );
}
