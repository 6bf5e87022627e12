// The guides: their list beside the one that is read, with its sections.

import type { VNode } from 'preact';
import type { Visit } from '../visit.ts';
import { Layout } from './layout.tsx';
import { anchorOf, type Guide } from './markdown.tsx';

export type GuideLink = { readonly topic: string; readonly title: string };

type Props = {
  readonly visit: Visit;
  readonly guides: readonly GuideLink[];
  readonly topic: string;
  readonly guide: Guide;
};

export function HelpPage({ visit, guides, topic, guide }: Props): VNode {
  const { help } = visit.words;
  return (
    <Layout visit={visit} title={guide.title} current="help">
      <div class="help">
        <nav class="guides" aria-label={help.guides}>
          <ul>
            {guides.map((one) => (
              <li>
                <a href={`/help/${one.topic}`} aria-current={one.topic === topic ? 'page' : undefined}>
                  {one.title}
                </a>
                {one.topic === topic && guide.sections.length > 0 && (
                  <ul class="sections">
                    {guide.sections.map((section) => (
                      <li>
                        <a href={`#${anchorOf(section)}`}>{section}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <article class="card guide">{guide.body}</article>
      </div>
    </Layout>
  );
}
