// Who one is here, in which language, where one is signed in, and which programs act for one.

import type { VNode } from 'preact';
import type { ApiTokenRow } from '../../store/api-token.ts';
import type { SessionRow } from '../../store/store.ts';
import { deviceOf } from '../device.ts';
import { timeAgo } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField, LanguageForm, Layout } from './layout.tsx';
import { Pager } from './pager.tsx';
import { Address, Time } from './parts.tsx';
import { TokensCard } from './tokens-card.tsx';

type Props = {
  readonly visit: SignedVisit;
  /** Of the sessions. */
  readonly page: number;
  /** The last seen first. */
  readonly sessions: readonly SessionRow[];
  readonly tokens: readonly ApiTokenRow[];
};

const SESSIONS_PER_PAGE = 10;

function Session({ visit, session }: { readonly visit: SignedVisit; readonly session: SessionRow }): VNode {
  const { account } = visit.words;
  const isThis = session.idHash === visit.session;
  return (
    <li>
      <p>
        <b>{deviceOf(session.agent) ?? account.unknownDevice}</b>{' '}
        {isThis && <span class="tag good">{account.thisOne}</span>}
      </p>
      <p class="quiet">
        <span class="part">{session.client}</span>
        <span class="part">
          {account.since} <Time visit={visit} at={session.createdAt} />
        </span>
        <span class="part">
          {account.seen} {timeAgo(session.seenAt, visit.at, visit.words)}
        </span>
      </p>
      <form method="post" action="/account/sessions">
        <CsrfField visit={visit} />
        <button type="submit" name="end" value={session.idHash} class="button">
          {isThis ? visit.words.menu.signOut : account.end}
        </button>
      </form>
    </li>
  );
}

export function AccountPage({ visit, page, sessions, tokens }: Props): VNode {
  const { account, menu } = visit.words;
  const { user } = visit;
  const start = (page - 1) * SESSIONS_PER_PAGE;
  return (
    <Layout visit={visit} title={account.title}>
      <div class="narrow">
        <h1>{account.title}</h1>
        <section class="card who">
          <p>
            <b>{showLine(user.name, 64)}</b> <span class="tag">{menu.roles[user.role]}</span>
          </p>
          {user.address !== null && (
            <p>
              <Address address={user.address} />
            </p>
          )}
          <p class="quiet">{account.sources[user.source]}</p>
          <LanguageForm visit={visit} />
        </section>
        <section class="card">
          <h2>
            {account.sessions} <span class="count">{sessions.length}</span>
          </h2>
          <p class="quiet hint">{account.sessionsHint}</p>
          <ul class="rows">
            {sessions.slice(start, start + SESSIONS_PER_PAGE).map((session) => (
              <Session visit={visit} session={session} />
            ))}
          </ul>
          <Pager
            visit={visit}
            page={page}
            hasMore={start + SESSIONS_PER_PAGE < sessions.length}
            href={(n) => (n === 1 ? '/account' : `/account?page=${n}`)}
          />
          {sessions.length > 1 && (
            <form method="post" action="/account/sessions">
              <CsrfField visit={visit} />
              <button type="submit" name="end" value="others" class="button caution">
                {account.endOthers}
              </button>
            </form>
          )}
        </section>
        <TokensCard visit={visit} tokens={tokens} />
      </div>
    </Layout>
  );
}
