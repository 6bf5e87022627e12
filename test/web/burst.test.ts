// A burst is one item: one row, one notice, samples, and one decision for exactly the mails that were listed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { markOf } from '../../src/web/listed-mails.ts';
import { type House, openHouse } from './house.ts';
import type { Visitor } from './visitor.ts';

const POLICY = {
  checks: { burst: { newInTenMinutes: 3 }, 'first-contact': { action: 'log' } },
  approvers: [{ for: '*@corp.example', approver: 'boss@corp.example' }],
};

let house: House;
beforeAll(async () => {
  house = await openHouse({ notices: true, policy: POLICY });
  await house.addUser('boss', 'approver');
});
afterAll(() => house.close());

let count = 0;

/** One more mail of a hijacked account, to somebody it has never written to. */
function spam(from: string, at = house): Promise<MailId> {
  count += 1;
  const to = `who${count}@stranger${count}.example`;
  const lines = ['Content-Type: text/plain', '', 'Your payment has failed. Please update it within a day.'];
  return at.accept({
    from,
    to: [to],
    lines: [`From: ${from}`, `To: ${to}`, `Subject: Payment ${count}`, ...lines],
  });
}

/** The first two pass, as nobody can know yet; the others are the burst. */
async function burstOf(from: string, size: number, at = house): Promise<readonly MailId[]> {
  const ids: MailId[] = [];
  for (let n = 0; n < size + 2; n += 1) ids.push(await spam(from, at));
  return ids.slice(2);
}

const statesOf = async (ids: readonly MailId[]) =>
  Promise.all(ids.map(async (id) => (await house.store.findMail(id))?.mail.state));

/** What the form for all of them says, as it stood in the page. */
function formOf({ html }: { readonly html: string }, decision: 'release' | 'return') {
  const forms = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((one) => one.includes('/burst"') && one.includes(`value="${decision}"`)) ?? '';
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1];
  const grant = fieldOf('grant');
  return {
    csrf: fieldOf('csrf') ?? '',
    decision,
    seen: fieldOf('seen') ?? '',
    ...(grant === undefined ? {} : { grant }),
  };
}

async function openBurst(boss: Visitor, ids: readonly MailId[], decision: 'release' | 'return') {
  const [first] = ids;
  if (first === undefined) throw new Error('no mail');
  return { first, form: formOf(await boss.get(`/held/${first}/burst`), decision) };
}

