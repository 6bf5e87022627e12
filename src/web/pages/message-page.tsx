// A page that says one thing and where to go from there: nothing here, not from our page, too many tries, broken.

import type { ComponentChildren, VNode } from 'preact';
import type { Visit } from '../visit.ts';
import { Layout } from './layout.tsx';

type Props = {
  readonly visit: Visit;
  readonly title: string;
  readonly hint: string;
  readonly link?: { readonly href: string; readonly label: string };
  readonly children?: ComponentChildren;
};

export function MessagePage({ visit, title, hint, link, children }: Props): VNode {
  const { href, label } = link ?? { href: '/held', label: visit.words.error.home };
  return (
    <Layout visit={visit} title={title}>
      <section class="door">
        <h1>{title}</h1>
        {children}
        <p>{hint}</p>
        <p>
          <a class="button primary" href={href}>
            {label}
          </a>
        </p>
      </section>
    </Layout>
  );
}
