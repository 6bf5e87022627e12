// Several held mails at once: asked once more, done for exactly what was shown, and never sent unless the policy says so.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailId } from '../../src/store/store.ts';
import { type House, openHouse } from './house.ts';
import { firstContact } from './mails.ts';
import type { Visitor } from './visitor.ts';

let house: House;
let boss: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await house.addUser('boss', 'approver');
  boss = await house.signIn('boss');
});
afterAll(() => house.close());

const accept = (subjects: readonly string[]) =>
  Promise.all(subjects.map((subject) => house.accept(firstContact('ann@corp.example', subject))));

async function shown(visitor: Visitor, deed: string, ids: readonly MailId[]) {
  const query = new URLSearchParams([['do', deed], ...ids.map((id) => ['id', id])]);
  const page = await visitor.get(`/held/several?${query}`);
  const mail = [...page.html.matchAll(/name="mail" value="([^"]+)"/g)].map(([, value = '']) => value);
  return { page, mail };
}

const stateOf = async (id: MailId) => (await house.store.findMail(id))?.mail.state;

describe('several held mails', () => {
  it('are chosen in the list, shown once more, and returned with one comment', async () => {
    const ids = await accept(['First of two', 'Second of two']);
    const list = await boss.get('/held');
    expect(list.html).toContain(`value="${ids[0]}" form="several"`);
    expect(list.text).toContain('Remind… Return…');
    expect(list.text).not.toContain('Send…');
    const { page, mail } = await shown(boss, 'return', ids);
    expect(page.text).toMatch(/Return to the senders 2 .*First of two.*Second of two.*Return 2 mails/);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['held', 'held']);
    const done = await boss.post('/held/several', { do: 'return', mail, comment: 'Please with a password' });
    expect(done.text).toContain('Returned: 2 of 2');
    for (const id of ids) {
      expect((await house.store.findMail(id))?.mail).toMatchObject({
        decision: 'return',
        comment: 'Please with a password',
      });
    }
  });

  it('are returned each by itself: what has ended or changed meanwhile is said, not done', async () => {
    const ids = await accept(['Stays', 'Ends meanwhile', 'Other octets']);
    const { mail } = await shown(boss, 'return', ids);
    const [first = '', ended = '', other = ''] = mail;
    await boss.post('/held/several', { do: 'return', mail: ended });
    const forged = other.replace(/ [0-9a-f]{64}/, ` ${'0'.repeat(64)}`);
    const done = await boss.post('/held/several', { do: 'return', mail: [first, ended, forged] });
    expect(done.text).toContain('Returned: 1 of 3');
    expect(done.text).toContain('It was decided before.');
    expect(done.text).toContain('The mail has changed since you opened it.');
    expect(await stateOf(ids[2] as MailId)).toBe('held');
  });

  it('are reminded once for each step', async () => {
    const [id = '' as MailId] = await accept(['Waits']);
    const { mail } = await shown(boss, 'remind', [id]);
    expect((await boss.post('/held/several', { do: 'remind', mail })).text).toContain('Reminded: 1 of 1');
    expect((await house.store.listEvents({ mailId: id, limit: 9 })).at(-1)?.type).toBe('reminded');
    const again = await boss.post('/held/several', { do: 'remind', mail });
    expect(again.text).toContain('They have been reminded already.');
    expect(await stateOf(id)).toBe('held');
  });

  it('are sent together only where the policy allows it, and never the own ones', async () => {
    const [id = '' as MailId] = await accept(['Not sent like this']);
    const { page, mail } = await shown(boss, 'return', [id]);
    expect(page.status).toBe(200);
    expect((await shown(boss, 'release', [id])).page.status).toBe(404);
    await boss.get('/held');
    expect((await boss.post('/held/several', { do: 'release', grant: 'sender', mail })).status).toBe(404);
    expect(await stateOf(id)).toBe('held');

    const lax = await openHouse({ policy: { holds: { releaseSeveral: true } } });
    try {
      await lax.addUser('boss', 'approver');
      const own = await lax.accept(firstContact('boss@corp.example', 'Own'));
      const theirs = await lax.accept(firstContact('ann@corp.example', 'Theirs'));
      const visitor = await lax.signIn('boss');
      const chosen = await shown(visitor, 'release', [own, theirs]);
      const named = { do: 'release', mail: chosen.mail };
      expect((await visitor.post('/held/several', named)).status).toBe(400);
      const done = await visitor.post('/held/several', { ...named, grant: 'sender' });
      expect(done.text).toContain('Sent: 1 of 2');
      expect((await lax.store.findMail(own))?.mail.state).toBe('held');
      expect((await lax.store.findMail(theirs))?.mail.state).toBe('queued');
    } finally {
      await lax.close();
    }
  });

  it('are given each grant by a form of its own, which gives no other one', async () => {
    const overrides = [
      { when: { to: ['two.example'] }, checks: { 'first-contact': { action: 'confirm-and-approve' } } },
    ];
    const lax = await openHouse({ policy: { overrides, holds: { releaseSeveral: true } } });
    try {
      for (const name of ['boss', 'chief']) await lax.addUser(name, 'approver');
      await lax.addUser('ann', 'sender');
      const twice = { ...firstContact('ann@corp.example', 'Two grants'), to: ['x@two.example'] };
      const both = await lax.accept(twice);
      const one = await lax.accept(firstContact('ann@corp.example', 'One grant'));
      const visitor = await lax.signIn('boss');
      const { page } = await shown(visitor, 'release', [both, one]);
      const forms = [...page.html.matchAll(/<form\b[^>]*class="card"[\s\S]*?<\/form>/g)].map(
        ([form]) => form,
      );
      expect(forms.map((form) => /name="grant" value="(\w+)"/.exec(form)?.[1])).toEqual(['sender', 'sender']);
      expect(forms.map((form) => form.includes(`${both} `))).toEqual([true, false]);
      expect(page.text).toContain('Confirm 1 mail');
      const mail = /name="mail" value="([^"]+)"/.exec(forms[0] ?? '')?.[1] ?? '';
      const done = await visitor.post('/held/several', { do: 'release', grant: 'sender', mail });
      expect(done.text).toContain('Confirmed: 1 of 1');
      // The same press again, or a page that somebody else still has open, approves nothing.
      const chief = await lax.signIn('chief');
      await chief.get('/held');
      const again = await chief.post('/held/several', { do: 'release', grant: 'sender', mail });
      expect(again.text).toContain('This is not what the mail waits for now.');
      const { hold } = (await lax.store.findMail(both)) ?? {};
      expect([hold?.state, hold?.given.map(({ grant }) => grant)]).toEqual(['held', ['sender']]);
    } finally {
      await lax.close();
    }
  });

  it('are none when none is chosen, and none of the chosen ones that are nobody else’s business', async () => {
    expect((await shown(boss, 'return', [])).page.text).toContain('Choose at least one mail');
    expect((await boss.get('/held/several?do=burn&id=m-x')).status).toBe(400);
    expect((await boss.post('/held/several', { do: 'return', mail: 'm-x not a digest' })).status).toBe(400);
  });
});
