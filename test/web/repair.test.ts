// The pages that repair a mail: what was found is offered first, nothing is stored before the result was shown, and
// exactly what was shown is stored.

import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Domain } from '../../src/guard/address.ts';
import type { MailId } from '../../src/store/store.ts';
import { suggestionsFor } from '../../src/web/repair-suggestions.ts';
import { addr } from '../guard/mail.ts';
import { type House, openHouse } from './house.ts';
import { hostile, type Sent, winterClosing } from './mails.ts';
import type { Seen, Visitor } from './visitor.ts';

let house: House;
const privateKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

beforeAll(async () => {
  house = await openHouse({
    dkimKeys: [{ domain: 'corp.example' as Domain, selector: 's1', privateKey }],
    policy: { checks: { 'first-contact': { action: 'log' } } },
  });
  await house.addUser('boss', 'approver');
  await house.addUser('yamada', 'sender');
});
afterAll(() => house.close());

/** Six customers in a file, to somebody outside. */
function customerList(): Sent {
  const names = ['鈴木 一郎', '佐藤 花子', '高橋 健太', '田中 美咲', '伊藤 翔', '渡辺 さくら'];
  const rows = names.map((name, n) => `${name},東京都港区芝公園4-2-${n + 1},090-1234-560${n}`);
  const csv = Buffer.from(['氏名,住所,電話番号', ...rows, ''].join('\r\n')).toString('base64');
  return {
    from: 'yamada@corp.example',
    to: ['tanto@c1ient.example'],
    lines: [
      'From: yamada@corp.example',
      'To: tanto@c1ient.example',
      'Subject: list',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Please find the list attached.',
      '--b',
      'Content-Type: text/csv; charset=utf-8; name=customers.csv',
      'Content-Disposition: attachment; filename=customers.csv',
      'Content-Transfer-Encoding: base64',
      '',
      ...(csv.match(/.{1,76}/g) ?? []),
      '--b--',
    ],
  };
}

const mailOf = async (id: MailId) => {
  const detail = await house.store.findMail(id);
  if (detail === null) throw new Error(`no mail ${id}`);
  return detail;
};

async function preview(
  visitor: Visitor,
  id: MailId,
  fields: Record<string, string | string[]>,
): Promise<Seen> {
  await visitor.get(`/held/${id}/repair`);
  return visitor.post(`/held/${id}/repair`, fields);
}

async function store(visitor: Visitor, id: MailId, fields: Record<string, string> = {}): Promise<Seen> {
  const path = `/held/${id}/repair/store`;
  return visitor.post(path, { ...visitor.hiddenFields(path), ...fields });
}

