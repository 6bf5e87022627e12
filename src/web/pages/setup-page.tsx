// The page behind the one-time link: the first administrator chooses name and password.

import type { VNode } from 'preact';
import { MAX_PASSWORD, MIN_PASSWORD } from '../passwords.ts';
import type { Visit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';

export type SetupMistake = 'badName' | 'short' | 'long' | 'differ';

type Props = {
  readonly visit: Visit;
  readonly token: string;
  readonly name?: string;
  readonly mistake: SetupMistake | null;
};

function PasswordField({
  id,
  label,
  hint,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
}) {
  return (
    <>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        name={id}
        type="password"
        required
        minLength={MIN_PASSWORD}
        maxLength={MAX_PASSWORD}
        autocomplete="new-password"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </>
  );
}

export function SetupPage({ visit, token, name = '', mistake }: Props): VNode {
  const { setup } = visit.words;
  return (
    <Layout visit={visit} title={setup.title}>
      <section class="door">
        <h1>{setup.title}</h1>
        <p class="quiet">{setup.lead}</p>
        {mistake !== null && (
          <p class="notice bad" role="alert">
            {setup[mistake]}
          </p>
        )}
        <form method="post" action={`/setup/${token}`}>
          <CsrfField visit={visit} />
          <label for="name">{setup.name}</label>
          <p class="hint" id="name-hint">
            {setup.nameHint}
          </p>
          <input
            id="name"
            name="name"
            value={name}
            required
            maxLength={64}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="name-hint"
          />
          <PasswordField id="password" label={setup.password} hint={setup.passwordHint} />
          <PasswordField id="password2" label={setup.again} />
          <button type="submit" class="button primary">
            {setup.submit}
          </button>
        </form>
      </section>
    </Layout>
  );
}
