// The held mails of a burst, page by page, and one decision about them: every listed mail by a transaction of its own, each
// for exactly what was listed. A mail that somebody else decided meanwhile, or that has changed, is left as it is; the
// page shows what is still held.

import { z } from 'zod';
import { GRANTS } from '../../guard/verdict.ts';
import type { MailSummary } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { decide } from '../decide.ts';
import { burstOf, findVisible, MAX_BURST, recordLook } from '../gather-mail.ts';
import { markOf, parseMarks } from '../listed-mails.ts';
import { maySee } from '../may.ts';
import { pageOf } from '../page-query.ts';
import { BurstPage } from '../pages/burst-page.tsx';
import { standingOf } from '../standing.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const common = {
  csrf: z.string(),
  seen: z.string().transform((text, { addIssue }) => {
    const marks = parseMarks(text, MAX_BURST);
    if (marks === null) addIssue('not the marks of listed mails');
    return marks ?? z.NEVER;
  }),
};
const burstForm = z.discriminatedUnion('decision', [
  z.strictObject({ ...common, decision: z.literal('return') }),
  /** Which grant was meant; a mail that waits for another one by now is left as it is. */
  z.strictObject({ ...common, decision: z.literal('release'), grant: z.enum(GRANTS) }),
]);

type Form = z.output<typeof burstForm>;

export async function showBurst(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  const n = pageOf(visit);
  if (detail === null || n === null) return say(visit, 'notFound');
  await recordLook(visit, detail, false);
  const burst = await burstOf(visit, detail);
  return page(BurstPage({ visit, detail, page: n, burst, standing: standingOf(visit, detail) }));
}

async function decideOne(visit: SignedVisit, form: Form, { mail }: MailSummary): Promise<void> {
  const detail = await visit.ports.store.findMail(mail.id);
  if (detail === null || !maySee({ visit, detail })) return;
  const { sha256, envelopeSha256, revision } = mail;
  const grant = form.decision === 'release' ? { grant: form.grant } : {};
  const saw = { sha256, envelopeSha256, revision };
  await decide(visit, detail, { deed: form.decision, saw, comment: null, ...grant });
}

export async function decideBurst(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = burstForm.safeParse(visit.form);
  if (!form.success || detail.mail.burst === null) return say(visit, 'bad');
  const { seen } = form.data;
  for (const member of await burstOf(visit, detail)) {
    if (seen.has(markOf(member))) await decideOne(visit, form.data, member);
  }
  return redirect(`/held/${detail.mail.id}`);
}
