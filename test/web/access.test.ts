// Every page, in both languages, light and dark, large and small: nothing that axe-core objects to (WCAG 2.2 A and AA),
// at most three requests and 30 KB to load it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { needs } from '../needs.ts';
import { launch, openWindow, SCREENS, type Screen } from './browser.ts';
import { EVERY_PAGE, tokenIn } from './every-page.ts';
import { type House, openHouse } from './house.ts';
import { firstContact, hostile, winterClosing } from './mails.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the dark everything but the colours is as it was in the light. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const askFor = (
  rules: object,
) => `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`;
const UNFOLD = "for (const fold of document.querySelectorAll('main details:not(.choice)')) fold.open = true";

const isLong = process.env.SEKISHO_LONG === '1';

const [DESKTOP, PHONE] = SCREENS as [Screen, Screen];

describe.skipIf(!needs('chromium'))('every page', () => {
  let house: House;
  let browser: Browser;
  /** Without anybody in it: there the first administrator is made. */
  let empty: House;
  let paths: readonly (readonly [user: string | null, path: string])[];

  beforeAll(async () => {
    empty = await openHouse();
    house = await openHouse({ notices: true });
    await house.addUser('root', 'admin');
    await house.addUser('yamada', 'sender');
    const winter = await house.accept(winterClosing());
    const wild = await house.accept(hostile());
    const own = await house.accept(firstContact('yamada@corp.example', 'My own plan'));
    for (let n = 0; n < 26; n += 1) await house.accept(firstContact('ann@corp.example', `Plan ${n}`));
    const ended = await house.accept(firstContact('ann@corp.example', 'Returned'));
    await end(ended);
    browser = await launch();
    const contents = {
      ids: [winter],
      tokens: (await house.notices())
        .filter(({ mail }) => mail.about === own)
        .map(({ text }) => tokenIn(text)),
    };
    paths = [
      ...EVERY_PAGE.flatMap(({ isSigned, paths: of }) =>
        of(contents).map((path) => [isSigned ? 'root' : null, path] as const),
      ),
      ['root', '/held?q=form:yamada'],
      ['root', `/held/${wild}`],
      ['root', `/held/${ended}`],
      ['root', `/held/${wild}/repair`],
      ['root', '/nothing'],
      ['yamada', '/held'],
      ['yamada', `/held/${own}`],
    ];
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await empty?.close();
  });

  async function end(id: MailId): Promise<void> {
    const root = await house.signIn('root');
    const path = `/held/${id}/decision`;
    await root.get(`/held/${id}`);
    await root.post(path, { ...root.hiddenFields(path), decision: 'return' });
  }

  /** A browser in which they have signed in. */
  async function open(user: string | null, language: 'en' | 'ja', screen: Screen): Promise<Page> {
    const cookie = user === null ? '' : ((await house.signIn(user)).cookies.get('sekisho') ?? '');
    return (await openWindow(browser, { url: house.url, cookie, language }, screen)).newPage();
  }

  /** What a page takes to load, and what axe objects to. */
  async function look(page: Page, url: string, isInTheDark: boolean) {
    const loaded: Promise<number>[] = [];
    const count = async (path: string, sizes: Promise<{ responseBodySize: number }>) => {
      // A stream has no size, and the pictures of a guide come when they are scrolled to.
      if (path.endsWith('/held/live') || path.endsWith('.png')) return;
      loaded.push(sizes.then(({ responseBodySize }) => responseBodySize));
    };
    const onFinished = (request: { url(): string; sizes(): Promise<{ responseBodySize: number }> }) =>
      void count(new URL(request.url()).pathname, request.sizes());
    page.on('requestfinished', onFinished);
    await page.goto(url);
    page.off('requestfinished', onFinished);
    const sizes = await Promise.all(loaded);
    await page.evaluate(UNFOLD);
    await page.evaluate(AXE);
    const inTheLight = await page.evaluate<string[]>(askFor(RULES));
    await page.emulateMedia({ colorScheme: 'dark' });
    const inTheDark = isInTheDark ? await page.evaluate<string[]>(askFor(COLOURS)) : [];
    await page.emulateMedia({ colorScheme: 'light' });
    return {
      violations: [...inTheLight, ...inTheDark],
      requests: sizes.length,
      octets: sizes.reduce((a, b) => a + b, 0),
    };
  }

  it.each([
    { language: 'en', screen: DESKTOP },
    { language: 'ja', screen: PHONE },
  ] as const)(
    'is open to everybody and light ($language, $screen.name)',
    async ({ language, screen }) => {
      const contexts = new Map<string | null, Page>();
      // The guides are alike but for their text: in passing some of them, once. Colours are those of one style sheet.
      const guides = paths.map(([, path]) => path).filter((path) => path.startsWith('/help/'));
      const some = new Set(guides.filter((_, n) => isLong || n % 8 === 0));
      const isLookedAt = (path: string) =>
        !path.startsWith('/help/') || (screen === DESKTOP && some.has(path));
      for (const [n, [user, path]] of paths.filter(([, one]) => isLookedAt(one)).entries()) {
        const isInTheDark = isLong || (screen === DESKTOP && n % 3 === 0);
        const page = contexts.get(user) ?? (await open(user, language, screen));
        contexts.set(user, page);
        const { url } = path.startsWith('/setup') ? empty : house;
        const { violations, requests, octets } = await look(page, url + path, isInTheDark);
        expect.soft(violations, `${path} (${user})`).toEqual([]);
        expect.soft(requests, `requests of ${path}`).toBeLessThanOrEqual(3);
        expect.soft(octets, `octets of ${path}`).toBeLessThanOrEqual(30_000);
      }
      for (const page of contexts.values()) await page.context().close();
    },
    180_000,
  );
});
