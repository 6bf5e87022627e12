// For the administrator: who can open the pages, as what, by whose word, and who is signed in now.

import type { VNode } from 'preact';
import type { SessionRow, UserRow } from '../../store/store.ts';
import { timeAgo } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';
import { Pager } from './pager.tsx';
import { Address } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly page: number;
  readonly users: readonly UserRow[];
  /** The last seen first. */
  readonly sessions: readonly SessionRow[];
};

const PEOPLE_PER_PAGE = 25;

function Person({
  visit,
  user,
  sessions,
}: Pick<Props, 'visit' | 'sessions'> & { readonly user: UserRow }): VNode {
  const { account, menu, people } = visit.words;
  const [latest] = sessions;
  return (
    <li>
      <p>
        <b>{showLine(user.name, 64)}</b> <span class="tag">{menu.roles[user.role]}</span>{' '}
        {user.source !== 'local' && <span class="tag">{account.sources[user.source]}</span>}
      </p>
      <p class="quiet">
        {user.address !== null && (
          <span class="part">
            <Address address={user.address} />
          </span>
        )}
        <span class="part">
          {latest === undefined
            ? account.nowhere
            : `${account.signedIn(sessions.length)}${people.comma}${account.seen} ${timeAgo(latest.seenAt, visit.at, visit.words)}`}
        </span>
      </p>
      {latest !== undefined && (
        <form method="post" action="/people/sessions">
          <CsrfField visit={visit} />
          <button
            type="submit"
            name="user"
            value={user.id}
            class="button"
            aria-label={account.signOutWhom(showLine(user.name, 64))}
          >
            {account.signOutEverywhere}
          </button>
        </form>
      )}
    </li>
  );
}

export function PeoplePage({ visit, page, users, sessions }: Props): VNode {
  const { account } = visit.words;
  const start = (page - 1) * PEOPLE_PER_PAGE;
  return (
    <Layout visit={visit} title={account.people} current="people">
      <div class="narrow">
        <h1>
          {account.people}
          <span class="count">{users.length}</span>
        </h1>
        <section class="card">
          <p class="quiet hint">{account.peopleHint}</p>
          <ul class="rows">
            {users.slice(start, start + PEOPLE_PER_PAGE).map((user) => (
              <Person
                visit={visit}
                user={user}
                sessions={sessions.filter(({ userId }) => userId === user.id)}
              />
            ))}
          </ul>
        </section>
        <Pager
          visit={visit}
          page={page}
          hasMore={start + PEOPLE_PER_PAGE < users.length}
          href={(n) => (n === 1 ? '/people' : `/people?page=${n}`)}
        />
      </div>
    </Layout>
  );
}
