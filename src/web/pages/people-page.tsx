// For the administrator: who can open the pages, as what, by whose word, and who is signed in now.

import type { VNode } from 'preact';
import type { SessionRow, UserRow } from '../../store/store.ts';
import { timeAgo } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';
import { Address } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly users: readonly UserRow[];
  /** The last seen first. */
  readonly sessions: readonly SessionRow[];
};

function Person({ visit, user, sessions }: Omit<Props, 'users'> & { readonly user: UserRow }): VNode {
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

export function PeoplePage({ visit, users, sessions }: Props): VNode {
  const { account } = visit.words;
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
            {users.map((user) => (
              <Person
                visit={visit}
                user={user}
                sessions={sessions.filter(({ userId }) => userId === user.id)}
              />
            ))}
          </ul>
        </section>
      </div>
    </Layout>
  );
}
