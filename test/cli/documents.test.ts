// The guides: the same topics in both languages, every link of the README leads somewhere, every check is explained.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/schema.ts';
import { findCheckText } from '../../src/docs/documents.ts';
import { CHECK_IDS } from '../../src/guard/checks-list.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const topicsOf = (language: string) => readdirSync(join(ROOT, 'src/docs', language)).sort();

describe('the guides', () => {
  it('have the same topics in both languages', () => {
    expect(topicsOf('ja')).toEqual(topicsOf('en'));
  });

  it.each(['README.md', 'README.ja.md'])('are where %s says they are', (readme) => {
    const links = [...readFileSync(join(ROOT, readme), 'utf8').matchAll(/\]\(([\w./-]+)\)/g)];
    const missing = links.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  it.each(['en', 'ja'])('show configurations that the relay takes (%s)', (language) => {
    const folder = join(ROOT, 'src/docs', language);
    const blocks = topicsOf(language).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^ *```yaml\n([\s\S]*?)^ *```/gm)].map(
        ([, text = '']) => [name, text] as const,
      ),
    );
    expect(blocks.length).toBeGreaterThan(4);
    const needed = { organization: { domains: ['corp.example'] }, nextHop: { host: '127.0.0.1' } };
    for (const [name, text] of blocks) {
      const parsed = configSchema.safeParse({ ...needed, ...(parse(text) as object) });
      expect([name, parsed.error?.issues]).toEqual([name, undefined]);
    }
  });

  it.each(['en', 'ja'])('link to guides that are there (%s)', (language) => {
    const folder = join(ROOT, 'src/docs', language);
    const links = topicsOf(language).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, to = '']) => to),
    );
    expect(links.filter((to) => !existsSync(join(folder, to)))).toEqual([]);
  });

  it.each(['en', 'ja'] as const)('explain every check (%s)', (language) => {
    expect(CHECK_IDS.filter((check) => findCheckText(check, language) === null)).toEqual([]);
  });
});