describe('a burst', () => {
  it('is one row with samples and one notice, and freezes only its sender', async () => {
    const ids = await burstOf('taro@corp.example', 5);
    expect(await statesOf(ids)).toEqual(Array(5).fill('held'));
    const other = await spam('hanako@corp.example');
    expect(await statesOf([other])).toEqual(['queued']);
    const boss = await house.signIn('boss');
    const list = await boss.get('/held');
    expect(ids.filter((id) => list.html.includes(`/held/${id}`))).toHaveLength(1);
    expect(list.text).toContain('5 mails in a row');
    const page = await boss.get(`/held/${ids[0]}`);
    expect(page.text).toContain('One of 5 mails sent in a row They go to 5 recipients.');
    expect(page.html).toContain(`href="/held/${ids[0]}/burst"`);
    const all = await boss.get(`/held/${ids[0]}/burst`);
    expect(ids.filter((id) => !all.html.includes(`/held/${id}"`))).toEqual([]);
    const told = (await house.notices()).map(({ to }) => to).sort();
    expect(told).toEqual(['boss@corp.example', 'taro@corp.example']);
  });

  it('is told of by its next mail when nobody was told of the first, held while there were no notices', async () => {
    const [silent = ''] = await burstOf('hachiro@corp.example', 1);
    house.sql(`DELETE FROM notices WHERE mail_id = '${silent}'`);
    await spam('hachiro@corp.example');
    await spam('hachiro@corp.example');
    const told = (await house.notices()).map(({ to }) => to).filter((to) => to === 'hachiro@corp.example');
    expect(told).toHaveLength(1);
  });

  it('reminds once, ends once at the deadline, and says for how many it speaks', async () => {
    const from = 'rokuro@corp.example';
    const ids = await burstOf(from, 4);
    /** What was sent about them so far, to whom. */
    const told = async () => {
      house.wait(2);
      await house.notices();
      const events = await Promise.all(ids.map((mailId) => house.store.listEvents({ mailId, limit: 100 })));
      const sent = events.flat().filter(({ type }) => type === 'notice-sent');
      return sent.map(({ detail }) => `${detail.kind} ${detail.to}`).sort();
    };
    const tellAll = async (minutes: number) => {
      house.wait(minutes);
      for (const id of ids) await house.tellTime(id);
    };
    const first = ['held rokuro@corp.example', 'review boss@corp.example'];
    expect(await told()).toEqual(first);
    await tellAll(5 * 60);
    expect(await told()).toEqual([...first, 'reminder boss@corp.example'].sort());
    const reminders = (await house.notices()).filter(({ text }) => text.includes('One of 4 mails'));
    expect(reminders.map(({ to }) => to)).toContain('boss@corp.example');
    expect(await statesOf(ids)).toEqual(Array(4).fill('held'));
    await tellAll(24 * 60);
    expect(await statesOf(ids)).toEqual(Array(4).fill('cancelled'));
    const ends = ['expired rokuro@corp.example', 'handled boss@corp.example'];
    expect(await told()).toEqual([...first, ...ends, 'reminder boss@corp.example'].sort());
  });

  it('is decided at once, for exactly the mails that were listed', async () => {
    const ids = await burstOf('jiro@corp.example', 4);
    const boss = await house.signIn('boss');
    const { first, form } = await openBurst(boss, ids, 'return');
    expect(form.seen.split(' ')).toHaveLength(4);
    const late = await spam('jiro@corp.example');
    expect(await boss.post(`/held/${first}/burst`, form)).toMatchObject({ status: 303 });
    expect(await statesOf(ids)).toEqual(Array(4).fill('cancelled'));
    expect(await statesOf([late])).toEqual(['held']);
    expect((await boss.get('/held')).html).toContain(`/held/${late}`);
    const told = (await house.notices()).filter(({ mail }) => ids.includes(mail.about as MailId));
    expect(
      told.filter(({ to, text }) => to === 'jiro@corp.example' && /Returned|returned/.test(text)),
    ).toHaveLength(1);
  });

  it('tells every comment', async () => {
    const [one = '', two = ''] = await burstOf('goro@corp.example', 3);
    await house.notices();
    const boss = await house.signIn('boss');
    for (const [id, comment] of [
      [one, 'Who is this?'],
      [two, 'And this?'],
    ] as const) {
      const path = `/held/${id}/decision`;
      await boss.get(`/held/${id}`);
      await boss.post(path, { ...boss.hiddenFields(path), decision: 'return', comment });
    }
    const texts = (await house.notices())
      .filter(({ to }) => to === 'goro@corp.example')
      .map(({ text }) => text);
    expect(texts.filter((text) => /Who is this\?/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => /And this\?/.test(text))).toHaveLength(1);
  });

  it('leaves a mail alone that changed, was decided by somebody else, or is of another sender', async () => {
    const ids = await burstOf('saburo@corp.example', 3);
    const others = await burstOf('shiro@corp.example', 1);
    const boss = await house.signIn('boss');
    const { first, form } = await openBurst(boss, ids, 'release');
    const [one, two, three] = ids as [MailId, MailId, MailId];
    const changed = await house.store.findMail(two);
    if (changed === null) throw new Error('no mail');
    const { mail } = changed;
    for (const other of [{ revision: 2 }, { sha256: mail.envelopeSha256 }, { envelopeSha256: mail.sha256 }])
      expect(form.seen).not.toContain(markOf({ mail: { ...mail, ...other } }));
    const seen = form.seen.replace(markOf(changed), markOf({ mail: { ...mail, revision: 2 } }));
    const foreign = await house.store.findMail(others[0] as MailId);
    if (foreign === null) throw new Error('no mail');
    await boss.post(`/held/${first}/burst`, { ...form, seen: `${seen} ${markOf(foreign)}` });
    expect(await statesOf([one, two, three, ...others])).toEqual(['queued', 'held', 'queued', 'held']);
    expect((await boss.post(`/held/${first}/burst`, { ...form, seen: 'x' })).status).toBe(400);
  });

  it('is never given another grant than the one that its form names', async () => {
    const burst = { newInTenMinutes: 3, action: 'confirm-and-approve' };
    const other = await openHouse({ policy: { ...POLICY, checks: { ...POLICY.checks, burst } } });
    try {
      await other.addUser('boss', 'approver');
      await other.addUser('taro', 'sender');
      const ids = await burstOf('taro@corp.example', 3, other);
      const [boss, taro] = [await other.signIn('boss'), await other.signIn('taro')];
      const own = await openBurst(taro, ids, 'release');
      expect(own.form.grant).toBe('sender');
      expect(await taro.post(`/held/${own.first}/burst`, own.form)).toMatchObject({ status: 303 });
      const approval = await openBurst(boss, ids, 'release');
      expect(approval.form.grant).toBe('supervisor');
      // A page on which the boss would have confirmed in the sender's place, opened before.
      await boss.post(`/held/${own.first}/burst`, { ...approval.form, grant: 'sender' });
      const given = async () =>
        Promise.all(ids.map(async (id) => (await other.store.findMail(id))?.hold?.given.length));
      expect(await given()).toEqual([1, 1, 1]);
      const { grant: _, ...nameless } = approval.form;
      expect((await boss.post(`/held/${own.first}/burst`, nameless)).status).toBe(400);
      await boss.post(`/held/${own.first}/burst`, approval.form);
      expect(await given()).toEqual([2, 2, 2]);
    } finally {
      await other.close();
    }
  });
});
