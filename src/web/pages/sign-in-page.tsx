// Where a person says who they are.

import type { VNode } from 'preact';
import type { Visit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';

type Notice = 'needed' | 'signedOut' | 'wrong' | 'refused' | 'noRole' | 'unavailable';

type Props = {
  readonly visit: Visit;
  /** Where to go afterwards. */
  readonly next: string;
  readonly name?: string;
  /** `needed` and `signedOut` say why one is here, the others that it did not work. */
  readonly notice: Notice | null;
};

export function SignInPage({ visit, next, name = '', notice }: Props): VNode {
  const { signIn } = visit.words;
  const { oidc, ldap } = visit.ports.identity;
  const isFailure = notice !== 'needed' && notice !== 'signedOut';
  return (
    <Layout visit={visit} title={signIn.title}>
      <section class="door">
        <h1>{signIn.title}</h1>
        <p class="quiet">{signIn.lead}</p>
        {notice !== null && (
          <p class={isFailure ? 'notice bad' : 'notice'} role={isFailure ? 'alert' : 'status'}>
            {signIn[notice]}
          </p>
        )}
        {oidc !== null && (
          <>
            <a class="button primary" href={`/sign-in/oidc?${new URLSearchParams({ next })}`}>
              {signIn.company}
            </a>
            <p class="or">{signIn.or}</p>
          </>
        )}
        <form method="post" action="/sign-in">
          <CsrfField visit={visit} />
          <input type="hidden" name="next" value={next} />
          {ldap !== null && <p class="hint">{signIn.ldapHint}</p>}
          <label for="name">{signIn.name}</label>
          <input
            id="name"
            name="name"
            value={name}
            required
            maxLength={64}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
          />
          <label for="password">{signIn.password}</label>
          <input
            id="password"
            name="password"
            type="password"
            required
            maxLength={1000}
            autocomplete="current-password"
          />
          <button type="submit" class={oidc === null ? 'button primary' : 'button'}>
            {signIn.submit}
          </button>
        </form>
      </section>
    </Layout>
  );
}
