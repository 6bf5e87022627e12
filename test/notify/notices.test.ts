// Notices by mail: every step of a hold is told, in one thread per person, gathered where many come at once, and nothing
// that we send comes back to be held or answered.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeSenderOf } from '../../src/config/relay-settings.ts';
import { en } from '../../src/notify/sentences/en.ts';
import { ja } from '../../src/notify/sentences/ja.ts';
import type { MailId } from '../../src/store/store.ts';
import { type House, type Notice, openHouse } from '../web/house.ts';
import { firstContact, winterClosing } from '../web/mails.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse({
    notices: true,
    policy: {
      approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }],
      overrides: [{ when: { to: ['stranger.example'] }, checks: { 'first-contact': { holdOn: 'address' } } }],
    },
  });
  await house.addUser('boss', 'approver');
});
afterAll(() => house.close());

const about = async (id: string, to: string) =>
  (await house.notices()).filter((notice) => notice.mail.about === id && notice.to === to);
const field = ({ headers }: Notice, name: string) => headers.get(name);
const one = (notices: readonly Notice[]): Notice => {
  const [first, ...others] = notices;
  if (first === undefined || others.length > 0) throw new Error(`${notices.length} notices, not one`);
  return first;
};

async function keysOf(value: unknown, path = ''): Promise<string[]> {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  const parts = await Promise.all(
    Object.entries(value).map(([key, inner]) => keysOf(inner, `${path}.${key}`)),
  );
  return parts.flat();
}

describe('A notice', () => {
  it('says what waits, why and until when, in both languages, and nothing of the text', async () => {
    const id = await house.accept(winterClosing());
    const held = one(await about(id, 'yamada@corp.example'));
    expect(held.mail.subject).toBe('【送信保留】[Held] 【ご案内】冬季休業のお知らせ');
    expect(held.text).toMatch(/件名: 【ご案内】冬季休業のお知らせ\n宛先: .* ほか 8 件\n理由:\n {2}1\. /);
    expect(held.text).toMatch(/To: .* and 8 more\nWhy:\n {2}1\. /);
    expect(held.text).toMatch(/承認者: boss@corp\.example\n期限: .*\(Asia\/Tokyo\)/);
    expect(held.text).not.toMatch(/平素より|山田 太郎|090-1234/);
    // The page has the evidence; a notice names a few recipients and counts the others.
    expect(held.text).not.toMatch(/eguchi@client-d|body text|顧客一覧/);
    expect(held.mail).toMatchObject({ reversePath: null, state: 'queued', origin: 'notice' });
    expect(field(held, 'auto-submitted')).toBe('auto-generated');
    expect(field(held, 'message-id')).toBe(`<${held.mail.id}@corp.example>`);
  });

  it('makes one thread per person with those before it', async () => {
    const id = await house.accept(firstContact('taro@corp.example', 'Thread'));
    const held = one(await about(id, 'taro@corp.example'));
    expect(field(held, 'in-reply-to')).toBeUndefined();
    house.wait(6 * 60);
    await house.tellTime(id);
    const second = one((await about(id, 'taro@corp.example')).filter(({ mail }) => mail.id !== held.mail.id));
    expect(second.mail.subject).toContain('[Still waiting]');
    expect(field(second, 'in-reply-to')).toBe(`<${held.mail.id}@corp.example>`);
    house.wait(40 * 24 * 60);
    await house.tellTime(id);
    const last = (await about(id, 'taro@corp.example')).find(({ mail }) =>
      mail.subject.includes('[Expired]'),
    );
    expect(last && field(last, 'references')).toBe(`<${held.mail.id}@corp.example>`);
    expect(last?.text).not.toContain('Number:');
  });

  it('is gathered: an approver is asked at once, and then once a minute about all that came', async () => {
    house.wait(5);
    await house.notices();
    const ids: MailId[] = [];
    for (let n = 0; n < 4; n += 1) {
      ids.push(await house.accept({ ...winterClosing(), from: `clerk${n}@corp.example` }));
      await house.notices();
    }
    const reviews = async () =>
      (await house.notices()).filter(
        ({ to, text }) => to === 'boss@corp.example' && ids.some((id) => text.includes(`/held/${id}`)),
      );
    expect(one(await reviews()).text).toContain(`/held/${ids[0]}`);
    house.wait(1);
    const [, gathered] = (await reviews()).toSorted((a, b) =>
      a.mail.receivedAt.localeCompare(b.mail.receivedAt),
    );
    expect(gathered?.mail.subject).toBe('【承認依頼】[Please approve] 3 件のメール');
    for (const id of ids.slice(1)) expect(gathered?.text).toContain(`/held/${id}\n`);
    expect(await reviews()).toHaveLength(2);
    for (const id of ids) {
      const events = await house.store.listEvents({ mailId: id, limit: 50 });
      expect(
        events.filter(({ type, detail }) => type === 'notice-sent' && detail.kind === 'review'),
      ).toHaveLength(1);
    }
  });

  it('that comes back through this relay is told to nobody', async () => {
    const before = await house.notices();
    const notice = before.find(({ mail }) => mail.subject.includes('[Held]'));
    const lines = notice?.octets.toString().replace(/\r\n$/, '').split('\r\n') ?? [];
    const to = ['tanaka@stranger.example'];
    // By a mailbox that forwards what it gets: in nobody's name, in ours, in its own.
    const accepted = ['', 'sekisho@corp.example', 'yamada@corp.example'].map((from) =>
      house.accept({ from, to, lines }),
    );
    const [, ours, own] = await Promise.all(accepted);
    const held = await house.store.listMails({ states: ['held'], limit: 99 });
    expect(held.map(({ mail }) => mail.id)).toEqual(expect.arrayContaining([ours, own]));
    expect(await house.notices()).toHaveLength(before.length);
  });

  it('that cannot be composed waits without keeping the others, and is given up after three days', async () => {
    const id = await house.accept(firstContact('jiro@corp.example', 'Broken'));
    house.sql(`update mails set subject = x'00' where id = '${id}'`);
    const other = await house.accept(firstContact('saburo@corp.example', 'Sound'));
    one(await about(other, 'saburo@corp.example'));
    expect(await about(id, 'jiro@corp.example')).toEqual([]);
    expect(house.log).toContainEqual(expect.objectContaining({ event: 'notice-failed', mailId: id }));
    const waiting = async () => (await house.store.takeNotices(99)).filter(({ mailId }) => mailId === id);
    expect(await waiting()).toHaveLength(1);
    house.wait(4 * 24 * 60);
    await house.notices();
    expect(await waiting()).toEqual([]);
  });
});

describe('The words of notices', () => {
  it('are the same set in both languages', async () => {
    expect((await keysOf(ja)).toSorted()).toEqual((await keysOf(en)).toSorted());
  });
});

describe('The sender of notices', () => {
  it.each([
    ['sekisho@', ['corp.example'], 'sekisho@corp.example'],
    ['guard@', ['*.corp.example', 'other.example'], 'guard@corp.example'],
    ['guard@mail.example', ['corp.example'], 'guard@mail.example'],
    ['none', ['corp.example'], null],
    [null, ['corp.example'], null],
  ])('%s of %s is %s', (from, domains, expected) => {
    const organization = { domains } as unknown as Parameters<typeof noticeSenderOf>[0]['organization'];
    expect(noticeSenderOf({ notices: { from }, organization })).toBe(expected);
  });
});
