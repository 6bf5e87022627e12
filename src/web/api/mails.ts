// Mails by the API: the list by the operators of the search field, page by page, and one mail with all there is to see.

import { z } from 'zod';
import { MAIL_STATES } from '../../guard/states.ts';
import { parseMailId } from '../../store/mail-id.ts';
import { isHeldList } from '../../store/mail-search.ts';
import type { ListPlace, MailSummary } from '../../store/store.ts';
import { findVisible, gatherAround, recordLook } from '../gather-mail.ts';
import { listQuery, MAX_SEARCH } from '../list-query.ts';
import { readText } from '../mail-text.ts';
import type { Mistake } from '../search-query.ts';
import { invalid, notFound } from './problem.ts';
import { apiRoute, done, refuse } from './route.ts';
import { API_SCHEMAS } from './schemas.ts';
import { tellDetail, tellMail } from './tell.ts';
import { SIGNED } from './who.ts';

export const mailParams = z.object({ id: z.string().max(40).describe('of a mail: m-…') });

const LISTS = { held: ['held'], recent: ['queued', 'done', 'cancelled'], all: MAIL_STATES } as const;

const query = z.strictObject({
  list: z
    .enum(['held', 'recent', 'all'])
    .default('held')
    .describe('held: nearest deadline first; the others: newest first'),
  q: z
    .string()
    .max(MAX_SEARCH)
    .default('')
    .describe('as in the search field: words, from: to: subject: reason: state: has: after: before: id:'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
});

const cursorText = ({ at, id }: ListPlace) => Buffer.from(`${at} ${id}`).toString('base64url');

function parseCursor(text: string): ListPlace | null {
  const [at = '', name = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const id = parseMailId(name);
  return id === null || !z.iso.datetime().safeParse(at).success ? null : { at, id };
}

function placeOf({ mail }: MailSummary, isByDeadline: boolean): ListPlace {
  return { at: (isByDeadline ? mail.deadline : null) ?? mail.receivedAt, id: mail.id };
}

function mistakeText({ text, known }: Mistake): string {
  return known.length === 0 ? text : `${text} (${known.join(', ')})`;
}

const listMails = apiRoute({
  method: 'GET',
  path: '/mails',
  name: 'listMails',
  summary: 'Mails that you may see',
  scope: 'read',
  roles: SIGNED,
  query,
  answer: API_SCHEMAS.MailList,
  async handle(visit, { query: { list, q, limit, cursor } }) {
    const after = cursor === undefined ? undefined : parseCursor(cursor);
    if (after === null) return refuse(invalid(visit.words, [{ path: 'querystring/cursor', message: '' }]));
    const asked = listQuery(visit, LISTS[list], q.trim());
    if (asked.kind === 'mistake') {
      const message = mistakeText(asked.mistake);
      return refuse(invalid(visit.words, [{ path: 'querystring/q', message }]));
    }
    const place = after === undefined ? {} : { after };
    const found = await visit.ports.store.listMails({ ...asked.query, ...place, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return done({
      mails: found.slice(0, limit).map(tellMail),
      next: last === undefined ? null : cursorText(placeOf(last, isHeldList(asked.query))),
    });
  },
});

const getMail = apiRoute({
  method: 'GET',
  path: '/mails/:id',
  name: 'getMail',
  summary: 'One mail: what was found, to whom it goes, what happened, what you may do',
  scope: 'read',
  roles: SIGNED,
  params: mailParams,
  query: z.strictObject({
    text: z
      .enum(['none', 'beginning', 'all'])
      .default('none')
      .describe('how much of its text to read; auditors get none'),
  }),
  answer: API_SCHEMAS.MailDetail,
  async handle(visit, { query: { text } }) {
    const detail = await findVisible(visit);
    if (detail === null) return refuse(notFound(visit.words));
    const around = await gatherAround(visit, detail);
    const wanted = { whole: text === 'all', isOpen: around.textOpenUntil !== null };
    const read = text === 'none' ? null : await readText(visit, detail, wanted);
    await recordLook(visit, detail, read?.kind === 'text');
    return done(tellDetail(around, read, visit.language));
  },
});

export const MAIL_ROUTES = [listMails, getMail];
