// Takes the pictures of the documents, from the real pages with real mail. With SEKISHO_PICTURES=1 they are written to
// src/docs/img; otherwise this only shows that they can be taken and are small.

import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { launch, openWindow } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { CLOSING, COMPANY, OTHERS, teach } from './pictures.ts';
import { makeSmall } from './small-png.ts';

const FOLDER = resolve(import.meta.dirname, '../../src/docs/img');
const PHONE = { name: 'phone', width: 390, height: 844, scale: 2 };
const DESKTOP = { name: 'desktop', width: 1280, height: 860 };

describe.skipIf(!needs('chromium'))('the pictures of the documents', () => {
  let house: House;
  let browser: Browser;
  let closing: string;

  beforeAll(async () => {
    house = await openHouse({
      domain: COMPANY,
      policy: { checks: { 'confidential-marking': { words: ['CONFIDENTIAL'] } } },
    });
    await house.addUser('sato', 'approver', `k.sato@${COMPANY}`);
    await teach(house);
    closing = await house.accept(CLOSING);
    house.wait(95);
    for (const mail of OTHERS) await house.accept(mail);
    house.wait(187);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it.each([
    ['held-phone', PHONE, 'en', 'mail'],
    ['held-phone.ja', PHONE, 'ja', 'mail'],
    ['held-desktop', DESKTOP, 'en', 'mail'],
    ['list-phone', PHONE, 'en', 'list'],
  ] as const)('%s', async (name, screen, language, what) => {
    const cookie = (await house.signIn('sato')).cookies.get('sekisho') ?? '';
    const context = await openWindow(browser, { url: house.url, cookie, language }, screen);
    const page = await context.newPage();
    await page.goto(`${house.url}/held${what === 'mail' ? `/${closing}` : ''}`);
    const picture = makeSmall(await page.screenshot());
    expect(picture.length).toBeGreaterThan(20_000);
    expect(picture.length).toBeLessThanOrEqual(150_000);
    if (process.env.SEKISHO_PICTURES === '1') {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(resolve(FOLDER, `${name}.png`), picture);
    }
    await context.close();
  });
});
