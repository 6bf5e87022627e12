// Debian's Chromium without its windows, which costs half as much, for tests and screenshots; and a watch over everything
// a page does that it should not.

import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium-headless-shell';

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type Screen = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly scale?: number;
};

export const SCREENS: readonly Screen[] = [
  { name: 'desktop', width: 1280, height: 860 },
  { name: 'phone', width: 390, height: 844 },
  { name: 'narrow phone', width: 320, height: 640 },
  { name: 'dark phone', width: 390, height: 844, dark: true },
];

/** What a reviewer's phone shows. */
export const PHONE: Screen = { name: 'phone', width: 390, height: 844 };

export type Session = { readonly url: string; readonly cookie: string; readonly language: 'ja' | 'en' };

/** A window of a browser that has this session; `script: false` turns JavaScript off. */
export async function openWindow(
  browser: Browser,
  { url, cookie, language }: Session,
  { width, height, dark = false, scale = 1 }: Screen,
  script = true,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    locale: language,
  });
  await context.addCookies([
    { url, name: 'sekisho', value: cookie },
    { url, name: 'sekisho-language', value: language },
  ]);
  return context;
}

/** Collects dialogs, complaints of the content security policy, script errors and requests to other origins. */
export function watch(page: Page, origin: string): readonly string[] {
  const wrongs: string[] = [];
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) wrongs.push(`request: ${request.url()}`);
  });
  return wrongs;
}
