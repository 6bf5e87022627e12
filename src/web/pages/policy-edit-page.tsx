// A policy to be tried: written, refused with what is wrong at which place, or judged on the mails that were, and then
// applied or taken along as a file. Works without JavaScript.

import type { VNode } from 'preact';
import type { PolicyProblem } from '../../relay/live-policy.ts';
import type { DiffLine } from '../policy-diff.ts';
import type { TriedOut } from '../try-policy.ts';
import type { SignedVisit } from '../visit.ts';
import { DiffLines } from './diff-lines.tsx';
import { CsrfField, Layout } from './layout.tsx';
import { Changed, Numbers } from './trial-result.tsx';

/** Enough to see what it is about. */
const SHOWN_PROBLEMS = 20;

/** What is tried, made from which version. */
export type Draft = { readonly yaml: string; readonly base: number };

type Props = {
  readonly visit: SignedVisit;
  readonly draft: Draft;
  readonly problems?: readonly PolicyProblem[];
  /** Of what was tried: what it changes, what that would have done, what cannot be told. */
  readonly trial?: TriedOut & { readonly diff: readonly DiffLine[]; readonly blind: readonly string[] };
  readonly days: number;
  /** Somebody else was first, or nothing would change. */
  readonly told?: 'overtaken' | 'same';
};

function DraftFields({ visit, draft }: Pick<Props, 'visit' | 'draft'>): VNode {
  return (
    <>
      <CsrfField visit={visit} />
      <input type="hidden" name="base" value={draft.base} />
      <input type="hidden" name="yaml" value={draft.yaml} />
    </>
  );
}

function Editor({ visit, draft, trial }: Props): VNode {
  const { policy } = visit.words;
  return (
    <form class="card editor" method="post" action="/policy/try">
      <h2>{trial === undefined ? policy.edit.from(draft.base) : policy.trial.again}</h2>
      <CsrfField visit={visit} />
      <input type="hidden" name="base" value={draft.base} />
      <label>
        <span>{policy.edit.label}</span>
        <textarea name="yaml" rows={24} spellcheck={false} wrap="off" autocomplete="off">
          {`\n${draft.yaml}`}
        </textarea>
      </label>
      <div class="buttons">
        <button type="submit" class="button primary">
          {policy.edit.go}
        </button>
        <button type="submit" class="button" formaction="/policy/download">
          {policy.download}
        </button>
      </div>
    </form>
  );
}

function Problems({ visit, problems }: { visit: SignedVisit; problems: readonly PolicyProblem[] }): VNode {
  const { edit } = visit.words.policy;
  return (
    <section class="card" role="alert">
      <h2>{edit.problems}</h2>
      <ul class="rows">
        {problems.slice(0, SHOWN_PROBLEMS).map(({ line, column, path, message, hint }) => (
          <li>
            <b>{line === null ? edit.whole : edit.place(line, column)}</b>
            <p lang="en">
              {path !== '' && <code>{path}</code>} {message}
              {hint !== null && ` – ${hint}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Apply({ visit, draft }: Pick<Props, 'visit' | 'draft'>): VNode {
  const { trial, download } = visit.words.policy;
  const { isOnPages } = visit.ports.policies;
  return (
    <section class="card">
      <h2>{isOnPages ? trial.apply : trial.copy}</h2>
      <p class="quiet hint">{isOnPages ? trial.applyHint : trial.copyHint}</p>
      {!isOnPages && (
        <textarea class="copy" rows={12} readonly wrap="off" aria-label={trial.copy}>
          {`\n${draft.yaml}`}
        </textarea>
      )}
      <form class="buttons" method="post" action={isOnPages ? '/policy/apply' : '/policy/download'}>
        <DraftFields visit={visit} draft={draft} />
        <button type="submit" class="button primary">
          {isOnPages ? trial.apply : download}
        </button>
      </form>
    </section>
  );
}

function TrialCards({ visit, days, draft, trial }: Props): VNode | null {
  const { policy, tuning } = visit.words;
  if (trial === undefined) return null;
  const { result, diff, blind } = trial;
  return (
    <>
      <section class="card">
        <h2>{policy.trial.diff}</h2>
        <DiffLines visit={visit} lines={diff} />
        {blind.length > 0 && (
          <p class="quiet">
            {policy.trial.blind} {blind.join(', ')}
          </p>
        )}
      </section>
      <section class="card">
        <h2>
          {policy.trial.title} <span class="quiet">{policy.trial.period}</span>
        </h2>
        <p class="quiet">{tuning.mails(result.mails)}</p>
        {result.purged > 0 && <p class="quiet">{tuning.purged(result.purged)}</p>}
        <Numbers visit={visit} days={days} trial={trial} />
      </section>
      <Changed visit={visit} trial={trial} />
      {diff.length > 0 && <Apply visit={visit} draft={draft} />}
    </>
  );
}

export function PolicyEditPage(props: Props): VNode {
  const { visit, draft, problems, told } = props;
  const { policy } = visit.words;
  return (
    <Layout visit={visit} title={policy.edit.title} current="policy" style="tuning.css">
      <div class="tuning">
        <p>
          <a href="/policy">{policy.title}</a>
        </p>
        <h1>{policy.edit.title}</h1>
        {told === undefined ? (
          <p class="quiet">{policy.edit.lead}</p>
        ) : (
          <section class="notice bad" role="alert">
            <h2>{told === 'same' ? policy.same : policy.overtaken}</h2>
            {told === 'overtaken' && <p>{policy.overtakenHint(draft.base)}</p>}
          </section>
        )}
        {problems !== undefined && <Problems visit={visit} problems={problems} />}
        <TrialCards {...props} />
        <Editor {...props} />
      </div>
    </Layout>
  );
}
