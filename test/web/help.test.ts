// The guides as pages: complete, in both languages, and text stays text.

import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDocument, topics } from '../../src/docs/documents.ts';
import { anchorOf, type GuidePart, readGuide } from '../../src/web/pages/markdown.tsx';
import { type House, openHouse } from './house.ts';
import { openVisitor, textOf } from './visitor.ts';

describe('the help', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it.each(['en', 'ja'] as const)(
    'shows every guide to whoever asks, and links that lead somewhere (%s)',
    async (language) => {
      const visitor = openVisitor(house.url, language);
      const index = await visitor.get('/help');
      expect(index.text).toContain(language === 'ja' ? '保留されたメールの確認' : 'Deciding about held mail');
      for (const topic of topics()) {
        const { status, html } = await visitor.get(`/help/${topic}`);
        expect([status, html.match(/<h1/g)?.length]).toEqual([200, 1]);
        const hrefs = [...html.matchAll(/<article[\s\S]*<\/article>/g)]
          .flatMap(([article]) => [...article.matchAll(/(?:href|src)="(\/[^"#]*)/g)])
          .map(([, href = '']) => href);
        for (const href of new Set(hrefs)) expect((await visitor.get(href)).status, href).toBe(200);
      }
    },
  );

  it('has nothing beside its guides and pictures', async () => {
    const visitor = openVisitor(house.url);
    for (const path of [
      '/help/nothing',
      '/help/..%2fpackage',
      '/help/img/..%2f..%2fmain.png',
      '/help/img/x.png',
    ]) {
      expect((await visitor.get(path)).status, path).toBe(404);
    }
  });

  it('shows a long guide on several pages, and every link to a section leads to the page that has it', async () => {
    const chapters = Array.from({ length: 5 }, (_, n) => `## Chapter ${n}\n\n${'word '.repeat(700)}\n`);
    const { sections, parts } = readGuide(`# Long\n\nSee [it](#chapter-4).\n\n${chapters.join('\n')}`);
    const [first] = parts as [GuidePart];
    expect(parts.map((part) => part.sections.length)).toEqual([2, 2, 1]);
    expect(parts.flatMap((part) => part.sections)).toEqual(sections);
    for (const { body } of parts) expect(renderToString(body).match(/<h1/g)).toHaveLength(1);
    expect(renderToString(first.body)).toContain('href="?at=chapter-4#chapter-4"');

    const visitor = openVisitor(house.url);
    for (const topic of topics()) {
      const guide = readGuide(findDocument(topic, 'en') ?? '');
      for (const section of guide.sections) {
        const anchor = anchorOf(section);
        const { html } = await visitor.get(`/help/${topic}?at=${encodeURIComponent(anchor)}`);
        expect(html, `${topic}#${anchor}`).toContain(`<h2 id="${anchor}"`);
      }
      expect((await visitor.get(`/help/${topic}?part=${guide.parts.length + 1}`)).status).toBe(404);
    }
  });

  it('breaks Japanese lines without a space, and keeps the one between words', () => {
    const [part] = readGuide('# A\n\n届きます。\n次の行に (one\ntwo) が\nあります。\n').parts as [GuidePart];
    expect(textOf(renderToString(part.body))).toContain('届きます。次の行に (one two) があります。');
  });

  it('lets no text of a guide become markup', () => {
    const [part] = readGuide(
      '# A <b> & c\n\n<script>alert(1)</script>\n\n`<i>` [x](javascript:alert(2)) ![y](http://evil.example/z.png)\n\n| a <u> |\n|---|\n| <s> |\n',
    ).parts as [GuidePart];
    const html = renderToString(part.body);
    expect(html).not.toMatch(/<(script|b|i|u|s|img|a)\b/);
    expect(textOf(html)).toContain('A <b> & c');
    expect(textOf(html)).toContain('<script>alert(1)</script>');
  });
});
