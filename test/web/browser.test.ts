// The pages in a real browser: hostile mail does nothing on any screen, what matters is seen without scrolling, and
// every decision works with JavaScript off.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { needs } from '../needs.ts';
import { launch, openWindow, SCREENS, type Session, watch } from './browser.ts';
import { type House, openHouse, PASSWORD } from './house.ts';
import { firstContact, hostile, MARKUP, winterClosing } from './mails.ts';

/** Text and outline of what has the focus; nothing when that is the page itself. */
const FOCUSED = `(({ activeElement: at, body }) => {
  if (at === null || at === body) return ['', ''];
  return [at.textContent.trim().slice(0, 20), getComputedStyle(at).outlineStyle];
})(document)`;

const UNFOLD = "for (const fold of document.querySelectorAll('main details:not(.choice)')) fold.open = true";
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Where the summary line and the first three reasons end, and where the bar with the buttons is. */
const GLANCE = `({
  ends: [...document.querySelectorAll('.summary, .reasons > .finding:nth-of-type(-n+3) > summary > :is(.label, .sentence)')]
    .map((seen) => seen.getBoundingClientRect().bottom),
  bar: document.querySelector('.decide').getBoundingClientRect().toJSON(),
})`;

/** What is tapped and less than 44 CSS pixels high. */
const SMALL_TARGETS = `[...document.querySelectorAll('.top a, summary, .button')]
  .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 43.9)
  .map((target) => target.textContent.trim().slice(0, 30))`;

const ROW_TOPS = `[...document.querySelectorAll('.mails > li')].map((row) => row.getBoundingClientRect().top)`;

const BUTTON_ENDS = `[...document.querySelectorAll('.choice > summary')]
  .map((button) => button.getBoundingClientRect().bottom)`;

const PHONE = { name: 'phone', width: 390, height: 844 };

