// The links of notices: whatever machine opens them, reads the pages and presses the buttons, nothing is decided without
// the number that stands in the notice; with it, the person whom it was sent to decides, and nobody else.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { launch, watch } from './browser.ts';
import { type House, type Notice, openHouse } from './house.ts';
import { firstContact, winterClosing } from './mails.ts';
import { openVisitor } from './visitor.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse({
    notices: true,
    policy: {
      approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }],
      holds: { approveByNumber: true },
    },
  });
});
afterAll(() => house.close());

const linkIn = ({ text }: Notice) => /^http\S+$/m.exec(text)?.[0] ?? '';
const pathIn = (notice: Notice) => new URL(linkIn(notice)).pathname;
const numberIn = ({ text }: Notice) => /(?:確認番号|Number): (\d+)$/m.exec(text)?.[1] ?? '';
const wrong = (number: string) =>
  String((Number(number) + 1) % 10 ** number.length).padStart(number.length, '0');

/** `tag` stands in its subject. */
async function noticeAbout(id: string, to: string, tag = ''): Promise<Notice> {
  const notices = await house.notices();
  const found = notices.find(
    ({ mail, to: path }) => mail.about === id && path === to && mail.subject.includes(tag),
  );
  if (found === undefined) throw new Error(`nobody told ${to} about ${id}`);
  return found;
}

async function mailOf(id: Parameters<House['store']['findMail']>[0]) {
  return (await house.store.findMail(id))?.mail;
}

let count = 0;
/** A held mail of this sender that waits for nothing but their confirmation. */
async function confirmable(from = 'ann@corp.example') {
  count += 1;
  const id = await house.accept(firstContact(from, `Plan ${count}`));
  return { id, notice: await noticeAbout(id, from) };
}

