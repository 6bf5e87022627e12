// Every decision with JavaScript off, in a real browser, from the page to what is stored: nothing on these pages needs
// the script.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { PEOPLE } from '../guard/holds/world.ts';
import { needs } from '../needs.ts';
import { launch, openWindow, PHONE } from './browser.ts';
import { type House, openHouse, PASSWORD } from './house.ts';
import { firstContact, type Sent, winterClosing } from './mails.ts';

/** Goes to a supervisor because of whom it is for. */
function toVip(subject: string): Sent {
  const mail = firstContact('sato@corp.example', subject);
  const other = (text: string) => text.replace('new-client.example', 'vip.example');
  return { ...mail, to: mail.to.map(other), lines: mail.lines.map(other) };
}

describe.skipIf(!needs('chromium'))('with JavaScript off', () => {
  let house: House;
  let browser: Browser;
  const windows = new Map<string, BrowserContext>();

  beforeAll(async () => {
    house = await openHouse({
      people: PEOPLE,
      policy: {
        overrides: [{ when: { to: ['vip.example'] }, checks: { 'first-contact': { action: 'approve' } } }],
        holds: { escalations: 2 },
      },
    });
    await house.addUser('mori', 'approver');
    for (const name of ['sato', 'oda', 'yamada']) await house.addUser(name, 'sender');
    await house.addUser('boss', 'approver');
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  /** The page at `path` in this person's browser. */
  async function open(user: string, path: string): Promise<Page> {
    const known = windows.get(user);
    const cookie = known === undefined ? ((await house.signIn(user)).cookies.get('sekisho') ?? '') : '';
    const session = { url: house.url, cookie, language: 'en' } as const;
    const context = known ?? (await openWindow(browser, session, PHONE, false));
    windows.set(user, context);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${house.url}${path}`);
    return page;
  }

  const mailOf = async (id: MailId) => (await house.store.findMail(id))?.mail;
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  it('one signs in, chooses a language, and signs out', async () => {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${house.url}/held`);
    await page.getByLabel('Name').fill('boss');
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Sign in');
    await page.getByRole('heading', { name: 'Held mail' }).waitFor();
    await page.locator('.account > summary').click();
    await press(page, '日本語');
    await page.getByRole('heading', { name: '保留中のメール' }).waitFor();
    await page.locator('.account > summary').click();
    await press(page, 'サインアウト');
    await page.getByRole('button', { name: 'サインイン' }).waitFor();
    await context.close();
  });

  it('a supervisor approves, passes on, and returns', async () => {
    const [approved, passedOn, returned] = [
      await house.accept(toVip('Approved')),
      await house.accept(toVip('Passed on')),
      await house.accept(toVip('Returned')),
    ];
    let page = await open('mori', `/held/${approved}`);
    await page.getByText('Send…').click();
    await press(page, 'Send to 1 recipient now');
    await page.locator('.notice.release').waitFor();
    expect((await mailOf(approved))?.state).toBe('queued');

    page = await open('mori', `/held/${passedOn}`);
    await page.getByText('Pass on…').click();
    await press(page, 'Ask the next manager');
    await page.getByText('Passed on to the next manager').waitFor();
    page = await open('oda', `/held/${passedOn}`);
    await page.getByText('Send…').click();
    await press(page, 'Send to 1 recipient now');
    expect((await mailOf(passedOn))?.state).toBe('queued');

    page = await open('mori', `/held/${returned}`);
    await page.getByText('Return…').click();
    await page.getByLabel('Check the recipients').check();
    await press(page, 'Return to the sender');
    await page.locator('.notice.return').waitFor();
    expect(await mailOf(returned)).toMatchObject({ decision: 'return', comment: 'Check the recipients' });
  });

  it('a sender confirms, withdraws, and says whether the hold was right', async () => {
    const [sent, kept] = [
      await house.accept(firstContact('yamada@corp.example', 'Confirmed')),
      await house.accept(firstContact('yamada@corp.example', 'Withdrawn')),
    ];
    let page = await open('yamada', `/held/${sent}`);
    await page.getByText('Send…').click();
    for (const box of await page.locator('.boxes input').all()) await box.check();
    await press(page, 'Send to 1 recipient now');
    await page.getByText('Released by yamada').waitFor();
    expect((await mailOf(sent))?.state).toBe('queued');

    page = await open('yamada', `/held/${kept}`);
    await page.getByText('Withdraw…').click();
    await press(page, 'Do not send it');
    await page.getByText('Withdrawn by yamada').waitFor();
    expect((await mailOf(kept))?.decision).toBe('withdraw');

    await page.getByText('Was it right to hold this mail?').click();
    await press(page, 'No, it was in order');
    await page.getByText('You said: No, it was in order').waitFor();
    const [said] = await house.store.listJudgements({ mailId: kept, limit: 1 });
    expect(said).toMatchObject({ judgement: 'wrong-hold', userId: 'id-yamada' });
  });

  it('a reviewer reminds and returns several', async () => {
    const ids = [await house.accept(toVip('First of two')), await house.accept(toVip('Second of two'))];
    for (const [button, now, done] of [
      ['Remind…', 'Send 2 reminders', 'Reminded: 2 of 2'],
      ['Return…', 'Return 2 mails', 'Returned: 2 of 2'],
    ] as const) {
      const page = await open('mori', '/held?q=of+two');
      for (const id of ids) await page.locator(`#${id} input[type=checkbox]`).check();
      await press(page, button);
      await press(page, now);
      expect(await page.locator('.several [role=status]').textContent()).toBe(done);
    }
    expect(await Promise.all(ids.map(async (id) => (await mailOf(id))?.decision))).toEqual([
      'return',
      'return',
    ]);
  });

  /** What to do on the page that repairs a mail, and what the stored mail then is. */
  const REPAIRS: readonly (readonly [
    name: string,
    choose: (page: Page) => Promise<unknown>,
    becomes: (octets: string, paths: readonly string[]) => unknown,
    is: unknown,
  ])[] = [
    [
      'all recipients into Bcc',
      (page) => page.getByLabel('Move all to Bcc').check(),
      (octets, paths) => [/^To: (.*)$/m.exec(octets)?.[1]?.trim(), paths.length],
      ['undisclosed-recipients:;', 13],
    ],
    [
      'some recipients dropped',
      async (page) => {
        await page.getByLabel('Leave them as they are').check();
        await page.locator('summary', { hasText: 'Do not send to' }).click();
        await page.getByLabel('eguchi@client-d.example').check();
      },
      (octets, paths) => [octets.includes('eguchi@'), paths.length],
      [false, 12],
    ],
    [
      'an address corrected',
      async (page) => {
        await page.getByLabel('Leave them as they are').check();
        await page.getByLabel('Wrong address').selectOption('eguchi@client-d.example');
        await page.getByLabel('Right address').fill('eguchi@client-b.example');
      },
      (_, paths) => [paths.includes('eguchi@client-d.example'), paths.includes('eguchi@client-b.example')],
      [false, true],
    ],
    [
      'somebody added in Cc and somebody in Bcc',
      async (page) => {
        await page.getByLabel('Leave them as they are').check();
        await page.getByLabel('Add in Cc').fill('mori@corp.example');
        await page.getByLabel('Add in Bcc').fill('oda@corp.example');
      },
      (octets, paths) => [octets.includes('mori@'), octets.includes('oda@'), paths.length],
      [true, false, 15],
    ],
    [
      'a file taken out',
      async (page) => {
        await page.getByLabel('Leave them as they are').check();
        for (const box of await page.locator('input[name=protect]').all()) await box.uncheck();
        await page.getByLabel('Take out 顧客一覧_2026.csv').check();
      },
      (octets) => octets.includes('text/csv'),
      false,
    ],
    [
      'a file protected',
      async (page) => {
        await page.getByLabel('Leave them as they are').check();
        await page.getByLabel('Protect 顧客一覧_2026.csv').check();
      },
      (octets) => [octets.includes('text/csv'), octets.includes('application/zip')],
      [false, true],
    ],
  ];

  it.each(REPAIRS)('a mail is repaired: %s', async (name, choose, becomes, is) => {
    const id = await house.accept(winterClosing());
    const page = await open('yamada', `/held/${id}/repair`);
    if (!/file protected/.test(name))
      for (const box of await page.locator('input[name=protect]:checked').all()) await box.uncheck();
    await choose(page);
    await press(page, 'Show the result');
    await page.getByText('Nothing is stored yet.').waitFor();
    expect((await mailOf(id))?.revision).toBe(1);
    await page.getByRole('button', { name: 'Repair', exact: true }).click();
    await page.locator('#page h1').waitFor();
    const detail = await house.store.findMail(id);
    expect(detail?.mail.revision).toBe(2);
    const paths = detail?.recipients.filter(({ state }) => state !== 'dropped') ?? [];
    const octets = Buffer.from(await house.store.readOctets(id)).toString();
    expect(
      becomes(
        octets,
        paths.map(({ forwardPath }) => forwardPath),
      ),
    ).toEqual(is);
  });

  it('a mail is repaired: one mail for each recipient', async () => {
    const id = await house.accept(winterClosing());
    const page = await open('yamada', `/held/${id}/repair`);
    for (const box of await page.locator('input[name=protect]:checked').all()) await box.uncheck();
    await page.getByLabel('One mail for each recipient').check();
    await press(page, 'Show the result');
    await page.getByText('It becomes 13 mails').waitFor();
    await page.getByRole('button', { name: 'Repair', exact: true }).click();
    await page.locator('#page h1').waitFor();
    const held = await house.store.listMails({ states: ['held'], origin: 'submitted', limit: 100 });
    const parts = held.filter(({ mail, forwardPaths }) => mail.about === id && forwardPaths.length === 1);
    expect(parts.length).toBeGreaterThanOrEqual(12);
  });
});
