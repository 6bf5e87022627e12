// Every page of the route table, with mails that have hundreds of recipients and files, in both languages: at most 30 KB
// with everything it loads, in at most three requests. What does not fit stands on further pages, all of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { asset } from '../../src/web/assets.ts';
import { EVERY_PAGE, tokenIn } from './every-page.ts';
import { manyCompanies, manyFiles, oneCompany } from './heavy-mails.ts';
import { type House, openHouse } from './house.ts';
import { winterClosing } from './mails.ts';
import type { Seen, Visitor } from './visitor.ts';

const MOST_OCTETS = 30_000;
const MOST_REQUESTS = 3;
let house: House;
let companies: MailId;
let company: MailId;
let files: MailId;
let heavy: readonly MailId[];
let tokens: readonly string[];

beforeAll(async () => {
  house = await openHouse({
    notices: true,
    policy: { checks: { 'confidential-marking': { words: ['社外秘'] } } },
  });
  await house.addUser('root', 'admin');
  for (let n = 0; n < 40; n += 1) await house.addUser(`yamada.hanako${n}`, 'sender');
  companies = await house.accept(manyCompanies('ann@corp.example'));
  company = await house.accept(oneCompany('ann@corp.example'));
  files = await house.accept(manyFiles('ann@corp.example'));
  heavy = [companies, company, files, await house.accept(winterClosing())];
  for (let n = 0; n < 22; n += 1) await house.accept(manyCompanies(`ben${n}@corp.example`, 6, 1));
  tokens = (await house.notices())
    .filter(({ mail }) => heavy.some((id) => id === mail.about))
    .map(({ text }) => tokenIn(text));
});
afterAll(() => house.close());

function octetsOf({ html }: Seen): number {
  const loaded = ['style.css', 'live.js'] as const;
  const assets = loaded.filter((name) => html.includes(asset(name).href));
  expect(assets.length + 1).toBeLessThanOrEqual(MOST_REQUESTS);
  return Buffer.byteLength(html) + assets.reduce((sum, name) => sum + asset(name).gzipped.length, 0);
}

async function visitorIn(language: 'en' | 'ja'): Promise<Visitor> {
  const visitor = await house.signIn('root', language);
  visitor.cookies.set('sekisho-language', language);
  return visitor;
}

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  it.each(EVERY_PAGE)('$route is light, whatever the mail', async ({ isSigned, paths }) => {
    const visitor = await visitorIn(language);
    if (!isSigned) visitor.cookies.delete('sekisho');
    const all = paths({ ids: heavy, tokens });
    expect(all.length).toBeGreaterThan(0);
    for (const path of all) {
      const seen = await visitor.get(path);
      expect([200, 410], path).toContain(seen.status);
      expect.soft(octetsOf(seen), path).toBeLessThanOrEqual(MOST_OCTETS);
    }
  });

  it('the preview of a repair is light', async () => {
    const visitor = await visitorIn(language);
    for (const id of heavy) {
      await visitor.get(`/held/${id}/repair`);
      for (const recipients of ['to-bcc', 'one-per-recipient']) {
        const seen = await visitor.post(`/held/${id}/repair`, { recipients });
        if (seen.status === 409) continue;
        expect(seen.status, id).toBe(200);
        expect.soft(octetsOf(seen), `${recipients} of ${id}`).toBeLessThanOrEqual(MOST_OCTETS);
      }
    }
  });
});

/** The pages from this one on, one after the other. */
async function walk(visitor: Visitor, path: string): Promise<string> {
  const { html } = await visitor.get(path);
  const [, next] = /rel="next" href="([^"]+)"/.exec(html) ?? [];
  return next === undefined ? html : html + (await walk(visitor, next));
}

const addressesIn = (html: string) =>
  new Set(html.replace(/<\/?b>/g, '').match(/tantou\.no\.hito\d+@[\w.-]+/g));

describe('what does not fit on the page of a mail', () => {
  it('stands on further pages: every recipient, with a session and by the link of a notice', async () => {
    const visitor = await visitorIn('en');
    const seen = await visitor.get(`/held/${companies}`);
    expect(seen.text).toContain('Show all 400 recipients');
    expect(addressesIn(await walk(visitor, `/held/${companies}/recipients`)).size).toBe(400);
    const both = await walk(visitor, `/held/${company}/recipients`);
    expect(addressesIn(both).size).toBe(600);
    visitor.cookies.delete('sekisho');
    const [link = ''] = (await house.notices()).flatMap(({ mail, text }) =>
      mail.about === companies ? [new URL(/^http\S+$/m.exec(text)?.[0] ?? '').pathname] : [],
    );
    expect(addressesIn(await walk(visitor, `${link}/recipients`)).size).toBe(400);
  });

  it('stands on further pages: every piece of evidence', async () => {
    const visitor = await visitorIn('en');
    const detail = await house.store.findMail(companies);
    const values =
      detail?.verdict?.findings.flatMap(({ evidence }) => evidence.map(({ value }) => value)) ?? [];
    const html = (await walk(visitor, `/held/${companies}/reasons`)).replace(/<\/?b>/g, '');
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter((value) => value !== 'body' && !html.includes(value))).toEqual([]);
  });

  it('stands on further pages: every file', async () => {
    const visitor = await visitorIn('en');
    const detail = await house.store.findMail(files);
    const paths = detail?.facts?.content.files.map(({ path }) => path) ?? [];
    expect(paths.length).toBeGreaterThan(300);
    const html = await walk(visitor, `/held/${files}/files`);
    expect(paths.filter((path) => !html.includes(path))).toEqual([]);
  });

  it('can be repaired all the same: recipients are named, files come page by page', async () => {
    const visitor = await visitorIn('en');
    await visitor.get(`/held/${companies}/repair`);
    const dropTyped = 'tantou.no.hito7@customer-number-7.example\ntantou.no.hito9@customer-number-9.example';
    const preview = await visitor.post(`/held/${companies}/repair`, { dropTyped });
    expect(preview.status).toBe(200);
    const [dropped = ''] = /<h3>No longer<\/h3>[\s\S]*?<\/section>/.exec(preview.html) ?? [];
    expect(addressesIn(dropped).size).toBe(2);
    const wrong = await visitor.post(`/held/${companies}/repair`, { dropTyped: 'not an address' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('“not” is not an address')]);
    const boxes = await walk(visitor, `/held/${files}/repair`);
    expect(boxes.match(/name="dropFile"/g)).toHaveLength(61);
  });
});
