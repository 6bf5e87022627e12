// One decision about a burst: every listed mail by a transaction of its own, each for exactly what was listed. A mail
// that somebody else decided meanwhile, or that has changed, is left as it is; the page shows what is still held.

import { z } from 'zod';
import { type Content, type HoldEvent, missingGrant } from '../../guard/holds/hold.ts';
import { parseMailId } from '../../store/mail-id.ts';
import type { MailDetail } from '../../store/store.ts';
import { redirect, say } from '../answers.ts';
import { findVisible, MAX_BURST } from '../gather-mail.ts';
import { deciderOf, maySee } from '../may.ts';
import type { Answer, SignedVisit } from '../visit.ts';

const SEEN = /^(\S{1,40}) ([0-9a-f]{64}) ([0-9a-f]{64}) ([1-9]\d{0,8})$/;
const seen = z.string().regex(SEEN);

const burstForm = z.strictObject({
  csrf: z.string(),
  decision: z.enum(['release', 'return']),
  seen: z.union([z.array(seen).min(1).max(MAX_BURST), seen.transform((one) => [one])]),
});

type Form = z.output<typeof burstForm>;

function eventOf(
  visit: SignedVisit,
  decision: Form['decision'],
  { hold }: MailDetail,
  saw: Content,
): HoldEvent {
  const decides = { by: deciderOf(visit.user), saw, comment: null };
  if (decision === 'return') return { kind: 'return', ...decides };
  return { kind: 'grant', grant: (hold === null ? null : missingGrant(hold)) ?? 'sender', ...decides };
}

async function decideOne(
  visit: SignedVisit,
  decision: Form['decision'],
  listed: string,
  burst: string,
): Promise<void> {
  const [, id = '', sha256 = '', envelopeSha256 = '', revision = ''] = SEEN.exec(listed) ?? [];
  const mailId = parseMailId(id);
  const detail = mailId === null ? null : await visit.ports.store.findMail(mailId);
  if (mailId === null || detail === null || detail.mail.burst !== burst) return;
  if (!maySee({ visit, detail })) return;
  const event = eventOf(visit, decision, detail, { sha256, envelopeSha256, revision: Number(revision) });
  await visit.ports.act({ mailId, event, actor: { kind: 'user', id: visit.user.id, via: 'web' } });
}

export async function decideBurst(visit: SignedVisit): Promise<Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const form = burstForm.safeParse(visit.form);
  const { burst } = detail.mail;
  if (!form.success || burst === null) return say(visit, 'bad');
  for (const listed of form.data.seen) await decideOne(visit, form.data.decision, listed, burst);
  return redirect(`/held/${detail.mail.id}`);
}
