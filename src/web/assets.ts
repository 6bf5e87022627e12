// The files that pages load besides themselves: the style sheet, put together from its parts, the icon, and the script
// of the list. Read once. Their version stands in the link, so that browsers may keep them.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileOf } from '../program-files.ts';

export type Asset = {
  readonly text: string;
  /** The same, compressed once: nothing secret is in it, which could be guessed from its length. */
  readonly gzipped: Buffer;
  readonly type: string;
  readonly href: string;
};

const STYLE_PARTS = [
  'base',
  'frame',
  'controls',
  'words',
  'lists',
  'search',
  'mail',
  'decision',
  'repair',
  'help',
] as const;

const read = (name: string) => readFileSync(fileOf(`web/assets/${name}`), 'utf8');

/** Without comments and indentation: a third less to send. */
const squeeze = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1');

const SOURCES = {
  'style.css': {
    type: 'text/css; charset=utf-8',
    load: () => squeeze(STYLE_PARTS.map((part) => read(`${part}.css`)).join('\n')),
  },
  /** Of the pages of those who tune: nobody else loads it. */
  'tuning.css': { type: 'text/css; charset=utf-8', load: () => squeeze(read('tuning.css')) },
  /** Of the audit and of incidents. */
  'audit.css': { type: 'text/css; charset=utf-8', load: () => squeeze(read('audit.css')) },
  'live.js': { type: 'text/javascript; charset=utf-8', load: () => read('live.js') },
  'icon.svg': { type: 'image/svg+xml', load: () => read('icon.svg') },
} as const;

export type AssetName = keyof typeof SOURCES;

const loaded = new Map<AssetName, Asset>();

export function asset(name: AssetName): Asset {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const { type, load } = SOURCES[name];
  const text = load();
  const version = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const made: Asset = { text, gzipped: gzipSync(text), type, href: `/${name}?v=${version}` };
  loaded.set(name, made);
  return made;
}
