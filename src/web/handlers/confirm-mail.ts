// The page behind the link of a notice. Looking at it changes nothing, however often and by whatever machine; a form
// counts only with the number that stands in the notice. Wrong numbers are counted and lock the link.

import { z } from 'zod';
import { type HoldEvent, missingGrant, type Refusal } from '../../guard/holds/hold.ts';
import { GRANTS } from '../../guard/verdict.ts';
import type { ActResult } from '../../relay/act-on-hold.ts';
import { page, redirect, say } from '../answers.ts';
import { linkDecider, type Opened, openLink } from '../confirm-link.ts';
import { maySee } from '../may.ts';
import { ConfirmPage } from '../pages/confirm-page.tsx';
import { MessagePage } from '../pages/message-page.tsx';
import { type Answer, isSigned, type Visit } from '../visit.ts';
import { commentFields, commentOf, seenFields } from './decision-fields.ts';

const confirmForm = z.strictObject({
  csrf: z.string(),
  ...seenFields,
  ...commentFields,
  decision: z.enum(['release', 'return', 'withdraw']),
  grant: z.enum(GRANTS).optional(),
  /** As typed: full-width digits and spaces are meant well. */
  number: z
    .string()
    .max(40)
    .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '')),
});

type Form = z.output<typeof confirmForm>;

/** What kept a form from being carried out. */
export type ConfirmMistake = 'wrongNumber' | Refusal;

const unknown = (visit: Visit): Answer => {
  const { link } = visit.words;
  const way = { href: '/held', label: visit.words.signIn.title };
  return page(MessagePage({ visit, title: link.unknown, hint: link.unknownHint, link: way }), 410);
};

function show(visit: Visit, opened: Opened, mistake: ConfirmMistake | null, status = 200): Answer {
  return page(ConfirmPage({ visit, opened, mistake }), status);
}

export async function showConfirm(visit: Visit): Promise<Answer> {
  const opened = await openLink(visit);
  if (opened === null) return unknown(visit);
  const { detail } = opened;
  if (isSigned(visit) && maySee({ visit, detail })) return redirect(`/held/${detail.mail.id}`);
  return show(visit, opened, null);
}

function eventOf(visit: Visit, form: Form, { link, detail }: Opened): HoldEvent {
  const { sha256, envelopeSha256, revision, decision } = form;
  const decides = { by: linkDecider(link), saw: { sha256, envelopeSha256, revision } };
  const comment = commentOf(visit, form);
  if (decision !== 'release') return { kind: decision, comment, ...decides };
  const grant = form.grant ?? (detail.hold === null ? null : missingGrant(detail.hold)) ?? 'sender';
  return { kind: 'grant', grant, comment, ...decides };
}

/** Counted, and told to the audit. */
async function refuseNumber(visit: Visit, { link, detail }: Opened): Promise<Answer> {
  const { ports, at, client } = visit;
  const { id: mailId } = detail.mail;
  ports.log({ event: 'number-refused', level: 'warn', mailId, client });
  await ports.store.addEvent({
    type: 'number-refused',
    mailId,
    at: at.toISOString(),
    actor: { kind: 'client', id: client, via: 'web' },
    detail: { to: link.to, purpose: link.purpose },
  });
  const again = await openLink(visit);
  return again === null ? unknown(visit) : show(visit, again, 'wrongNumber', 403);
}

async function act(visit: Visit, opened: Opened, form: Form): Promise<ActResult> {
  const { link, detail } = opened;
  const actor = { kind: 'user', id: link.to, via: 'web' } as const;
  return visit.ports.act({ mailId: detail.mail.id, event: eventOf(visit, form, opened), actor });
}

export async function confirmMail(visit: Visit): Promise<Answer> {
  const opened = await openLink(visit);
  if (opened === null) return unknown(visit);
  const form = confirmForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { link, choices } = opened;
  if (!choices.includes(form.data.decision)) return show(visit, opened, null, 409);
  const tried = await visit.ports.store.tryNumber(link.tokenHash, form.data.number, visit.at.toISOString());
  if (tried.kind !== 'right') return refuseNumber(visit, opened);
  const result = await act(visit, opened, form.data);
  if (result.kind === 'unknown') return unknown(visit);
  if (result.kind === 'done') return redirect(visit.url);
  const now = (await openLink(visit)) ?? opened;
  return show(visit, now, result.why, 409);
}