describe('The link of a notice', () => {
  it('leads to a page that says what waits and why, in the language of the browser, as often as it is opened', async () => {
    const { id, notice } = await confirmable();
    expect(numberIn(notice)).toMatch(/^\d{6}$/);
    expect(linkIn(notice)).not.toContain(numberIn(notice));
    for (const language of ['ja', 'en'] as const) {
      const visitor = openVisitor(house.url, language);
      const page = await visitor.get(pathIn(notice));
      expect(page.status).toBe(200);
      expect(page.text).toContain('Plan');
      expect(page.text).toContain(
        language === 'ja' ? '確認番号（6 桁）' : 'Number from the notice (6 digits)',
      );
      expect(page.html).not.toContain(numberIn(notice));
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('same-origin');
      expect(page.html).toContain('noindex');
    }
    const prefetch = { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' };
    for (const [method, status] of [
      ['GET', 200],
      ['HEAD', 200],
      ['OPTIONS', 404],
    ] as const) {
      const looked = await fetch(linkIn(notice), { method, headers: prefetch });
      expect([method, looked.status]).toEqual([method, status]);
    }
    expect((await mailOf(id))?.state).toBe('held');
    const visitor = openVisitor(house.url, 'en');
    const path = pathIn(notice);
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'release', number: numberIn(notice) };
    expect((await visitor.post(path, fields)).status).toBe(303);
    expect((await mailOf(id))?.state).toBe('queued');
  });

  it('sends the mail with the number, and shows afterwards what was decided', async () => {
    const { id, notice } = await confirmable();
    const visitor = openVisitor(house.url, 'en');
    const path = pathIn(notice);
    await visitor.get(path);
    const number = [...numberIn(notice)]
      .map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      .join('');
    const fields = visitor.hiddenFields(path);
    const done = await visitor.post(path, { ...fields, decision: 'release', number: ` ${number} ` });
    expect(done.status).toBe(303);
    expect(await mailOf(id)).toMatchObject({
      state: 'queued',
      decision: 'release',
      decidedBy: 'ann@corp.example',
    });
    const after = await visitor.get(path);
    expect(after.text).toContain('Released by ann@corp.example');
    const again = await visitor.post(path, { ...fields, decision: 'withdraw', number });
    expect(again.status).toBe(409);
    const told = await noticeAbout(id, 'ann@corp.example', '[Released]');
    expect(told.text).toContain('ann@corp.example');
    expect(pathIn(told)).toBe(`/held/${id}`);
  });

  it('withdraws with the number, without a session, and not without', async () => {
    const { id, notice } = await confirmable();
    const visitor = openVisitor(house.url, 'en');
    const path = pathIn(notice);
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'withdraw' };
    expect((await visitor.post(path, { ...fields, number: '' })).status).toBe(403);
    expect((await mailOf(id))?.state).toBe('held');
    expect((await visitor.post(path, { ...fields, number: numberIn(notice) })).status).toBe(303);
    expect(await mailOf(id)).toMatchObject({ state: 'cancelled', decision: 'withdraw' });
  });

  it('is locked by wrong numbers, however many come at once; the right one does not open it again', async () => {
    const { id, notice } = await confirmable();
    const path = pathIn(notice);
    const visitor = openVisitor(house.url, 'en');
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'release' };
    const guesses = Array.from({ length: 12 }, () =>
      visitor.post(path, { ...fields, number: wrong(numberIn(notice)) }),
    );
    await Promise.all(guesses);
    const right = await visitor.post(path, { ...fields, number: numberIn(notice) });
    expect(right.status).toBe(409);
    expect((await visitor.get(path)).text).toContain('this link is locked');
    expect((await mailOf(id))?.state).toBe('held');
    const events = await house.store.listEvents({ mailId: id, limit: 100 });
    expect(events.filter(({ type }) => type === 'number-refused').length).toBeGreaterThanOrEqual(5);
  });

  it('is worth nothing for another mail, with the number of another link, or without our own page', async () => {
    const one = await confirmable();
    const other = await confirmable('eve@corp.example');
    const visitor = openVisitor(house.url, 'en');
    const path = pathIn(one.notice);
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'release' };
    const foreign = await visitor.post(path, { ...fields, number: numberIn(other.notice) });
    expect(foreign.status).toBe(403);
    const number = numberIn(one.notice);
    const forged = await visitor.post(path, { ...fields, number }, { origin: 'https://evil.example' });
    expect(forged.status).toBe(403);
    expect((await visitor.post(path, { number, decision: 'release', csrf: 'x' })).status).toBe(403);
    expect(
      (await fetch(linkIn(one.notice), { method: 'POST', body: new URLSearchParams({ number }) })).status,
    ).toBe(403);
    await visitor.get(pathIn(other.notice));
    const elsewhere = await visitor.post(path, {
      ...visitor.hiddenFields(pathIn(other.notice)),
      decision: 'release',
      number,
    });
    expect(elsewhere.status).toBe(409);
    expect((await visitor.get('/confirm/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(410);
    for (const { id } of [one, other]) expect((await mailOf(id))?.state).toBe('held');
  });

  it('is over with the step of the hold that it belongs to', async () => {
    const { id, notice } = await confirmable();
    const visitor = openVisitor(house.url, 'en');
    const path = pathIn(notice);
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'release', number: numberIn(notice) };
    house.wait(40 * 24 * 60);
    expect((await visitor.post(path, fields)).status).toBe(409);
    expect((await visitor.get(path)).text).toContain('The time of this link is over.');
    expect((await mailOf(id))?.state).toBe('held');
  });

  it('leads whoever is signed in to the page of the mail, and tells nobody on the pages the number of another', async () => {
    const { id, notice } = await confirmable();
    await house.addUser('admin', 'admin');
    const admin = await house.signIn('admin');
    expect((await admin.get(pathIn(notice))).location).toBe(`/held/${id}`);
    expect((await admin.get(`/held/${notice.mail.id}`)).status).toBe(404);
  });
});