describe('repairing on the pages', () => {
  it('is offered on the page of the mail, and offers first what was found', async () => {
    const id = await house.accept(winterClosing());
    const yamada = await house.signIn('yamada');
    expect((await yamada.get(`/held/${id}`)).html).toContain(`href="/held/${id}/repair"`);
    const { status, html } = await yamada.get(`/held/${id}/repair`);
    expect(status).toBe(200);
    expect(html).toMatch(/<input type="radio" name="recipients" value="to-bcc" checked/);
    expect(html.indexOf('value="to-bcc"')).toBeLessThan(html.indexOf('name="addCc"'));
  });

  it('offers to protect the file in which people were found, and to correct what was probably meant', async () => {
    const id = await house.accept(customerList());
    const yamada = await house.signIn('yamada');
    const { html } = await yamada.get(`/held/${id}/repair`);
    expect(html).toMatch(/<input type="checkbox" name="protect" value="2" checked/);
    const detail = await mailOf(id);
    const { facts } = detail;
    if (facts === null) throw new Error('no facts');
    const similar = [
      {
        address: addr('tanto@c1ient.example'),
        likelyMeant: 'client.example',
        kind: 'domain' as const,
        count: 9,
      },
      {
        address: addr('gone@other.example'),
        likelyMeant: 'x@other.example',
        kind: 'address' as const,
        count: 9,
      },
    ];
    expect(suggestionsFor({ ...detail, facts: { ...facts, similar } }, []).corrections).toEqual([
      { op: 'correct-domain', wrong: 'c1ient.example', right: 'client.example' },
    ]);
  });

  it('shows header, recipients and signatures before and after, stores nothing; then stores that and waits', async () => {
    const id = await house.accept(winterClosing());
    const yamada = await house.signIn('yamada');
    const shown = await preview(yamada, id, { recipients: 'to-bcc' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('undisclosed-recipients:;');
    expect(shown.text).toContain('The same 13 recipients as before.');
    expect(shown.text).toContain('Signed anew for corp.example.');
    expect((await mailOf(id)).mail.revision).toBe(1);
    expect(await store(yamada, id)).toMatchObject({ status: 303, location: `/held/${id}` });
    const { mail, verdict } = await mailOf(id);
    expect(mail).toMatchObject({ state: 'held', revision: 2 });
    expect(verdict?.findings.map(({ check }) => check)).not.toContain('visible-recipients');
    expect((await yamada.get(`/held/${id}`)).text).toContain('Repaired');
  });

  it('sends at once when the sender confirms what they see and nobody else has to', async () => {
    const id = await house.accept(winterClosing());
    const yamada = await house.signIn('yamada');
    const shown = await preview(yamada, id, { recipients: 'to-bcc', dropFile: '2' });
    expect(shown.html).toContain('name="confirm"');
    expect((await store(yamada, id, { confirm: '1' })).status).toBe(303);
    expect((await mailOf(id)).mail).toMatchObject({ state: 'queued', revision: 2, decidedBy: 'id-yamada' });
  });

  it('shows the passphrase of a protected file to the sender only, and once', async () => {
    const id = await house.accept(winterClosing());
    const [yamada, boss] = [await house.signIn('yamada'), await house.signIn('boss')];
    expect((await boss.get(`/held/${id}/repair`)).html).not.toContain('name="protect"');
    expect((await preview(boss, id, { protect: '2' })).status).toBe(409);
    await preview(yamada, id, { protect: '2' });
    const path = `/held/${id}/repair/store`;
    const fields = yamada.hiddenFields(path);
    const done = await yamada.post(path, fields);
    expect(done.html).toMatch(/<code class="passphrase">(?:\w{5}-){3}\w{5}<\/code>/);
    expect((await yamada.post(path, fields)).status).toBe(409);
    expect((await mailOf(id)).mail.revision).toBe(2);
  });

  it('refuses what was not shown, is no address, changes nothing, or is decided by now', async () => {
    const id = await house.accept(winterClosing());
    const yamada = await house.signIn('yamada');
    const mistakes: readonly (readonly [Record<string, string>, number, string])[] = [
      [{}, 400, 'nothing was chosen'],
      [{ addCc: 'boss' }, 400, '“boss” is not an address'],
      [{ dropFile: '9' }, 409, 'no such attachment'],
      [{ drop: 'nobody@corp.example' }, 409, 'does not go to that address'],
      [{ correct: '{"op":"to-bcc","addresses":null}' }, 400, 'nothing was chosen'],
      [{ correct: '{' }, 400, ''],
      [{ wrong: 'a b', right: 'x@y.example' }, 400, ''],
    ];
    for (const [fields, status, text] of mistakes) {
      const seen = await preview(yamada, id, fields);
      expect([seen.status, seen.text.includes(text)], JSON.stringify(fields)).toEqual([status, true]);
    }
    await preview(yamada, id, { recipients: 'to-bcc' });
    const operations = '[{"op":"drop-recipients","addresses":["sato@corp.example"]}]';
    expect((await store(yamada, id, { operations })).status).toBe(409);
    expect((await mailOf(id)).mail.revision).toBe(1);
    await preview(yamada, id, { recipients: 'to-bcc' });
    const path = `/held/${id}/repair/store`;
    const fields = yamada.hiddenFields(path);
    expect((await yamada.post(path, { ...fields, csrf: 'x' })).status).toBe(403);
    const other = await house.signIn('yamada');
    await other.get(`/held/${id}`);
    await other.post(`/held/${id}/decision`, {
      ...other.hiddenFields(`/held/${id}/decision`),
      decision: 'withdraw',
    });
    await yamada.get('/held');
    expect(
      (await yamada.post(path, { ...fields, csrf: yamada.hiddenFields('/sign-out').csrf ?? '' })).status,
    ).toBe(409);
  });

  it('shows nothing of a mail as HTML, and speaks Japanese', async () => {
    const sent = hostile();
    const id = await house.accept({ ...sent, from: 'yamada@corp.example' });
    house.sql("UPDATE users SET language = 'ja' WHERE name = 'boss'");
    const boss = await house.signIn('boss');
    const pages = [
      await boss.get(`/held/${id}/repair`),
      await preview(boss, id, { addCc: 'sato@corp.example' }),
    ];
    for (const { status, html } of pages) {
      expect(status).toBe(200);
      expect(html).not.toMatch(/<script|<img/i);
    }
    expect(pages[0]?.text).toContain('このメールを直す');
    expect(pages[1]?.text).toContain('直したあとのメール');
  });
});
