// Deciding: once, on what was seen, by those who may; whoever comes late learns who was faster.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { type House, openHouse } from './house.ts';
import { firstContact, winterClosing } from './mails.ts';
import type { Visitor } from './visitor.ts';

let house: House;
let count = 0;

beforeAll(async () => {
  house = await openHouse({
    policy: {
      checks: { 'important-recipient': { action: 'two-person' } },
      importantRecipients: ['vip.example'],
    },
  });
  await house.addUser('admin', 'admin', null);
  await house.addUser('boss', 'approver');
  await house.addUser('suzuki', 'approver');
  await house.addUser('yamada', 'sender');
  await house.addUser('ann', 'sender');
});
afterAll(() => house.close());

/** One click by the sender is enough. */
const simple = (from = 'ann@corp.example') => {
  count += 1;
  return house.accept(firstContact(from, `Plan ${count}`));
};

async function press(visitor: Visitor, id: MailId, fields: Record<string, string | string[]>) {
  await visitor.get(`/held/${id}`);
  const path = `/held/${id}/decision`;
  return visitor.post(path, { ...visitor.hiddenFields(path), comment: '', ...fields });
}

const stateOf = async (id: MailId) => (await house.store.findMail(id))?.mail;

describe('a decision', () => {
  it('releases the mail, says who did it, and offers no other one', async () => {
    const id = await simple();
    const boss = await house.signIn('boss');
    expect(await press(boss, id, { decision: 'release' })).toMatchObject({
      status: 303,
      location: `/held/${id}`,
    });
    expect(await stateOf(id)).toMatchObject({ state: 'queued', decidedBy: 'id-boss', decision: 'release' });
    const seen = await boss.get(`/held/${id}`);
    expect(seen.text).toContain('Released by boss on 24 Nov 2026, 10:42.');
    expect(seen.html).not.toContain('/decision');
  });

  it('returns it with the ticked reasons and the comment, which are shown as they were written', async () => {
    const id = await simple();
    const boss = await house.signIn('boss');
    await press(boss, id, {
      decision: 'return',
      reason: ['bcc', 'encrypt'],
      comment: ' <b>Please</b>\r\nsoon ',
    });
    expect(await stateOf(id)).toMatchObject({
      state: 'cancelled',
      comment: 'Use Bcc / Encrypt the attachment\n<b>Please</b>\r\nsoon',
    });
    const seen = await boss.get(`/held/${id}`);
    expect(seen.text).toMatch(/Returned to the sender by boss .* <b>Please<\/b> soon/);
    expect(seen.html).toContain('&lt;b>Please&lt;/b>');
  });

  it('is made once, however many press at the same moment; the others learn by whom', async () => {
    const id = await simple();
    const visitors = await Promise.all(['boss', 'suzuki', 'admin'].map((name) => house.signIn(name)));
    for (const visitor of visitors) await visitor.get(`/held/${id}`);
    const path = `/held/${id}/decision`;
    const answers = await Promise.all(
      visitors.map((visitor, n) =>
        visitor.post(path, {
          ...visitor.hiddenFields(path),
          decision: n === 0 ? 'return' : 'release',
          comment: '',
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    const { decision, decidedBy } = (await stateOf(id)) ?? {};
    const who = decidedBy?.replace('id-', '');
    const late = answers.find(({ status }) => status === 409);
    expect(late?.text).toContain('Somebody was faster');
    expect(late?.text).toContain(
      `${decision === 'return' ? 'Returned to the sender' : 'Released'} by ${who}`,
    );
    const events = await house.store.listEvents({ mailId: id, limit: 50 });
    expect(events.filter(({ type }) => type === 'released' || type === 'returned')).toHaveLength(1);
  });

  it('counts only for what was seen', async () => {
    const id = await simple();
    const boss = await house.signIn('boss');
    for (const changed of [
      { sha256: 'a'.repeat(64) },
      { envelopeSha256: 'b'.repeat(64) },
      { revision: '2' },
    ]) {
      const seen = await press(boss, id, { decision: 'release', ...changed });
      expect(seen.status).toBe(409);
      expect(seen.text).toContain('has changed since you opened it');
      expect((await stateOf(id))?.state).toBe('held');
    }
  });

  it('about a mail that the deadline has decided comes too late', async () => {
    const id = await simple();
    const boss = await house.signIn('boss');
    await boss.get(`/held/${id}`);
    const path = `/held/${id}/decision`;
    const fields = { ...boss.hiddenFields(path), decision: 'release', comment: '' };
    house.wait(8 * 60);
    await house.tellTime(id);
    const seen = await boss.post(path, fields);
    expect(seen.status).toBe(409);
    expect(seen.text).toContain('Nobody decided until 24 Nov 2026, 18:42. Not sent.');
  });
});

describe('senders', () => {
  it('see and decide their own mail only; for the rest there is nothing', async () => {
    const [own, foreign] = [await simple('ann@corp.example'), await simple('yamada@corp.example')];
    const ann = await house.signIn('ann');
    const list = await ann.get('/held');
    expect(list.html).toContain(own);
    expect(list.html).not.toContain(foreign);
    expect((await ann.get(`/held?q=${foreign}`)).html).not.toContain(`/held/${foreign}"`);
    expect((await ann.get(`/held/${foreign}`)).status).toBe(404);
    const nothing = await ann.get('/held/m-00000000000000000000000000');
    expect((await ann.get(`/held/${foreign}`)).text).toBe(nothing.text);
    await ann.get(`/held/${own}`);
    const path = `/held/${own}/decision`;
    const fields = { ...ann.hiddenFields(path), decision: 'withdraw' };
    expect((await ann.post(`/held/${foreign}/decision`, fields)).status).toBe(404);
    expect((await stateOf(foreign))?.state).toBe('held');
    expect((await ann.post(path, fields)).status).toBe(303);
    expect(await stateOf(own)).toMatchObject({ state: 'cancelled', decision: 'withdraw' });
  });

  it('confirm what needs only themselves, and never what needs a supervisor', async () => {
    const yamada = await house.signIn('yamada');
    const simpleId = await simple('yamada@corp.example');
    expect((await press(yamada, simpleId, { decision: 'release' })).status).toBe(303);
    const id = await house.accept(winterClosing());
    const seen = await yamada.get(`/held/${id}`);
    expect(seen.text).toContain('somebody else has to approve it');
    const refused = await press(yamada, id, { decision: 'release' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(
      'This is your own mail: somebody else has to approve it. Nothing was decided.',
    );
    expect((await stateOf(id))?.state).toBe('held');
  });

  it('are nobody to approve their own mail even when they are approvers', async () => {
    const mail = winterClosing();
    const lines = mail.lines.map((line) => line.replaceAll('yamada@', 'boss@'));
    const id = await house.accept({ ...mail, from: 'boss@corp.example', lines });
    const boss = await house.signIn('boss');
    expect((await press(boss, id, { decision: 'release' })).status).toBe(403);
    expect((await stateOf(id))?.state).toBe('held');
    expect((await press(await house.signIn('suzuki'), id, { decision: 'release' })).status).toBe(303);
  });
});

describe('a mail that needs two persons', () => {
  const important = () => {
    count += 1;
    const mail = firstContact('ann@corp.example', `Contract ${count}`);
    return house.accept({
      ...mail,
      to: ['ceo@vip.example'],
      lines: mail.lines.map((line) => line.replace('tanto@new-client', 'ceo@vip')),
    });
  };

  it('is not sent by one of them, however often they press', async () => {
    const id = await important();
    const boss = await house.signIn('boss');
    expect((await boss.get(`/held/${id}`)).text).toContain('A second person has to say yes as well.');
    await press(boss, id, { decision: 'release' });
    await press(boss, id, { decision: 'release' });
    expect((await stateOf(id))?.state).toBe('held');
    expect((await boss.get(`/held/${id}`)).text).toMatch(
      /boss@corp.example approved on .* Waits for the approval of a second person/,
    );
  });

  it('is sent by the second one, and returned by either alone', async () => {
    const [sent, returned] = [await important(), await important()];
    const [boss, suzuki] = [await house.signIn('boss'), await house.signIn('suzuki')];
    await press(boss, sent, { decision: 'release' });
    await press(suzuki, sent, { decision: 'release' });
    expect(await stateOf(sent)).toMatchObject({ state: 'queued', decidedBy: 'id-suzuki' });
    await press(suzuki, returned, { decision: 'return' });
    expect((await stateOf(returned))?.state).toBe('cancelled');
  });

  it('counts the first approval only for what it was given for', async () => {
    const id = await important();
    const boss = await house.signIn('boss');
    expect((await press(boss, id, { decision: 'release', revision: '2' })).status).toBe(409);
    await house.store.addEvent({
      type: 'granted',
      mailId: id,
      at: '2026-11-24T01:42:00.000Z',
      actor: { kind: 'user', id: 'id-suzuki', via: 'web' },
      detail: { sha256: 'a'.repeat(64), envelopeSha256: 'b'.repeat(64), revision: 1 },
    });
    await press(boss, id, { decision: 'release' });
    expect((await stateOf(id))?.state).toBe('held');
  });
});

describe('auditors', () => {
  it('see what was found and decide nothing, and the text is not for them', async () => {
    await house.addUser('audrey', 'auditor');
    const id = await simple();
    const audrey = await house.signIn('audrey');
    const seen = await audrey.get(`/held/${id}`);
    expect(seen.text).toContain('Nobody here has written to tanto@new-client.example');
    expect(seen.text).toContain('The text can be opened for a stated reason');
    expect(seen.text).not.toContain('Please find the plan');
    expect(seen.html).not.toContain('/decision');
  });
});
