// What can be said of a mail afterwards: of one that was held, whether that was right; of one that passed, that it should
// have been. Pure.

import type { Judgement } from '../store/judgement-row.ts';
import type { MailDetail } from '../store/store.ts';

export function judgementsFor({ mail, verdict }: Pick<MailDetail, 'mail' | 'verdict'>): readonly Judgement[] {
  if (verdict === null) return [];
  return verdict.action === 'forward' || (mail.state !== 'held' && mail.decision === null)
    ? ['missed-hold']
    : ['right-hold', 'wrong-hold'];
}
