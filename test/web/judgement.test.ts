// What people say afterwards about a hold is kept, per person and mail, and changes nothing about the mail.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lesson } from '../store/samples.ts';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [name, role] of [
    ['boss', 'approver'],
    ['ann', 'sender'],
    ['bob', 'sender'],
  ] as const)
    await house.addUser(name, role);
});
afterAll(() => house.close());

describe('what people say of a hold', () => {
  it('is kept for each person, the last word counts, and the mail stays as it is', async () => {
    const mailId = await house.accept(firstContact('ann@corp.example', 'A plan'));
    const path = `/held/${mailId}/judgement`;
    const [ann, boss, bob] = [
      await house.signIn('ann'),
      await house.signIn('boss'),
      await house.signIn('bob'),
    ];
    expect((await ann.get(`/held/${mailId}`)).text).toContain('Was it right to hold this mail?');
    expect((await ann.post(path, { judgement: 'wrong-hold', check: 'first-contact' })).status).toBe(303);
    await boss.get(`/held/${mailId}`);
    await boss.post(path, { judgement: 'wrong-hold' });
    await boss.post(path, { judgement: 'right-hold' });
    const said = await house.store.listJudgements({ mailId, limit: 9 });
    expect(
      new Set(said.map(({ userId, judgement, checks }) => [userId, judgement, ...checks].join(' '))),
    ).toEqual(new Set(['id-ann wrong-hold first-contact', 'id-boss right-hold']));
    expect((await ann.get(`/held/${mailId}`)).text).toContain('You said: No, it was in order.');
    expect((await house.store.findMail(mailId))?.mail.state).toBe('held');
    expect(
      (await house.store.listEvents({ mailId, limit: 50 })).filter(({ type }) => type === 'judged'),
    ).toHaveLength(3);
    await bob.get('/held');
    expect((await bob.post(path, { judgement: 'wrong-hold' })).status).toBe(404);
    expect((await ann.post(path, { judgement: 'missed-hold' })).status).toBe(400);
  });

  it('may also be that a mail which passed should have been held', async () => {
    house.wait(1);
    await house.store.learn([
      lesson('2026-11-01T00:00:00.000Z', 'ann@corp.example', ['tanto@new-client.example']),
    ]);
    const mailId = await house.accept(firstContact('ann@corp.example', 'Passed'));
    expect((await house.store.findMail(mailId))?.mail.state).toBe('queued');
    const ann = await house.signIn('ann');
    expect((await ann.get(`/held/${mailId}`)).text).toContain('Should this mail have been held?');
    await ann.post(`/held/${mailId}/judgement`, { judgement: 'missed-hold' });
    expect(await house.store.listJudgements({ since: house.now().toISOString(), limit: 1 })).toMatchObject([
      { mailId, judgement: 'missed-hold', checks: [] },
    ]);
  });
});
