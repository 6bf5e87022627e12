// The pages from end to end: `serve` in a process of its own, real mail in, a real next hop behind it, and people in front of
// a real browser: the sender who comes by the link of the notice, and the supervisor who watches the list.

import { simpleParser } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { needs } from '../needs.ts';
import { launch, PHONE, SCREENS, watch } from '../web/browser.ts';
import { firstContact, type Sent, winterClosing } from '../web/mails.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { type Sink, startSink, type Taken } from './sink.ts';
import { submit } from './submit.ts';

const PASSWORD = 'correct horse battery';

const octetsOf = ({ lines }: Sent) => Buffer.from(`${lines.join('\r\n')}\r\n`);

describe.skipIf(!needs('chromium'))('From the next hop to the browser and back', () => {
  let sink: Sink;
  let sekisho: Sekisho;
  let browser: Browser;

  beforeAll(async () => {
    sink = await startSink();
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      notices: { from: 'sekisho@corp.example', language: 'en' },
      policy: {
        learnDays: 0,
        approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }],
        overrides: [
          {
            when: { from: ['yamada@corp.example'] },
            checks: { 'visible-recipients': { action: 'approve' } },
          },
        ],
      },
    });
    const options = { cwd: sekisho.folder, input: `${PASSWORD}\n` };
    for (const [name, role] of [
      ['boss', 'approver'],
      ['ann', 'sender'],
    ] as const) {
      const words = ['user', 'add', name, '--role', role, '--address', `${name}@corp.example`];
      expect((await run(words, options)).code).toBe(0);
    }
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  /** Sends it and returns its id; it has to be held. */
  async function send(mail: Sent): Promise<string> {
    const reply = await submit(sekisho.smtpPort, mail.from, mail.to, octetsOf(mail));
    expect(reply).toMatch(/^250 2\.0\.0 held as m-/);
    return /held as (m-\S+)/.exec(reply)?.[1] ?? '';
  }

  const isFrom =
    (from: string, part: string) =>
    (taken: Taken): boolean =>
      taken.from === from && taken.octets.includes(part);

  /** The text of the notice in this person's mailbox that says this. */
  async function noticeTo(address: string, part: string): Promise<string> {
    for (let n = 0; ; n += 1) {
      const { to, octets } = sink.taken[n] ?? (await sink.next((mail) => sink.taken.indexOf(mail) === n));
      if (!to.includes(address)) continue;
      const { text = '', subject = '' } = await simpleParser(octets);
      if (`${subject}\n${text}`.includes(part)) return text;
    }
  }

  const linkIn = (text: string) => /^http\S+\/confirm\/\S+$/m.exec(text)?.[0] ?? '';
  const numberIn = (text: string) => /Number: (\d+)/.exec(text)?.[1] ?? '';

  async function newPage(screen: { width: number; height: number } = PHONE): Promise<Page> {
    const context = await browser.newContext({ viewport: screen, locale: 'en' });
    return context.newPage();
  }

  async function signIn(page: Page, name: string, path: string): Promise<void> {
    await page.goto(`${sekisho.webUrl}${path}`);
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('a sender is told, ticks the boxes, types the number, and the mail arrives octet by octet', async () => {
    const mail = firstContact('ann@corp.example', 'The plan for spring');
    await send(mail);
    const notice = await noticeTo('ann@corp.example', 'The plan for spring');
    const page = await newPage();
    const wrongs = watch(page, sekisho.webUrl);
    await page.goto(linkIn(notice));
    await page.getByRole('heading', { name: 'The plan for spring' }).waitFor();
    const form = page.locator('form', { has: page.locator('input[value=release]') });
    await form.getByLabel('Number from the notice').fill(numberIn(notice));
    await form.getByRole('button').click();
    // The browser keeps a form whose boxes are not all ticked.
    expect(new URL(page.url()).pathname).toBe(new URL(linkIn(notice)).pathname);
    expect(sink.taken.filter(isFrom('ann@corp.example', 'The plan for spring'))).toEqual([]);
    for (const box of await form.getByRole('checkbox').all()) await box.check();
    await form.getByRole('button').click();
    await page.getByText('Released by ann').waitFor();
    const { to, octets } = await sink.next(isFrom('ann@corp.example', 'The plan for spring'));
    expect(to).toEqual(mail.to);
    expect(octets.subarray(-octetsOf(mail).length).equals(octetsOf(mail))).toBe(true);
    expect(wrongs).toEqual([]);
    await page.context().close();
  });

  it('a sender withdraws by the link, and says afterwards that the hold was wrong', async () => {
    const id = await send(firstContact('ann@corp.example', 'On second thoughts', 'tanto@other.example'));
    const notice = await noticeTo('ann@corp.example', 'On second thoughts');
    const page = await newPage();
    await page.goto(linkIn(notice));
    const form = page.locator('form', { has: page.locator('input[value=withdraw]') });
    await form.getByLabel('Number from the notice').fill(numberIn(notice));
    await form.getByRole('button', { name: 'Do not send it' }).click();
    await page.getByText('Withdrawn by ann').waitFor();
    await signIn(page, 'ann', `/held/${id}`);
    await page.getByText('Was it right to hold this mail?').click();
    await page.getByRole('button', { name: 'No, it was in order' }).click();
    await page.getByText('You said: No, it was in order').waitFor();
    expect(sink.taken.filter(isFrom('ann@corp.example', 'On second thoughts'))).toEqual([]);
    await page.context().close();
  });

  it('a supervisor sees it come in, repairs it, approves, and it arrives as it was previewed', async () => {
    const page = await newPage(SCREENS[0]);
    const wrongs = watch(page, sekisho.webUrl);
    await signIn(page, 'boss', '/held');
    await page.getByRole('heading', { name: 'Held mail' }).waitFor();
    const id = await send(winterClosing());
    await page.getByRole('link', { name: 'Show 1 new' }).click();
    await page.locator(`#${id} h2 a`).click();
    await page.getByRole('link', { name: 'Repair…' }).click();
    await page.getByLabel('Move all to Bcc').check();
    await page.getByLabel('Take out 顧客一覧_2026.csv').check();
    await page.getByRole('button', { name: 'Show the result' }).click();
    const after = await page.locator('.before-after > div:nth-child(2) dd').allTextContents();
    expect(after).toContain('undisclosed-recipients:;');
    await page.getByRole('button', { name: 'Repair', exact: true }).click();
    await page.getByText('Send…').click();
    await page.getByRole('button', { name: 'Send to 13 recipients now' }).click();
    await page.getByText('Released by boss').waitFor();
    const { to, octets } = await sink.next(isFrom('yamada@corp.example', 'undisclosed-recipients'));
    expect(to).toHaveLength(13);
    const { headerLines, attachments } = await simpleParser(octets);
    const fields = headerLines.map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\s+/g, ' ')
        .trim(),
    );
    for (const value of after) expect(fields).toContain(value.replace(/\s+/g, ' ').trim());
    expect(attachments).toEqual([]);
    expect(octets.includes('client-d.example')).toBe(false);
    expect(wrongs).toEqual([]);
    await page.context().close();
  });

  it('a supervisor returns it with a comment, and the sender reads the comment in their mailbox', async () => {
    const id = await send(winterClosing());
    const page = await newPage();
    await signIn(page, 'boss', `/held/${id}`);
    await page.getByText('Return…').click();
    await page.getByLabel('Use Bcc').check();
    await page.getByLabel('Comment').fill('The customers do not know each other.');
    await page.getByRole('button', { name: 'Return to the sender' }).click();
    await page.getByText('Returned to the sender by boss').waitFor();
    const notice = await noticeTo('yamada@corp.example', 'The customers do not know each other.');
    expect(notice).toContain('Use Bcc');
    await page.context().close();
  });
});
