// What each check did in a period and what came of it: found, held, confirmed unchanged, prevented, called wrong. The
// numbers behind tuning; no body is read.

import { CHECK_IDS, type CheckId } from '../guard/checks-list.ts';
import { NEEDS } from '../guard/verdict.ts';
import { type Fate, fateOf, PREVENTED } from '../guard/what-if/fate.ts';
import type { CheckFigures } from '../guard/what-if/suggest.ts';
import type { Period } from '../store/figures.ts';
import type { JudgedStore } from '../store/judged-row.ts';
import type { JudgementStore } from '../store/judgement-row.ts';
import type { MailId } from '../store/store.ts';
import { pagesOf } from './what-if.ts';

/** Judgements looked at: more than people give in a month. */
const MOST_JUDGEMENTS = 10_000;
type Ports = {
  readonly store: Pick<JudgedStore, 'listJudged' | 'judgedFacts' | 'outcomesOf'> &
    Pick<JudgementStore, 'listJudgements'>;
};

const isHeldFor = (action: keyof typeof NEEDS) => NEEDS[action].length > 0;

async function countFound(ports: Ports, period: Period, missed: ReadonlySet<MailId>) {
  const found = new Map<CheckId, number>();
  const missedBy = new Map<CheckId, number>();
  const heldBy = new Map<MailId, readonly CheckId[]>();
  for await (const page of pagesOf(ports, period)) {
    for (const { mailId, asks } of page) {
      for (const [check] of asks) {
        found.set(check, (found.get(check) ?? 0) + 1);
        if (missed.has(mailId)) missedBy.set(check, (missedBy.get(check) ?? 0) + 1);
      }
      const holding = asks.filter(([, action]) => isHeldFor(action)).map(([check]) => check);
      if (holding.length > 0) heldBy.set(mailId, holding);
    }
  }
  return { found, heldBy, missedBy };
}

export async function checkFigures(ports: Ports, period: Period): Promise<readonly CheckFigures[]> {
  const said = await ports.store.listJudgements({ since: period.since, limit: MOST_JUDGEMENTS });
  const missed = said.filter(({ judgement }) => judgement === 'missed-hold').map(({ mailId }) => mailId);
  const { found, heldBy, missedBy } = await countFound(ports, period, new Set(missed));
  const outcomes = await ports.store.outcomesOf([...heldBy.keys()]);
  const wrong = said.filter(({ judgement }) => judgement === 'wrong-hold');
  return CHECK_IDS.map((check) => {
    const fates: Partial<Record<Fate, number>> = {};
    let held = 0;
    for (const [mailId, checks] of heldBy) {
      const outcome = outcomes.get(mailId);
      if (outcome === undefined || !checks.includes(check)) continue;
      held += 1;
      const fate = fateOf(outcome);
      fates[fate] = (fates[fate] ?? 0) + 1;
    }
    const prevented = [...PREVENTED].reduce((sum, fate) => sum + (fates[fate] ?? 0), 0);
    const isMeant = (checks: readonly CheckId[], mailId: MailId) =>
      checks.length > 0 ? checks.includes(check) : (heldBy.get(mailId) ?? []).includes(check);
    return {
      check,
      found: found.get(check) ?? 0,
      held,
      fates,
      prevented,
      wrong: wrong.filter(({ checks, mailId }) => isMeant(checks, mailId)).length,
      missed: missedBy.get(check) ?? 0,
    };
  });
}
