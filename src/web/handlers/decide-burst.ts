// One decision about a burst: every listed mail by a transaction of its own, each for exactly what was listed. A mail
// that somebody else decided meanwhile, or that has changed, is left as it is; the page shows what is still held.

import { z } from 'zod';
import { GRANTS } from '../../guard/verdict.ts';
import { parseMailId } from '../../store/mail-id.ts';
import { redirect, say } from '../answers.ts';
import { decide } from '../decide.ts';
import { findVisible, MAX_BURST } from '../gather-mail.ts';
import { maySee } from '../may.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const SEEN = /^(\S{1,40}) ([0-9a-f]{64}) ([0-9a-f]{64}) ([1-9]\d{0,8})$/;
const seen = z.string().regex(SEEN);

const common = {
  csrf: z.string(),
  seen: z.union([z.array(seen).min(1).max(MAX_BURST), seen.transform((one) => [one])]),
};
const burstForm = z.discriminatedUnion('decision', [
  z.strictObject({ ...common, decision: z.literal('return') }),
  /** Which grant was meant; a mail that waits for another one by now is left as it is. */
  z.strictObject({ ...common, decision: z.literal('release'), grant: z.enum(GRANTS) }),
]);

type Form = z.output<typeof burstForm>;

async function decideOne(visit: SignedVisit, form: Form, listed: string, burst: string): Promise<void> {
  const [, id = '', sha256 = '', envelopeSha256 = '', revision = ''] = SEEN.exec(listed) ?? [];
  const mailId = parseMailId(id);
  const detail = mailId === null ? null : await visit.ports.store.findMail(mailId);
  if (mailId === null || detail === null || detail.mail.burst !== burst) return;
  if (!maySee({ visit, detail })) return;
  const saw = { sha256, envelopeSha256, revision: Number(revision) };
  const grant = form.decision === 'release' ? { grant: form.grant } : {};
  await decide(visit, detail, { deed: form.decision, saw, comment: null, ...grant });
}

export async function decideBurst(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = burstForm.safeParse(visit.form);
  const { burst } = detail.mail;
  if (!form.success || burst === null) return say(visit, 'bad');
  for (const listed of form.data.seen) await decideOne(visit, form.data, listed, burst);
  return redirect(`/held/${detail.mail.id}`);
}
