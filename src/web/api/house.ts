// The rest of the pages by the API: what waits, what the checks did and would do, oneself, and other people.

import { z } from 'zod';
import { dropSessionOf, endSessionsOf } from '../end-sessions.ts';
import { figuresOf, trySetting } from '../try-setting.ts';
import { parseTuning, period } from '../tuning-query.ts';
import { actorOf } from '../visit.ts';
import { invalid, notFound } from './problem.ts';
import { apiRoute, DONE, done, refuse } from './route.ts';
import { API_SCHEMAS } from './schemas.ts';
import { ADMINS, REVIEWERS, SIGNED, TUNERS } from './who.ts';

const getStatus = apiRoute({
  method: 'GET',
  path: '/status',
  name: 'getStatus',
  summary: 'How much waits, and since when',
  scope: 'read',
  roles: [...REVIEWERS, 'auditor'],
  answer: API_SCHEMAS.Status,
  async handle({ ports }) {
    const { held, queued } = await ports.store.measureBacklog();
    return done({ mode: ports.rules().policy.mode, held, queued });
  },
});

const days = period.default(30);

const getFigures = apiRoute({
  method: 'GET',
  path: '/figures',
  name: 'getFigures',
  summary: 'What each check did in the last days, and what came of it',
  scope: 'read',
  roles: TUNERS,
  query: z.strictObject({ days }),
  answer: API_SCHEMAS.Figures,
  async handle(visit, { query }) {
    const figures = await figuresOf(visit, query.days);
    return done({ checks: figures.map(({ fates, ...one }) => ({ ...one, fates: { ...fates } })) });
  },
});

const getTrial = apiRoute({
  method: 'GET',
  path: '/trial',
  name: 'getTrial',
  summary: 'What another value of a setting would have done to the mails of the last days',
  scope: 'read',
  roles: TUNERS,
  query: z.strictObject({
    days,
    setting: z.string().max(100).describe('visible-recipients.confirmAt, burst.action …'),
    value: z.string().max(20),
  }),
  answer: API_SCHEMAS.Trial,
  async handle(visit, { query }) {
    const { setting, value } = query;
    const parsed = parseTuning({ days: query.days, key: setting, value });
    if (parsed === null || parsed.tried === null) {
      return refuse(invalid(visit.words, [{ path: 'querystring/setting', message: setting }]));
    }
    const { result, changed, ...tried } = await trySetting(visit, query.days, parsed.tried);
    const { mails, now, curve, purged } = result;
    return done({
      ...tried,
      mails,
      now,
      tried: result.tried,
      curve: [...curve],
      changed: changed.map(({ mailId, ...one }) => ({ id: mailId, ...one })),
      purged,
    });
  },
});

const getAccount = apiRoute({
  method: 'GET',
  path: '/account',
  name: 'getAccount',
  summary: 'Whom this token acts for, and what it may do',
  scope: 'read',
  roles: SIGNED,
  answer: API_SCHEMAS.Account,
  async handle(visit) {
    const { user, token } = visit;
    if (token === null) return refuse(notFound(visit.words));
    const { id, name, address, role, language } = user;
    const { label, scopes, createdAt, expiresAt } = token;
    const shown = { id: token.id, label, scopes: [...scopes], createdAt, expiresAt };
    return done({ id, name, address, role, language, token: shown });
  },
});

const revokeToken = apiRoute({
  method: 'DELETE',
  path: '/account/token',
  name: 'revokeToken',
  summary: 'Revoke the token that you send',
  scope: 'read',
  roles: SIGNED,
  async handle(visit) {
    const { ports, token, at } = visit;
    if (token === null) return refuse(notFound(visit.words));
    await ports.store.revokeApiToken({ id: token.id, at: at.toISOString(), actor: actorOf(visit) });
    return DONE;
  },
});

const listSessions = apiRoute({
  method: 'GET',
  path: '/account/sessions',
  name: 'listSessions',
  summary: 'Where you are signed in',
  scope: 'read',
  roles: SIGNED,
  answer: API_SCHEMAS.Sessions,
  async handle({ ports, user, at }) {
    const sessions = await ports.store.listSessions({ userId: user.id, now: at.toISOString() });
    return done({
      sessions: sessions.map(({ idHash, userId: _, csrf: __, ...one }) => ({ id: idHash, ...one })),
    });
  },
});

const endSessions = apiRoute({
  method: 'DELETE',
  path: '/account/sessions',
  name: 'endSessions',
  summary: 'Sign yourself out everywhere',
  scope: 'decide',
  roles: SIGNED,
  answer: API_SCHEMAS.Ended,
  async handle(visit) {
    return done({ count: await endSessionsOf(visit, visit.user) });
  },
});

const endSession = apiRoute({
  method: 'DELETE',
  path: '/account/sessions/:id',
  name: 'endSession',
  summary: 'Sign yourself out at one place',
  scope: 'decide',
  roles: SIGNED,
  params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
  async handle(visit, { params: { id } }) {
    return (await dropSessionOf(visit, id)) ? DONE : refuse(notFound(visit.words));
  },
});

const listPeople = apiRoute({
  method: 'GET',
  path: '/people',
  name: 'listPeople',
  summary: 'Who can sign in',
  scope: 'admin',
  roles: ADMINS,
  answer: API_SCHEMAS.People,
  async handle({ ports, at }) {
    const [users, sessions] = await Promise.all([
      ports.store.listUsers(),
      ports.store.listSessions({ now: at.toISOString() }),
    ]);
    const people = users.map(({ id, name, address, role, source, createdAt }) => {
      const own = sessions.filter(({ userId }) => userId === id).length;
      return { id, name, address, role, source, createdAt, sessions: own };
    });
    return done({ people });
  },
});

const signOutPerson = apiRoute({
  method: 'DELETE',
  path: '/people/:id/sessions',
  name: 'signOutPerson',
  summary: 'Sign somebody out everywhere',
  scope: 'admin',
  roles: ADMINS,
  params: z.object({ id: z.string().max(100) }),
  answer: API_SCHEMAS.Ended,
  async handle(visit, { params: { id } }) {
    const user = await visit.ports.store.getUser(id);
    if (user === null) return refuse(notFound(visit.words));
    return done({ count: await endSessionsOf(visit, user) });
  },
});

export const HOUSE_ROUTES = [
  getStatus,
  getFigures,
  getTrial,
  getAccount,
  revokeToken,
  listSessions,
  endSessions,
  endSession,
  listPeople,
  signOutPerson,
];
