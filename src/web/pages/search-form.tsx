// The search field of the lists, what may be typed into it, and what was wrong with what was typed.

import type { VNode } from 'preact';
import type { Mistake } from '../search-query.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';

type Props = {
  readonly visit: Visit;
  readonly action: string;
  readonly text: string;
  readonly mistake: Mistake | null;
};

export function SearchMistake({
  visit,
  mistake,
}: Pick<Props, 'visit'> & { readonly mistake: Mistake }): VNode {
  const { list } = visit.words;
  const text = list.mistake[mistake.what](showLine(mistake.text, 60), mistake.known.join(', '));
  return (
    <p class="notice bad" role="alert" id="search-mistake">
      {text}
    </p>
  );
}

function Operators({ visit, action }: Pick<Props, 'visit' | 'action'>): VNode {
  const { list } = visit.words;
  return (
    <details class="operators">
      <summary class="button" aria-label={list.searchHow} title={list.searchHow}>
        ?
      </summary>
      <p class="quiet">{list.searchLead}</p>
      <dl>
        {list.operators.map(([example, meaning]) => (
          <>
            <dt>
              <a href={`${action}?${new URLSearchParams({ q: example })}`}>
                <code>{example}</code>
              </a>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

export function SearchForm({ visit, action, text, mistake }: Props): VNode {
  const { list } = visit.words;
  return (
    <search>
      <form method="get" action={action} class="search">
        <input
          type="search"
          name="q"
          value={text}
          aria-label={list.search}
          placeholder={list.searchHint}
          maxLength={200}
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={mistake !== null}
          aria-describedby={mistake === null ? undefined : 'search-mistake'}
        />
        <button type="submit" class="button">
          {list.find}
        </button>
        <Operators visit={visit} action={action} />
        {text !== '' && (
          <a class="clear" href={action}>
            {list.clear}
          </a>
        )}
      </form>
    </search>
  );
}
