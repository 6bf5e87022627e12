// Takes the pictures of the documents, from the real pages with real mail. With SEKISHO_PICTURES=1 (`npm run pictures`) they are written
// to src/docs/img; otherwise this shows for a third of them that they can be taken.

import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { needs } from '../needs.ts';
import { launch, openWindow, type Screen } from './browser.ts';
import { tokenIn } from './every-page.ts';
import { type House, openHouse } from './house.ts';
import { CLOSING, COMPANY, ENDED, end, OTHERS, teach } from './pictures.ts';
import { makeSmall } from './small-png.ts';

const FOLDER = resolve(import.meta.dirname, '../../src/docs/img');
const PHONE = { name: 'phone', width: 390, height: 844, scale: 2 };
const DARK = { ...PHONE, name: 'dark phone', dark: true };
const DESKTOP = { name: 'desktop', width: 1280, height: 860 };

type Ids = {
  readonly closing: MailId;
  readonly own: MailId;
  /** Of the link in the notice about `own`. */
  readonly token: string;
};

/** Another threshold, tried. */
const TRIAL = '/tuning?days=30&key=unencrypted-personal-data.approveAt&value=50';

describe.skipIf(!needs('chromium'))('the pictures of the documents', () => {
  let house: House;
  /** Without anybody in it: there the first administrator is made. */
  let empty: House;
  let browser: Browser;
  let ids: Ids;

  beforeAll(async () => {
    empty = await openHouse();
    house = await openHouse({
      notices: true,
      domain: COMPANY,
      policy: { checks: { 'confidential-marking': { words: ['CONFIDENTIAL'] } } },
    });
    await house.addUser('sato', 'approver', `k.sato@${COMPANY}`);
    await house.addUser('admin', 'admin', null);
    for (const name of ['kenji.ito', 'hanako.yamada'])
      await house.addUser(name, 'sender', `${name}@${COMPANY}`);
    await teach(house);
    const closing = await house.accept(CLOSING);
    house.wait(95);
    const [own = closing] = await Promise.all(OTHERS.map((mail) => house.accept(mail)));
    const notices = await house.notices();
    const token = tokenIn(notices.find(({ mail }) => mail.about === own)?.text ?? '');
    ids = { closing, own, token };
    for (const mail of ENDED) await end(house, mail);
    house.wait(187);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await empty?.close();
  });

  const cookies = new Map<string, string>();
  async function cookieOf(user: string): Promise<string> {
    const known = cookies.get(user) ?? (await house.signIn(user)).cookies.get('sekisho') ?? '';
    cookies.set(user, known);
    return known;
  }

  /** What has to be pressed first, and where the page stands. */
  type Shot = readonly [
    name: string,
    screen: Screen,
    language: 'en' | 'ja',
    user: string | null,
    path: (ids: Ids) => string,
    press?: string,
  ];
  const mailOf = ({ closing: id }: Ids) => `/held/${id}`;
  const ownOf = ({ own: id }: Ids) => `/held/${id}`;
  const SHOTS: readonly Shot[] = [
    ['held-phone', PHONE, 'en', 'sato', mailOf],
    ['held-phone.ja', PHONE, 'ja', 'sato', mailOf],
    ['held-phone-dark', DARK, 'en', 'sato', mailOf],
    ['held-desktop', DESKTOP, 'en', 'sato', mailOf],
    ['held-desktop.ja', DESKTOP, 'ja', 'sato', mailOf],
    ['return-phone', PHONE, 'en', 'sato', mailOf, '.choice.return > summary'],
    ['confirm-phone', PHONE, 'en', 'kenji.ito', ownOf, '.choice.release > summary'],
    ['confirm-phone.ja', PHONE, 'ja', 'kenji.ito', ownOf, '.choice.release > summary'],
    ['repair-desktop', DESKTOP, 'en', 'hanako.yamada', (ids) => `${mailOf(ids)}/repair`],
    ['link-phone', PHONE, 'en', null, ({ token }) => `/confirm/${token}`],
    ['link-phone.ja', PHONE, 'ja', null, ({ token }) => `/confirm/${token}`],
    [
      'preview-desktop',
      DESKTOP,
      'en',
      'hanako.yamada',
      (ids) => `${mailOf(ids)}/repair`,
      '.repair > button[type=submit]',
    ],
    ['recipients-phone', PHONE, 'en', 'sato', (ids) => `${mailOf(ids)}/recipients`],
    ['reasons-phone', PHONE, 'en', 'sato', (ids) => `${mailOf(ids)}/reasons`],
    ['setup-phone', PHONE, 'en', null, () => '/setup/x'],
    ['list-phone', PHONE, 'en', 'sato', () => '/held'],
    ['list-phone.ja', PHONE, 'ja', 'sato', () => '/held'],
    ['list-desktop', DESKTOP, 'en', 'sato', () => '/held'],
    ['list-desktop.ja', DESKTOP, 'ja', 'sato', () => '/held'],
    ['search-desktop', DESKTOP, 'en', 'sato', () => '/held?q=reason%3Afirst', '.operators > summary'],
    [
      'several-desktop',
      DESKTOP,
      'en',
      'sato',
      ({ own, closing: id }) => `/held/several?do=return&id=${own}&id=${id}`,
    ],
    ['recent-desktop', DESKTOP, 'en', 'sato', () => '/recent'],
    ['sign-in-phone', PHONE, 'en', null, () => '/sign-in'],
    ['account-desktop', DESKTOP, 'en', 'sato', () => '/account'],
    ['people-desktop', DESKTOP, 'en', 'admin', () => '/people'],
    ['audit-desktop', DESKTOP, 'en', 'admin', () => '/audit'],
    ['audit-phone.ja', PHONE, 'ja', 'admin', () => '/audit'],
    ['incident-desktop', DESKTOP, 'en', 'admin', (ids) => `${mailOf(ids)}/incident`],
    ['incident-phone.ja', PHONE, 'ja', 'admin', (ids) => `${mailOf(ids)}/incident`],
    ['tuning-desktop', DESKTOP, 'en', 'admin', () => '/tuning?days=30'],
    ['tuning-trial-desktop', DESKTOP, 'en', 'admin', () => TRIAL],
    ['tuning-trial-phone.ja', PHONE, 'ja', 'admin', () => TRIAL],
    ['policy-desktop', DESKTOP, 'en', 'admin', () => '/policy'],
    ['policy-edit-phone.ja', PHONE, 'ja', 'admin', () => '/policy/edit'],
    ['dashboard-desktop', DESKTOP, 'en', 'admin', () => '/dashboard'],
    ['dashboard-phone.ja', PHONE, 'ja', 'admin', () => '/dashboard'],
    ['help-desktop', DESKTOP, 'en', 'sato', () => '/help'],
    ['help-phone.ja', PHONE, 'ja', 'sato', () => '/help'],
  ];

  const isAll = process.env.SEKISHO_PICTURES === '1';
  const taken = SHOTS.filter((_, n) => isAll || n % 3 === 0);
  it.each(taken.map((shot) => ({ name: shot[0], shot })))('$name', async ({ shot }) => {
    const [name, screen, language, user, path, press] = shot;
    const cookie = user === null ? '' : await cookieOf(user);
    const context = await openWindow(browser, { url: house.url, cookie, language }, screen);
    const page = await context.newPage();
    await page.goto(`${path(ids).startsWith('/setup') ? empty.url : house.url}${path(ids)}`);
    if (press !== undefined) await page.click(press);
    // What was pressed may have led to another page.
    await page.waitForLoadState();
    const screenshot = await page.screenshot();
    expect(screenshot.length).toBeGreaterThan(6_000);
    if (isAll) {
      const picture = makeSmall(screenshot);
      expect(picture.length).toBeLessThanOrEqual(150_000);
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(resolve(FOLDER, `${name}.png`), picture);
    }
    await context.close();
  });
});
