// Stores a new mail whole: row, recipients, octets, its notices, its first two events, and what it leaves behind for
// the judging of its author's next mails.

import type { Insertable } from 'kysely';
import { copiesSince } from '../../guard/copies.ts';
import type { KeptJudging } from '../kept-judging.ts';
import type { Db, MailTable, RecipientTable } from '../schema.ts';
import { statement } from '../statement.ts';
import type { MailId, NewEvent, NewRecipient } from '../store.ts';
import { writeAsked } from './asked.ts';
import { joinsBurst } from './burst-notices.ts';
import { type Context, chunksOf } from './context.ts';
import { adoptEarlyOctets } from './early-octets.ts';
import { appendEvents } from './events.ts';
import { joinCopies } from './find-copies.ts';
import { insertNotices } from './insert-notices.ts';
import { insertJudged } from './judged.ts';
import { type StoredMail, sizeOf, toTableRow } from './mail-rows.ts';
import { writeOctets } from './octets.ts';
import { rememberMail } from './recent.ts';

const addRecipients = statement((db, rows: readonly Insertable<RecipientTable>[]) =>
  db.insertInto('recipients').values(rows),
);

export async function insertRecipients(
  db: Db,
  mailId: MailId,
  recipients: readonly (NewRecipient & { readonly n: number })[],
): Promise<void> {
  const rows = recipients.map(({ n, forwardPath, notify, orcpt }) => ({
    mail_id: mailId,
    n,
    forward_path: forwardPath,
    forward_key: forwardPath.toLowerCase(),
    notify,
    orcpt,
    state: 'pending' as const,
  }));
  for (const chunk of chunksOf(rows)) await addRecipients(db, chunk);
}

const addMail = statement((db, row: Insertable<MailTable>) => db.insertInto('mails').values(row));

/** Without its events, for operations that store a mail among other changes and append all events at their end. */
export async function insertMailRows(
  db: Db,
  ctx: Context,
  mail: StoredMail,
): Promise<ReturnType<typeof toTableRow>['row']> {
  const { row, key } = toTableRow(mail, ctx);
  await addMail(db, row);
  await insertRecipients(
    db,
    mail.id,
    mail.recipients.map((recipient, n) => ({ ...recipient, n })),
  );
  if (mail.hold !== null) await writeAsked(db, ctx, mail.id, mail.hold);
  if (mail.early !== undefined) await adoptEarlyOctets(db, mail.id);
  else await writeOctets(db, key, { id: mail.id, revision: row.revision, octets: mail.octets });
  return row;
}

/** Whoever repairs a mail before it is stored. */
const POLICY: NewEvent['actor'] = { kind: 'system', id: 'policy', via: 'smtp' };

/** What the audit tells of a new mail: that it came, what the policy made of it, and what became of it at once. */
export function firstEvents(mail: Omit<StoredMail, 'facts'>): readonly NewEvent[] {
  const { id: mailId, receivedAt: at, actor, verdict, repaired } = mail;
  const content = {
    forwardPaths: mail.recipients.map(({ forwardPath }) => forwardPath),
    sizeOctets: sizeOf(mail),
    sha256: mail.sha256,
  };
  const { operations, ...submitted } = repaired ?? { ...content, operations: [] };
  const received = {
    origin: mail.origin,
    about: mail.about,
    client: mail.clientAddress,
    reversePath: mail.reversePath,
    ...submitted,
  };
  const judged = {
    checks: (verdict?.findings ?? []).map(({ check, action }) => ({ check, action })),
    unknown: verdict?.unknown ?? [],
    needs: verdict?.needs ?? [],
    wouldBe: verdict?.wouldBe ?? null,
    policyDigest: mail.policyDigest,
    deadline: mail.hold?.step.deadline ?? null,
  };
  return [
    { type: 'received', mailId, at, actor, detail: received },
    ...(repaired === undefined
      ? []
      : [{ type: 'repaired' as const, mailId, at, actor: POLICY, detail: { operations, ...content } }]),
    { type: mail.state === 'held' ? 'held' : 'forwarded', mailId, at, actor, detail: judged },
  ];
}

export type JudgedMail = StoredMail & KeptJudging;

export async function insertMail(db: Db, ctx: Context, mail: JudgedMail): Promise<void> {
  const { id, burst = null } = await insertMailRows(db, ctx, mail);
  await insertJudged(db, mail, mail.judged);
  await rememberMail(db, ctx, id, mail.remembered);
  const { messageId, reversePath, receivedAt } = mail;
  if (mail.state === 'held' && messageId !== null && reversePath !== null && burst?.includes(' ')) {
    await joinCopies(db, { messageId, reversePath, since: copiesSince(receivedAt) });
  }
  const notices = mail.notices ?? [];
  if (notices.length > 0 && !(await joinsBurst(db, { id, burst }))) await insertNotices(db, notices);
  await appendEvents(db, ctx, firstEvents(mail));
}
