// Where a person says who they are.

import type { VNode } from 'preact';
import type { Visit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';

type Props = {
  readonly visit: Visit;
  /** Where to go afterwards. */
  readonly next: string;
  readonly name?: string;
  /** `needed` and `signedOut` say why one is here, `wrong` that it did not work. */
  readonly notice: 'needed' | 'signedOut' | 'wrong' | null;
};

export function SignInPage({ visit, next, name = '', notice }: Props): VNode {
  const { signIn } = visit.words;
  return (
    <Layout visit={visit} title={signIn.title}>
      <section class="door">
        <h1>{signIn.title}</h1>
        <p class="quiet">{signIn.lead}</p>
        {notice !== null && (
          <p
            class={notice === 'wrong' ? 'notice bad' : 'notice'}
            role={notice === 'wrong' ? 'alert' : 'status'}
          >
            {signIn[notice]}
          </p>
        )}
        <form method="post" action="/sign-in">
          <CsrfField visit={visit} />
          <input type="hidden" name="next" value={next} />
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
          <button type="submit" class="button primary">
            {signIn.submit}
          </button>
        </form>
      </section>
    </Layout>
  );
}
