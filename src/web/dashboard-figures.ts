// How much is asked of people and what came of it, over some days: one question to the database for each number. Asked
// by the dashboard and by programs.

import { realityOf } from '../relay/forecast-change.ts';
import { countByDay, daysUntil } from './day-counts.ts';
import { lastDays, median } from './try-policy.ts';
import type { SignedVisit } from './visit.ts';

/** Waits and approvals looked at: the newest ones. */
const NEWEST = 10_000;
export const QUICK_SECONDS = 3;

export async function dashboardFigures(visit: SignedVisit, days: number) {
  const { ports, at, user } = visit;
  const { store } = ports;
  const looked = lastDays(visit, days);
  const { policy, organization } = ports.rules();
  const { timezone } = organization;
  const [backlog, judged, decisions, waits, approvals] = await Promise.all([
    store.measureBacklog(),
    store.countJudged(looked),
    store.countDecisions(looked),
    store.listWaitSeconds({ ...looked, limit: NEWEST }),
    user.role === 'admin' ? store.listApprovalSeconds({ since: looked.since, limit: NEWEST }) : null,
  ]);
  const quick = approvals?.filter((seconds) => seconds < QUICK_SECONDS).length;
  return {
    days,
    mode: policy.mode,
    backlog,
    asked: realityOf(judged),
    byDay: countByDay(judged, daysUntil(at, days, timezone), timezone),
    decisions,
    waitSeconds: median(waits),
    /** null: not for an auditor. */
    quick: approvals === null || quick === undefined ? null : { all: approvals.length, quick },
  };
}
