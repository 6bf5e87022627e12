// So many mails of one sender may be held at once, and not one more, however many come at the same moment.

import { expect, it } from 'vitest';
import type { AddrSpec } from '../../src/guard/address.ts';
import type { MailId, NewMail } from '../../src/store/store.ts';
import { eachDatabase, type Place } from './databases.ts';
import { address, decision, newMail, queuedMail } from './samples.ts';

const MIB = 1024 * 1024;
const from = (reversePath: AddrSpec | null): NewMail => newMail({ reversePath });
const TABLES = ['mails', 'recipients', 'events', 'octets', 'early_octets', 'arrivals', 'recent_mails'];

const rowsIn = (place: Place) =>
  Promise.all(TABLES.map(async (table) => (await place.sql(`select 1 as one from ${table}`)).length));

eachDatabase('The quota of held mail', (places) => {
  it('lets no more in than it says, whoever of several relays is asked at the same moment', async () => {
    const place = await places.fresh();
    const relays = [await place.open(), await place.open({ writerId: 'relay-2' })];
    const senders = ['ann@corp.example', 'Ann@CORP.example'].map(address);
    const mails = Array.from({ length: 20 }, (_, n) => from(senders[n % 2] ?? null));
    const stored = await Promise.all(mails.map((mail, n) => relays[n % 2]?.insertHeld(mail, 3)));
    expect(stored.filter(Boolean)).toHaveLength(3);
    const kept = mails.filter((_, n) => stored[n]).map(({ id }) => id);
    const listed = await relays[0]?.listMails({ states: ['held'], limit: 99 });
    expect(listed?.map(({ mail }) => mail.id).sort()).toEqual(kept.sort());
    expect(await relays[0]?.verifyEvents()).toMatchObject({ ok: true, checked: 6 });
  });

  it('counts each sender for itself, and the null reverse-path as one', async () => {
    const store = await (await places.fresh()).open();
    const senders = [address('ann@corp.example'), address('bob@corp.example'), null];
    for (const sender of senders) {
      expect(await store.insertHeld(from(sender), 1)).toBe(true);
      expect(await store.insertHeld(from(sender), 1)).toBe(false);
      expect(await store.insertHeld(from(sender), 2)).toBe(true);
    }
  });

  it('counts what is held now: not what was decided, nor what is queued', async () => {
    const store = await (await places.fresh()).open();
    const ann = address('ann@corp.example');
    await store.insertMail(queuedMail({ reversePath: ann }));
    const first = from(ann);
    expect(await store.insertHeld(first, 1)).toBe(true);
    expect(await store.insertHeld(from(ann), 1)).toBe(false);
    const detail = await store.findMail(first.id);
    if (detail === null) throw new Error('the held mail is gone');
    await store.changeHold(decision(detail));
    expect(await store.insertHeld(from(ann), 1)).toBe(true);
  });

  it('leaves nothing of a mail that is one too many, large ones included', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const ann = address('ann@corp.example');
    const large = () => newMail({ reversePath: ann, octets: Buffer.alloc(3 * MIB, 'x') });
    const both = [large(), large()];
    // Both are written before either is counted.
    const stored = await Promise.all(both.map((mail) => store.insertHeld(mail, 1)));
    expect(stored.filter(Boolean)).toHaveLength(1);
    const kept = both[stored.indexOf(true)]?.id ?? ('' as MailId);
    expect((await store.readOctets(kept)).length).toBe(3 * MIB);
    const before = await rowsIn(place);
    expect(await store.insertHeld(large(), 1)).toBe(false);
    expect(await store.insertHeld(from(ann), 1)).toBe(false);
    expect(await rowsIn(place)).toEqual(before);
    const pieces = await place.sql(`select 1 as one from early_octets where mail_id <> '${kept}'`);
    expect([pieces, await place.sql('select 1 as one from arrivals')]).toEqual([[], []]);
  });
});
