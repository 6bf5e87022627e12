// For every held mail of the corpora the page shows the sentence of each finding and every piece of its evidence, in both
// languages; and of a mail with up to three reasons, a phone shows who, how many and why without scrolling.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeText } from '../../src/guard/sentences/places.ts';
import { sentenceOf } from '../../src/guard/sentences.ts';
import { asksToHold } from '../../src/guard/verdict.ts';
import type { MailDetail } from '../../src/store/store.ts';
import { showLine } from '../../src/web/shown.ts';
import { needs } from '../needs.ts';
import { launch, openWindow, PHONE } from './browser.ts';
import { type CorpusHold, corpusHolds } from './corpus-holds.ts';
import { type House, openHouse } from './house.ts';
import { textOf, type Visitor } from './visitor.ts';

const LANGUAGES = ['en', 'ja'] as const;
const MOST_AT_A_GLANCE = 3;

const plain = (text: string) => text.replace(/\s/g, '');

async function visitorIn(language: 'en' | 'ja'): Promise<Visitor> {
  const visitor = await house.signIn('root', language);
  visitor.cookies.set('sekisho-language', language);
  return visitor;
}

async function shownOn(visitor: Visitor, path: string): Promise<string> {
  const { html } = await visitor.get(path);
  return plain(textOf(html.replace(/<\/?(?:b|bdi|mark|span)\b[^>]*>/g, '')));
}

/** What neither the page of the mail nor, where it says that there is more, the page of its reasons shows. */
async function missingOn(visitor: Visitor, language: 'en' | 'ja', { mail, verdict }: MailDetail) {
  const findings = verdict?.findings ?? [];
  const sentences = findings.map((finding) => sentenceOf(finding, language).sentence);
  const evidence = findings.flatMap((finding) =>
    finding.evidence.map(({ kind, value }) => (kind === 'place' ? placeText(value, language) : value)),
  );
  const lacking = (texts: readonly string[], shown: string) =>
    texts.filter((text) => text !== 'body' && !shown.includes(plain(showLine(text, 1000))));
  const shown = await shownOn(visitor, `/held/${mail.id}`);
  const further = lacking(evidence, shown);
  const all = [];
  for (let n = 1; further.length > 0 && n <= Math.ceil(findings.length / 4); n += 1)
    all.push(await shownOn(visitor, `/held/${mail.id}/reasons?page=${n}`));
  return [...lacking(sentences, shown), ...lacking(further, all.join('\n'))];
}

const reasonsOf = ({ verdict }: MailDetail) => (verdict?.findings ?? []).filter(asksToHold).length;

/** Where the last of who, how many and why ends, and where the bar with the buttons begins. */
const GLANCE = `[
  Math.max(...[...document.querySelectorAll('.summary, .reasons > .finding > summary > :is(.label, .sentence)')]
    .map((line) => line.getBoundingClientRect().bottom)),
  document.querySelector('.decide').getBoundingClientRect().top,
]`;

async function isSeenAtAGlance(page: Page, { detail }: CorpusHold): Promise<boolean> {
  await page.goto(`${house.url}/held/${detail.mail.id}`, { waitUntil: 'domcontentloaded' });
  const [end, bar] = await page.evaluate<[number, number]>(GLANCE);
  return end <= bar;
}

/** Everything is gathered in one walk, for the rules and the clock of a case are those of the house while it is looked at. */
async function lookAt(holds: readonly CorpusHold[], language: 'en' | 'ja'): Promise<void> {
  const visitor = await visitorIn(language);
  for (const { name, detail } of holds)
    for (const text of await missingOn(visitor, language, detail))
      missing.push(`${name} (${language}): ${text}`);
  const few = holds.filter(({ detail }) => reasonsOf(detail) <= MOST_AT_A_GLANCE);
  if (browser === null || few.length === 0) return;
  const cookie = visitor.cookies.get('sekisho') ?? '';
  const context = await openWindow(browser, { url: house.url, cookie, language }, PHONE);
  const page = await context.newPage();
  for (const hold of few) if (!(await isSeenAtAGlance(page, hold))) unseen.push(`${hold.name} (${language})`);
  await context.close();
  glanced += few.length;
}

let house: House;
let browser: Browser | null = null;
const missing: string[] = [];
const unseen: string[] = [];
let held = 0;
let glanced = 0;

beforeAll(async () => {
  house = await openHouse();
  await house.addUser('root', 'admin', null);
  if (needs('chromium')) browser = await launch();
  for await (const holds of corpusHolds(house)) {
    for (const language of holds.length === 0 ? [] : LANGUAGES) await lookAt(holds, language);
    held += holds.length;
  }
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

it('every held mail shows the sentence and the evidence of each finding, in both languages', () => {
  expect(missing).toEqual([]);
  expect(held).toBeGreaterThan(0);
});

it.skipIf(!needs('chromium'))(
  'of a held mail with up to three reasons, a phone shows who, how many and why without scrolling',
  () => {
    expect(unseen).toEqual([]);
    expect(glanced).toBeGreaterThan(0);
  },
);
