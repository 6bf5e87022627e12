// The guides: their list beside the one that is read, with its sections. A long guide has several pages.

import type { VNode } from 'preact';
import type { Visit } from '../visit.ts';
import { Layout } from './layout.tsx';
import { anchorOf, type Guide, type GuidePart, sectionHref } from './markdown.tsx';
import { Pager } from './pager.tsx';

export type GuideLink = { readonly topic: string; readonly title: string };

type Props = {
  readonly visit: Visit;
  readonly guides: readonly GuideLink[];
  readonly topic: string;
  readonly guide: Guide;
  readonly part: GuidePart;
};

export function HelpPage({ visit, guides, topic, guide, part }: Props): VNode {
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
                        <a href={`/help/${topic}${sectionHref(anchorOf(section))}`}>{section}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <article class="card guide">
          {part.body}
          <Pager
            visit={visit}
            page={guide.parts.indexOf(part) + 1}
            hasMore={part !== guide.parts.at(-1)}
            href={(n) => `/help/${topic}${n === 1 ? '' : `?part=${n}`}`}
          />
        </article>
      </div>
    </Layout>
  );
}
