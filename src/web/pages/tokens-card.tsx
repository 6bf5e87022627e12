// One's own tokens for programs: which there are, and a form that makes another.

import type { VNode } from 'preact';
import type { ApiTokenRow } from '../../store/api-token.ts';
import { timeAgo } from '../moments.ts';
import { showLine } from '../shown.ts';
import { MAX_LABEL, MAX_TOKEN_DAYS, scopesFor } from '../tokens.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField } from './layout.tsx';
import { Time } from './parts.tsx';

type Shown = { readonly visit: SignedVisit };

const USUAL_DAYS = 90;

function Token({ visit, token }: Shown & { readonly token: ApiTokenRow }): VNode {
  const { api } = visit.words;
  const used =
    token.usedAt === null ? api.never : `${api.used} ${timeAgo(token.usedAt, visit.at, visit.words)}`;
  return (
    <li>
      <p>
        <b>{token.label === '' ? token.id : showLine(token.label, MAX_LABEL)}</b>{' '}
        {token.scopes.map((scope) => (
          <span class="tag">{scope}</span>
        ))}
      </p>
      <p class="quiet">
        <span class="part">
          {api.until} <Time visit={visit} at={token.expiresAt} />
        </span>
        <span class="part">{used}</span>
      </p>
      <form method="post" action="/account/tokens/revoke">
        <CsrfField visit={visit} />
        <button type="submit" name="id" value={token.id} class="button">
          {api.revoke}
        </button>
      </form>
    </li>
  );
}

function MakeForm({ visit }: Shown): VNode {
  const { api } = visit.words;
  const most = MAX_TOKEN_DAYS[visit.user.source];
  return (
    <form method="post" action="/account/tokens">
      <CsrfField visit={visit} />
      <label for="label">{api.label}</label>
      <input id="label" name="label" maxLength={MAX_LABEL} autocomplete="off" />
      <fieldset>
        <legend>{api.scopesTitle}</legend>
        {scopesFor(visit.user).map((scope) => (
          <label>
            <input type="checkbox" name="scope" value={scope} checked={scope === 'read'} />
            <span>{api.scopes[scope]}</span>
          </label>
        ))}
      </fieldset>
      <label for="days">{api.days}</label>
      <input
        id="days"
        name="days"
        type="number"
        min={1}
        max={most}
        value={Math.min(USUAL_DAYS, most)}
        required
      />
      <button type="submit" class="button">
        {api.make}
      </button>
    </form>
  );
}

export function TokensCard({ visit, tokens }: Shown & { readonly tokens: readonly ApiTokenRow[] }): VNode {
  const { api } = visit.words;
  return (
    <section class="card judgement" id="tokens">
      <h2>
        {api.title} <span class="count">{tokens.length}</span>
      </h2>
      <p class="quiet hint">
        {api.lead} <a href="/help/api">{api.guide}</a>
      </p>
      {tokens.length > 0 && (
        <ul class="rows">
          {tokens.map((token) => (
            <Token visit={visit} token={token} />
          ))}
        </ul>
      )}
      <details class="fold">
        <summary>{api.make}</summary>
        <MakeForm visit={visit} />
      </details>
    </section>
  );
}