describe('The link of an approver', () => {
  it('approves with four digits where the policy lets them, and the sender cannot use it', async () => {
    const id = await house.accept(winterClosing());
    const review = await noticeAbout(id, 'boss@corp.example');
    const held = await noticeAbout(id, 'yamada@corp.example');
    expect(numberIn(review)).toMatch(/^\d{4}$/);
    const visitor = openVisitor(house.url, 'ja');
    const own = await visitor.get(pathIn(held));
    expect(own.html).toContain('value="withdraw"');
    expect(own.html).not.toContain('value="release"');
    const asSender = { ...visitor.hiddenFields(pathIn(held)), decision: 'release', number: numberIn(held) };
    expect((await visitor.post(pathIn(held), asSender)).status).toBe(409);
    const path = pathIn(review);
    await visitor.get(path);
    const fields = { ...visitor.hiddenFields(path), decision: 'release' };
    expect((await visitor.post(path, { ...fields, number: numberIn(held) })).status).toBe(403);
    expect((await mailOf(id))?.state).toBe('held');
    expect((await visitor.post(path, { ...fields, number: numberIn(review) })).status).toBe(303);
    expect(await mailOf(id)).toMatchObject({ state: 'queued', decidedBy: 'boss@corp.example' });
  });

  it('asks for a session where the policy does not', async () => {
    const strict = await openHouse({
      notices: true,
      policy: { approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }] },
    });
    try {
      const id = await strict.accept(winterClosing());
      const review = (await strict.notices()).find(({ to }) => to === 'boss@corp.example');
      expect(review?.text).toContain(`${strict.url}/held/${id}\n`);
      expect(review?.text).not.toMatch(/確認番号: /);
    } finally {
      await strict.close();
    }
  });
});

describe.skipIf(!needs('chromium'))('A machine with a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  /** Ticks every box and presses every button of a page, with and without the browser's own checks. */
  async function pressEverything(link: string): Promise<number> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const wrongs = watch(page, house.url);
    let presses = 0;
    try {
      await page.goto(link);
      const buttons = await page.locator('form button').count();
      for (let n = 0; n < buttons; n += 1) {
        for (const isForced of [false, true]) {
          await page.goto(link);
          for (const box of await page.locator('input[type=checkbox]').all())
            await box.check({ force: true });
          if (isForced) {
            await page.evaluate(() => {
              for (const form of document.querySelectorAll('form')) form.noValidate = true;
            });
          }
          const button = page.locator('form button').nth(n);
          if (!(await button.isVisible())) continue;
          await button.click();
          await page.waitForLoadState();
          presses += 1;
        }
      }
      expect(wrongs.filter((text) => !text.includes('403'))).toEqual([]);
    } finally {
      await context.close();
    }
    return presses;
  }

  it('that opens every link, ticks every box and presses every button leaves every mail held', async () => {
    const own = await confirmable('kana@corp.example');
    const id = await house.accept({ ...winterClosing(), from: 'suzuki@corp.example' });
    // The approver was asked about another mail within this minute.
    await house.notices();
    house.wait(2);
    const notices = (await house.notices()).filter(({ mail }) =>
      [own.id, id].some((one) => one === mail.about),
    );
    expect(notices.length).toBeGreaterThanOrEqual(3);
    let presses = 0;
    for (const notice of notices) presses += await pressEverything(linkIn(notice));
    expect(presses).toBeGreaterThan(10);
    for (const one of [own.id, id]) expect((await mailOf(one))?.state).toBe('held');
    const page = await browser.newPage();
    await page.goto(linkIn(own.notice));
    const form = page.locator('form').filter({ has: page.locator('input[value=release]') });
    for (const box of await form.locator('input[type=checkbox]').all()) await box.check();
    await form.locator('input[name=number]').fill(numberIn(own.notice));
    await form.locator('button').click();
    await page.waitForLoadState();
    expect(await mailOf(own.id)).toMatchObject({ state: 'queued', decision: 'release' });
    await page.close();
  }, 180_000);
});
