// Promise: whoever has to act after an accident finds who has the mail, the deadlines, the report and the letters, page by
// page; nothing is sent, the look is recorded, and the text of the mail does not appear.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { type House, openHouse } from './house.ts';
import { winterClosing } from './mails.ts';
import type { Visitor } from './visitor.ts';

let house: House;
let mailId: MailId;
let auditor: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.addUser('audrey', 'auditor');
  mailId = await house.accept(winterClosing());
  auditor = await house.signIn('audrey');
});
afterAll(() => house.close());

const at = (query = '') => `/held/${mailId}/incident${query}`;

/** As after a delivery to all but one. */
function deliver(): void {
  house.sql(`update mails set state = 'done' where id = '${mailId}'`);
  house.sql(
    `update recipients set state = 'delivered', settled_at = '2026-11-24T01:45:00.000Z' where mail_id = '${mailId}' and n > 0`,
  );
  house.sql(`update recipients set state = 'refused' where mail_id = '${mailId}' and n = 0`);
}

describe('the page of an incident', () => {
  it('says so while nobody has the mail', async () => {
    expect((await auditor.get(at())).text).toContain('It has reached nobody so far.');
  });

  it('shows who has it, what they saw and until when to report', async () => {
    deliver();
    expect((await auditor.get(`/held/${mailId}`)).html).toContain(`href="${at()}"`);
    const { text } = await auditor.get(at('?aware=2026-11-24T10:00'));
    expect(text).toContain('saw 11 other addresses');
    expect(text).toContain('did not get it · was visible to the others');
    expect(text).toContain('2026-11-26 – 2026-11-28');
    expect(text).toContain('Final report, within 30 days 2026-12-23');
    expect(text).toContain('An estimate, not legal advice.');
    expect(text).toContain('顧客一覧_2026.csv');
    expect(text).not.toContain('090-1234');
    const [look] = await house.store.findEvents({ type: 'viewed', mailId, limit: 1 });
    expect(look).toMatchObject({ actor: { id: 'id-audrey' }, detail: { withText: false } });
  });

  it('takes sixty days where a wrongful purpose is possible', async () => {
    const { text } = await auditor.get(at('?aware=2026-11-24T10:00&wrongful=1'));
    expect(text).toContain('Final report, within 60 days 2027-01-22');
  });

  it('has a letter for each outside, on further pages', async () => {
    const to = new Set<string>();
    for (let path: string | undefined = at(); path !== undefined; ) {
      const { html }: { html: string } = await auditor.get(path);
      for (const [, letter = ''] of html.matchAll(/<article><h3>(.*?)<\/h3>/g))
        to.add(letter.replace(/<[^>]+>/g, ''));
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(to.size).toBe(12);
    expect([...to]).not.toContain('sato@corp.example');
  });

  it.each(['?aware=yesterday', '?aware=2026-13-01T10:00', '?wrongful=2', '?page=0'])(
    'understands nothing else: %s',
    async (query) => {
      expect((await auditor.get(at(query))).status).toBe(400);
    },
  );

  it('is complete in Japanese', async () => {
    const visitor = await house.signIn('audrey');
    visitor.cookies.set('sekisho-language', 'ja');
    const { text } = await visitor.get(at());
    expect(text).toContain('漏えい等が発生し、又は発生したおそれがある個人データの項目');
    expect(text).toContain('お詫び');
    expect(text).not.toMatch(/\b(?:visible|deadline|became|persons)\b/);
  });
});
