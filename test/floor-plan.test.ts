// The floor plan of the README: arrows point down only, siblings never import each other, guard/ stays pure.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** What each room may import of the others. `*` = everything below main. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  guard: [],
  attachment: ['guard', 'program-files.ts'],
  message: ['guard', 'attachment'],
  store: ['guard', 'program-files.ts'],
  relay: ['guard', 'attachment', 'message', 'store', 'program-files.ts'],
  smtp: ['guard', 'attachment', 'message', 'store', 'relay', 'log.ts', 'metrics.ts'],
  web: [
    ...['docs', 'guard', 'attachment', 'message', 'store', 'relay'],
    ...['log.ts', 'metrics.ts', 'program-files.ts'],
  ],
  notify: ['guard', 'attachment', 'message', 'store', 'relay', 'log.ts', 'metrics.ts'],
  docs: ['guard', 'program-files.ts'],
  directory: ['guard', 'store', 'relay'],
};
const COMPOSERS =
  /^(main\.ts|serve\.ts|build\.ts|bundle\.ts|program-files\.ts|closers\.ts|process-identity\.ts|config[\w-]*\.ts|log\.ts|metrics\.ts|version\.ts|cli|config)$/;
const PURE = new Set(['zod', 'tldts', 'node:url']);

type Import = { readonly from: string; readonly to: string };

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
  );
  return [...found].map((match) => ({
    from: relative(SRC, file),
    to: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

const roomOf = (path: string) => path.split('/')[0] ?? '';

const ALL = sourceFiles(SRC).flatMap(importsOf);

describe('the floor plan', () => {
  it('lets arrows point down only, and siblings never import each other', () => {
    const wrong = ALL.filter(({ from, to }) => {
      const room = roomOf(from);
      if (!to.startsWith('.') || COMPOSERS.test(room)) return false;
      const target = roomOf(relative(SRC, resolve(SRC, dirname(from), to)));
      return target !== room && !(MAY[room] ?? []).includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('knows every room', () => {
    const rooms = [...new Set(ALL.map(({ from }) => roomOf(from)))];
    expect(rooms.filter((room) => !(room in MAY) && !COMPOSERS.test(room))).toEqual([]);
  });

  it('keeps guard/ pure: only pure libraries, no clock, random, input or output', () => {
    const foreign = ALL.filter(
      ({ from, to }) => roomOf(from) === 'guard' && !to.startsWith('.') && !PURE.has(to),
    );
    expect(foreign).toEqual([]);
    const impure = sourceFiles(join(SRC, 'guard')).filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|\bconsole\.|\bprocess\.|\bfetch\(|setTimeout\(/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(impure.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('opens sockets to the next hop in one place only', () => {
    const opens = ALL.filter(
      ({ to }) => /^nodemailer\/.*smtp-connection/.test(to) || to === 'node:net' || to === 'node:tls',
    );
    const allowed = opens.filter(({ from }) => /^(smtp|cli)\//.test(from) || from === 'serve.ts');
    expect(opens.filter((use) => !allowed.includes(use))).toEqual([]);
  });

  it('renders pages nowhere but in web/', () => {
    expect(
      sourceFiles(SRC).filter((file) => file.endsWith('.tsx') && !relative(SRC, file).startsWith('web/')),
    ).toEqual([]);
  });
});
