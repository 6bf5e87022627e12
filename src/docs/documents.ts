// The guides under docs/{en,ja}: the same files as the pages show under /help.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Language } from '../guard/sentences.ts';
import { fileOf } from '../program-files.ts';

const folderOf = (language: Language) => fileOf(`docs/${language}/`);

/** Topics that have a guide. */
export function topics(): readonly string[] {
  return readdirSync(folderOf('en'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length));
}

/** The guide in Markdown, in English where there is no other; null when there is no such topic. */
export function findDocument(topic: string, language: Language): string | null {
  if (!topics().includes(topic)) return null;
  const own = new URL(`${topic}.md`, folderOf(language));
  return readFileSync(existsSync(own) ? own : new URL(`${topic}.md`, folderOf('en')), 'utf8');
}

/** The paragraph of the guide to the checks that begins with the name of this one; null when there is none. */
export function findCheckText(check: string, language: Language): string | null {
  const paragraphs = (findDocument('checks', language) ?? '').split(/\n{2,}/);
  return paragraphs.find((text) => firstNames(text).includes(check)) ?? null;
}

/** The names in bold at the beginning of a paragraph: `**a**, **b**: …`. */
function firstNames(paragraph: string): readonly string[] {
  const head = /^(?:\*\*[\w-]+\*\*[,、\s]*)+/.exec(paragraph)?.[0] ?? '';
  return [...head.matchAll(/\*\*([\w-]+)\*\*/g)].map(([, name = '']) => name);
}

/** A picture of the guides (PNG) by its file name; null when there is none. */
export function findPicture(name: string): Uint8Array | null {
  if (!/^[\w-]+(\.ja)?\.png$/.test(name)) return null;
  const file = fileOf(`docs/img/${name}`);
  return existsSync(file) ? readFileSync(file) : null;
}