describe.skipIf(!needs('chromium'))('in a browser', () => {
  let house: House;
  let browser: Browser;
  let winter: MailId;
  let wild: MailId;

  beforeAll(async () => {
    house = await openHouse({
      policy: { checks: { 'confidential-marking': { words: ['社外秘'] } } },
      web: { livePollMs: 50 },
    });
    await house.addUser('boss', 'approver');
    await house.addUser('root', 'admin', null);
    browser = await launch();
    winter = await house.accept(winterClosing());
    wild = await house.accept(hostile());
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function session(language: 'ja' | 'en' = 'en', user = 'boss'): Promise<Session> {
    const visitor = await house.signIn(user);
    return { url: house.url, cookie: visitor.cookies.get('sekisho') ?? '', language };
  }

  it.each(SCREENS)(
    'hostile mail opens no dialog, breaks no policy and calls nobody ($name)',
    async (screen) => {
      const context = await openWindow(browser, await session('en', 'root'), screen);
      const page = await context.newPage();
      const wrongs = watch(page, house.url);
      for (const path of [
        '/held',
        `/held/${wild}`,
        `/held?q=%3Cscript%3E`,
        '/recent',
        '/nothing',
        `/held/${winter}`,
        `/held/${wild}/repair`,
        `/held/several?do=return&id=${wild}`,
        '/account',
        '/people',
        '/audit',
        `/audit?${new URLSearchParams({ actor: MARKUP })}`,
        `/held/${wild}/incident`,
        '/policy',
        '/policy/edit',
        '/dashboard',
        '/help',
      ]) {
        await page.goto(house.url + path);
        await page.evaluate(UNFOLD);
        expect(await page.evaluate(OVERFLOW), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      }
      // The page that is not there answers 404, which the browser notes.
      expect(wrongs.filter((wrong) => !/status of 404/.test(wrong))).toEqual([]);
      await context.close();
    },
  );

  it.each(['en', 'ja'] as const)(
    'who, why and how many stand on a phone without scrolling (%s)',
    async (language) => {
      const context = await openWindow(browser, await session(language), PHONE);
      const page = await context.newPage();
      await page.goto(`${house.url}/held/${winter}`);
      const { ends, bar } = await page.evaluate<{ ends: number[]; bar: { top: number; bottom: number } }>(
        GLANCE,
      );
      expect(ends).toHaveLength(7);
      expect(Math.max(...ends)).toBeLessThanOrEqual(bar.top);
      expect(bar.bottom).toBeCloseTo(PHONE.height, 0);
      await context.close();
    },
  );

  it.each(SCREENS)(
    'what is tapped is large enough, and the decision is always in reach ($name)',
    async (screen) => {
      const context = await openWindow(browser, await session(), screen);
      const page = await context.newPage();
      await page.goto(`${house.url}/held/${winter}`);
      expect(await page.evaluate(SMALL_TARGETS)).toEqual([]);
      for (const scrolled of [0, 100_000]) {
        const ends = await page.evaluate<number[]>(`scrollTo(0, ${scrolled}), ${BUTTON_ENDS}`);
        expect(ends).toHaveLength(2);
        expect(Math.max(...ends)).toBeLessThan(screen.height);
      }
      await context.close();
    },
  );

  it('an open list tells what is new and what others have decided, and no row moves', async () => {
    const first = await house.accept(firstContact('ann@corp.example', 'Decided by another'));
    const context = await openWindow(browser, await session(), PHONE);
    const page = await context.newPage();
    const wrongs = watch(page, house.url);
    await page.goto(`${house.url}/held`);
    const before = await page.evaluate<number[]>(ROW_TOPS);
    house.wait(1);
    await house.accept(firstContact('ann@corp.example', 'Just arrived'));
    await page.getByRole('link', { name: 'Show 1 new' }).waitFor();
    const other = await house.signIn('boss');
    await other.get(`/held/${first}`);
    const path = `/held/${first}/decision`;
    await other.post(path, { ...other.hiddenFields(path), decision: 'return' });
    await page.locator(`#${first}.ended`).waitFor();
    expect(await page.evaluate<number[]>(ROW_TOPS)).toEqual(before);
    expect(await page.locator(`#${first} .status`).textContent()).toBe('Decided meanwhile');
    await page.getByRole('link', { name: 'Show 1 new' }).click();
    await page.getByRole('link', { name: 'Just arrived' }).waitFor();
    expect(await page.getByRole('link', { name: 'Decided by another' }).count()).toBe(0);
    expect(wrongs).toEqual([]);
    await context.close();
  });

  it('signs in, returns one mail and sends another with JavaScript off', async () => {
    const [back, out] = [
      await house.accept(firstContact('ann@corp.example', 'To be returned')),
      await house.accept(firstContact('ann@corp.example', 'To be sent')),
    ];
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${house.url}/held/${back}`);
    await page.getByLabel('Name').fill('boss');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Return…').click();
    await page.getByLabel('Encrypt the attachment').check();
    await page.getByLabel('Comment').fill('Please with a password');
    await page.getByRole('button', { name: 'Return to the sender' }).click();
    await page.getByText('Returned to the sender by boss').waitFor();
    expect((await house.store.findMail(back))?.mail.comment).toBe(
      'Encrypt the attachment\nPlease with a password',
    );

    await page.getByRole('link', { name: 'Held', exact: true }).click();
    await page.getByRole('link', { name: 'To be sent' }).click();
    await page.getByText('Send…').click();
    await page.getByRole('button', { name: 'Send to 1 recipient now' }).click();
    await page.getByText('Released by boss').waitFor();
    expect((await house.store.findMail(out))?.mail.state).toBe('queued');
    await context.close();
  });

  it('a sender confirms by ticking what is risky; nothing is sent before all is ticked', async () => {
    await house.addUser('yamada', 'sender');
    const id = await house.accept(firstContact('yamada@corp.example', 'My own plan'));
    const cookie = (await house.signIn('yamada')).cookies.get('sekisho') ?? '';
    const context = await openWindow(browser, { url: house.url, cookie, language: 'en' }, PHONE, false);
    const page = await context.newPage();
    await page.goto(`${house.url}/held/${id}`);
    await page.getByText('Send…').click();
    const confirm = page.getByRole('button', { name: 'Send to 1 recipient now' });
    await confirm.click();
    expect((await house.store.findMail(id))?.mail.state).toBe('held');
    await page.getByLabel('write to 1 recipient at new-client.example for the first time').check();
    await confirm.click();
    await page.getByText('Released by yamada').waitFor();
    expect((await house.store.findMail(id))?.mail.state).toBe('queued');
    await context.close();
  });

  it('a script that a mail scanner runs on the page decides nothing', async () => {
    const id = await house.accept(firstContact('ann@corp.example', 'Looked at by a scanner'));
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${house.url}/held/${id}`);
    await page.evaluate('for (const form of document.forms) form.submit()');
    await page.waitForLoadState();
    expect((await house.store.findMail(id))?.mail.state).toBe('held');
    await context.close();
  });

  it('everything is reached by the keyboard, and where one is can be seen', async () => {
    const context = await openWindow(browser, await session(), SCREENS[0] ?? PHONE);
    const page = await context.newPage();
    await page.goto(`${house.url}/held/${winter}`);
    const reached = new Set<string>();
    for (let n = 0; n < 30; n += 1) {
      await page.keyboard.press('Tab');
      const [text, outline] = await page.evaluate<[string, string]>(FOCUSED);
      if (text !== '') expect(outline, text).not.toBe('none');
      reached.add(text);
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['Skip to the page', 'Held', 'Recent', 'Return…', 'Send…']),
    );
    await context.close();
  });
});
