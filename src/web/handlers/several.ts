// The same for several held mails chosen in the list: reminding, returning, and sending where the policy allows it. A GET
// asks once more and shows what was chosen; the POST does it for exactly what was shown, each mail by itself.

import { z } from 'zod';
import type { Refusal } from '../../guard/holds/hold.ts';
import { GRANTS } from '../../guard/verdict.ts';
import { parseMailId } from '../../store/mail-id.ts';
import type { MailDetail } from '../../store/store.ts';
import { page, say } from '../answers.ts';
import { decide } from '../decide.ts';
import { isOwn, maySee } from '../may.ts';
import { type Deed, SeveralDonePage, type SeveralOutcome, SeveralPage } from '../pages/several-page.tsx';
import type { Answer, SignedVisit } from '../visit.ts';

const MOST = 50;
const many = (one: z.ZodString) =>
  z.union([z.array(one).max(MOST), one.transform((text) => [text])]).default([]);

const deed = z.enum(['remind', 'return', 'release']);
const askQuery = z.strictObject({ do: deed, id: many(z.string()) });
const common = {
  csrf: z.string(),
  comment: z.string().max(4000).default(''),
  /** Id, digest of the octets, digest of the envelope, revision. */
  mail: many(z.string().regex(/^m-\w+ [0-9a-f]{64} [0-9a-f]{64} \d{1,9}$/)),
};
const actForm = z.discriminatedUnion('do', [
  z.strictObject({ ...common, do: deed.exclude(['release']) }),
  /** Which grant was meant; another one is not given instead. */
  z.strictObject({ ...common, do: z.literal('release'), grant: z.enum(GRANTS) }),
]);
type Form = z.output<typeof actForm>;

function isAllowed({ ports }: SignedVisit, what: Deed): boolean {
  return what !== 'release' || ports.rules().policy.holds.releaseSeveral;
}

async function find(visit: SignedVisit, text: string): Promise<MailDetail | null> {
  const id = parseMailId(text);
  const detail = id === null ? null : await visit.ports.store.findMail(id);
  return detail !== null && maySee({ visit, detail }) ? detail : null;
}

export async function askSeveral(visit: SignedVisit): Promise<Answer> {
  const query = askQuery.safeParse(visit.query);
  if (!query.success) return say(visit, 'bad');
  const { do: what, id } = query.data;
  if (!isAllowed(visit, what)) return say(visit, 'notFound');
  const found = await Promise.all([...new Set(id)].map((one) => find(visit, one)));
  const mails = found.filter((detail) => detail?.mail.state === 'held');
  return page(SeveralPage({ visit, deed: what, mails: mails.filter((detail) => detail !== null) }));
}

/** One's own mail is confirmed on its own page, with its boxes, and never among others. */
const isForOthers = (visit: SignedVisit, what: Deed, detail: MailDetail) =>
  what !== 'release' || !isOwn({ visit, detail });

async function actOnOne(visit: SignedVisit, form: Form, text: string): Promise<SeveralOutcome | null> {
  const [id = '', sha256 = '', envelopeSha256 = '', revision = ''] = text.split(' ');
  const detail = await find(visit, id);
  if (detail === null) return null;
  const saw = { sha256, envelopeSha256, revision: Number(revision) };
  const refused = (why: Refusal) => ({ detail, why, isSent: false });
  if (!isForOthers(visit, form.do, detail)) return refused('own-mail');
  const comment = form.comment.trim() || null;
  const grant = form.do === 'release' ? { grant: form.grant } : {};
  const result = await decide(visit, detail, { deed: form.do, saw, comment, ...grant });
  if (result.kind === 'unknown') return refused('ended');
  return result.kind === 'done'
    ? { detail, why: null, isSent: result.mail.state === 'queued' }
    : refused(result.why);
}

export async function actOnSeveral(visit: SignedVisit): Promise<Answer> {
  const what = deed.safeParse(visit.form.do);
  if (what.success && !isAllowed(visit, what.data)) return say(visit, 'notFound');
  const form = actForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const outcomes: SeveralOutcome[] = [];
  for (const mail of new Set(form.data.mail)) {
    const outcome = await actOnOne(visit, form.data, mail);
    if (outcome !== null) outcomes.push(outcome);
  }
  const grant = form.data.do === 'release' ? form.data.grant : null;
  return page(SeveralDonePage({ visit, deed: form.data.do, grant, outcomes }));
}
