// Every page of the route table, with mails that have hundreds of recipients and files, in both languages: at most 30 KB
// with everything it loads, in at most three requests. What does not fit stands on further pages, all of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { asset } from '../../src/web/assets.ts';
import { EVERY_PAGE, tokenIn } from './every-page.ts';
import { alike, manyCompanies, manyFiles, manySigns, oneCompany } from './heavy-mails.ts';
import { type House, openHouse } from './house.ts';
import { winterClosing } from './mails.ts';
import type { Seen, Visitor } from './visitor.ts';

const MOST_OCTETS = 30_000;
const MOST_REQUESTS = 3;
let house: House;
let companies: MailId;
let company: MailId;
let files: MailId;
/** The heaviest of a burst of two hundred. */
let member: MailId;
let heavy: readonly MailId[];
let tokens: readonly string[];

beforeAll(async () => {
  house = await openHouse({
    notices: true,
    policy: { checks: { 'confidential-marking': { words: ['社外秘'] } } },
  });
  await house.addUser('root', 'admin');
  for (let n = 0; n < 40; n += 1) await house.addUser(`yamada.hanako${n}`, 'sender');
  companies = await house.accept(manyCompanies('ann@corp.example', 1000));
  company = await house.accept(oneCompany('ann@corp.example'));
  files = await house.accept(manyFiles('ann@corp.example'));
  for (let n = 0; n < 200; n += 1) await house.accept(alike('zoe@corp.example', n));
  member = await house.accept(manyCompanies('zoe@corp.example', 300));
  const signs = await house.accept(manySigns('ann@corp.example'));
  heavy = [companies, company, files, member, signs, await house.accept(winterClosing())];
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

  it('what is asked before several mails are returned is light: all of a page of the list', async () => {
    const visitor = await visitorIn(language);
    const ids = (await visitor.get('/held')).html.match(/name="id" value="m-\w+"/g) ?? [];
    expect(ids.length).toBe(15);
    const query = ids.map((id) => id.replace(/name="id" value="(.*)"/, 'id=$1')).join('&');
    const seen = await visitor.get(`/held/several?do=return&${query}`);
    expect(seen.status).toBe(200);
    expect.soft(octetsOf(seen)).toBeLessThanOrEqual(MOST_OCTETS);
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
    expect(seen.text).toMatch(/Show all 1,?000 recipients/);
    expect(addressesIn(await walk(visitor, `/held/${companies}/recipients`)).size).toBe(1000);
    const both = await walk(visitor, `/held/${company}/recipients`);
    expect(addressesIn(both).size).toBe(600);
    visitor.cookies.delete('sekisho');
    const [link = ''] = (await house.notices()).flatMap(({ mail, text }) =>
      mail.about === companies ? [new URL(/^http\S+$/m.exec(text)?.[0] ?? '').pathname] : [],
    );
    const last = await visitor.get(`${link}/recipients?page=25`);
    expect(addressesIn(last.html).size).toBe(40);
    expect(last.html).not.toContain('rel="next"');
  });

  it('stands on further pages: every mail of a burst', async () => {
    const visitor = await visitorIn('en');
    const { text } = await visitor.get(`/held/${member}`);
    const size = Number(/One of (\d+) mails sent in a row/.exec(text)?.[1]);
    expect(size).toBeGreaterThan(180);
    const html = await walk(visitor, `/held/${member}/burst`);
    const [, seen = ''] = /name="seen" value="([^"]*)"/.exec(html) ?? [];
    expect(new Set(html.match(/\/held\/m-\w+"/g)).size).toBe(size);
    expect(seen.split(' ')).toHaveLength(size);
  });

  it('stands on further pages: every person who may sign in', async () => {
    const html = await walk(await visitorIn('en'), '/people');
    expect(new Set(html.match(/yamada\.hanako\d+(?=<)/g)).size).toBe(40);
  });

  it('stands on further pages: every session of one’s own', async () => {
    const visitor = await visitorIn('en');
    for (let n = 0; n < 12; n += 1) await house.signIn('root');
    const html = await walk(visitor, '/account');
    const [, count = ''] = /Signed in at <span class="count">(\d+)/.exec(html) ?? [];
    expect(new Set(html.match(/name="end" value="[0-9a-f]{64}"/g)).size).toBe(Number(count));
    expect(Number(count)).toBeGreaterThan(12);
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
