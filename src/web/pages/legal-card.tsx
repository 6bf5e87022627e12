// Would it have to be reported if it went to the wrong people: one sentence with its basis.

import type { VNode } from 'preact';
import { legalEstimate } from '../../guard/legal/estimate.ts';
import { legalSentence } from '../../guard/sentences/legal.ts';
import type { MailDetail } from '../../store/store.ts';
import type { Visit } from '../visit.ts';

type Props = { readonly visit: Visit; readonly detail: MailDetail };

export function LegalCard({ visit, detail: { facts } }: Props): VNode | null {
  const { words, language, ports } = visit;
  const estimate = facts === null ? null : legalEstimate(facts, ports.rules().organization.kind);
  if (estimate === null) return null;
  return (
    <section class="card legal">
      <h2>
        {words.mail.legal}
        {estimate.isDue && <span class="tag warn">{words.mail.legalDue}</span>}
      </h2>
      <p>{legalSentence(estimate, language)}</p>
    </section>
  );
}
