// What can be said of a mail afterwards: of one that was held, whether that was right; of one that passed, that it should
// have been.

import type { CheckId } from '../guard/checks-list.ts';
import type { Judgement } from '../store/judgement-row.ts';
import type { MailDetail } from '../store/store.ts';
import { actorOf, type SignedVisit } from './visit.ts';

export function judgementsFor({ mail, verdict }: Pick<MailDetail, 'mail' | 'verdict'>): readonly Judgement[] {
  if (verdict === null) return [];
  return verdict.action === 'forward' || (mail.state !== 'held' && mail.decision === null)
    ? ['missed-hold']
    : ['right-hold', 'wrong-hold'];
}

/** It changes nothing about the mail; what the same person said before is replaced. `checks` empty: all reasons. */
export async function sayJudgement(
  visit: SignedVisit,
  { mail }: MailDetail,
  judgement: Judgement,
  checks: readonly CheckId[],
): Promise<void> {
  const { user, at, ports } = visit;
  const row = { mailId: mail.id, userId: user.id, judgement, checks, at: at.toISOString() };
  await ports.store.putJudgement(row, actorOf(visit));
}
