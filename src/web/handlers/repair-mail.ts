// Repairing a held mail: ask what, show what would come of it, store exactly that. Only the last step changes anything,
// and it names the digest of what was shown.

import { z } from 'zod';
import type { MailDetail } from '../../store/store.ts';
import { page, redirect, say } from '../answers.ts';
import { findVisible } from '../gather-mail.ts';
import { isOwn } from '../may.ts';
import { MessagePage } from '../pages/message-page.tsx';
import { Passphrase } from '../pages/passphrase.tsx';
import { RepairPage } from '../pages/repair-page.tsx';
import { RepairPreviewPage } from '../pages/repair-preview-page.tsx';
import { parseChooser, parseOrder } from '../repair-form.ts';
import { suggestionsFor } from '../repair-suggestions.ts';
import { mayConfirm, offerRepair, orderRepair, repairWords, whyNoRepair } from '../repairs.ts';
import type { Answer, SignedVisit } from '../visit.ts';

/** Which page of many files. */
const repairQuery = z.object({ files: z.coerce.number().int().min(1).max(1000).catch(1) });

async function choose(
  visit: SignedVisit,
  detail: MailDetail,
  mistake: string | null,
  status = 200,
): Promise<Answer> {
  const parts = await visit.ports.repairs.parts(detail.mail.id);
  const suggestions = suggestionsFor(detail, parts);
  const own = isOwn({ visit, detail });
  const { files } = repairQuery.parse(visit.query);
  const shown = { visit, detail, parts, suggestions, filesPage: files, isOwn: own, mistake };
  return page(RepairPage(shown), status);
}

/** A mail that this visitor may repair; else the answer they get. */
async function findRepairable(visit: SignedVisit): Promise<MailDetail | Answer> {
  const detail = await findVisible(visit);
  if (detail === null) return say(visit, 'notFound');
  const { repair, refusal } = visit.words;
  const why = whyNoRepair(visit, detail);
  if (why === null) return detail;
  const link = { href: `/held/${detail.mail.id}`, label: repair.toMail };
  const status = why === 'ended' ? 409 : 403;
  return page(MessagePage({ visit, title: repair.refused, hint: refusal[why], link }), status);
}

const isAnswer = (found: MailDetail | Answer): found is Answer => 'kind' in found;

export async function showRepair(visit: SignedVisit): Promise<Answer> {
  const found = await findRepairable(visit);
  return isAnswer(found) ? found : choose(visit, found, null);
}

export async function previewRepair(visit: SignedVisit): Promise<Answer> {
  const detail = await findRepairable(visit);
  if (isAnswer(detail)) return detail;
  const { repair } = visit.words;
  const chosen = parseChooser(visit.form);
  if (chosen.kind === 'bad') return say(visit, 'bad');
  if (chosen.kind === 'nothing') return choose(visit, detail, repair.nothingChosen, 400);
  if (chosen.kind === 'bad-address') return choose(visit, detail, repair.badAddress(chosen.text), 400);
  const { operations } = chosen;
  const { nonce, offer } = await offerRepair(visit, detail, operations);
  if (offer.kind === 'unknown') return say(visit, 'notFound');
  if (offer.kind === 'refused') return choose(visit, detail, repairWords(visit, offer.why), 409);
  const confirms = mayConfirm(visit, detail, offer.needs[0]);
  return page(RepairPreviewPage({ visit, detail, offer, operations, nonce, mayConfirm: confirms }));
}

export async function storeRepair(visit: SignedVisit): Promise<Answer> {
  const detail = await findRepairable(visit);
  if (isAnswer(detail)) return detail;
  const order = parseOrder(visit.form);
  if (order === null) return say(visit, 'bad');
  const { operations, nonce, digest, sha256, envelopeSha256, revision, confirm } = order;
  const { id: mailId } = detail.mail;
  const saw = { sha256, envelopeSha256, revision };
  const wanted = { operations, nonce, digest, saw, confirm: confirm === '1' };
  const result = await orderRepair(visit, detail, wanted);
  if (result.kind === 'unknown') return say(visit, 'notFound');
  if (result.kind === 'refused') return choose(visit, detail, repairWords(visit, result.why), 409);
  return result.passphrase === null
    ? redirect(`/held/${mailId}`)
    : showPassphrase(visit, mailId, result.passphrase);
}

/** Once, and on no page that can be opened again. */
function showPassphrase(visit: SignedVisit, mailId: string, passphrase: string): Answer {
  const { repair } = visit.words;
  const link = { href: `/held/${mailId}`, label: repair.toMail };
  return page(
    MessagePage({
      visit,
      title: repair.done,
      hint: repair.passphraseHint,
      link,
      children: Passphrase({ label: repair.passphrase, passphrase }),
    }),
  );
}
