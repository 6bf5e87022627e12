// A key added to the key file: new mails by the new one, old ones readable, and nothing that was hashed with the first
// one forgotten.

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addKey } from '../../src/store/key-file.ts';
import { IntegrityError } from '../../src/store/store.ts';
import { eachDatabase, type Place } from './databases.ts';
import { at, lesson, newMail, queuedMail } from './samples.ts';

const ACTOR = { kind: 'cli', id: 'root', via: 'cli' } as const;
const event = (minute: number) => ({
  type: 'viewed' as const,
  mailId: null,
  at: at(minute),
  actor: ACTOR,
  detail: {},
});

const EMPTY_ROWS = { people: [], groups: [], deputies: [] };

/** Which keys the mails' own keys are sealed with, as the database shows it to anybody. */
async function wrappedLengths(place: Place): Promise<readonly number[]> {
  const rows = await place.sql('select length(wrapped_key) as n from mails order by received_at');
  return rows.map(({ n }) => Number(n));
}

const FIRST = 60;
const LATER = 61;

eachDatabase('A new key', (places) => {
  async function withTwoKeys() {
    const place = await places.fresh();
    const first = await place.open();
    const old = newMail({ receivedAt: at(0) });
    await first.insertMail(old);
    await first.learn([lesson(at(1), 'a@corp.example', ['b@x.example'], ['b@x.example', 'c@x.example'])]);
    const firstFile = readFileSync(place.settings.keyFile);
    expect(await addKey(place.settings.keyFile)).toBe(2);
    return { place, first, old, firstFile };
  }

  it('seals new mails; old ones stay readable, and pairs that were seen together are known', async () => {
    const { place, first, old } = await withTwoKeys();
    await first.close();
    const store = await place.open();
    const young = newMail({ receivedAt: at(1) });
    await store.insertMail(young);
    expect(await wrappedLengths(place)).toEqual([FIRST, LATER]);
    for (const mail of [old, young]) {
      expect(Buffer.from(await store.readOctets(mail.id))).toEqual(mail.octets);
      expect((await store.findMail(mail.id))?.mail.subject).toBe('見積書');
    }
    await store.learn([lesson(at(2), 'a@corp.example', ['b@x.example'], ['b@x.example', 'c@x.example'])]);
    expect((await place.sql('select pair from disclosures')).length).toBe(1);
  });

  it('takes over the old mails too, in steps that may be broken off and repeated', async () => {
    const { place, first } = await withTwoKeys();
    for (let stored = 0; stored < 250; stored += 10) {
      await Promise.all(
        Array.from({ length: 10 }, () => first.insertMail(queuedMail({ receivedAt: at(0) }))),
      );
    }
    await first.close();
    const store = await place.open();
    // The last one in the order of the walk cannot be opened: it stops there.
    const last = '(select id from mails order by id desc limit 1)';
    await place.sql(`update mails set sha256 = '${'0'.repeat(64)}' where id = ${last}`);
    await place.sql(
      `update mails set wrapped_key = (select o.wrapped_key from mails o order by id limit 1) where id = ${last}`,
    );
    await expect(store.rewrapKeys()).rejects.toThrow(IntegrityError);
    const done = (await wrappedLengths(place)).filter((length) => length === LATER).length;
    expect(done).toBe(200);
    await place.sql(`delete from mails where sha256 = '${'0'.repeat(64)}'`);
    expect(await store.rewrapKeys()).toBe(50);
    expect(new Set(await wrappedLengths(place))).toEqual(new Set([LATER]));
    expect(await store.rewrapKeys()).toBe(0);
    for (const { mail } of await store.listMails({ limit: 5 })) await store.readOctets(mail.id);
  });

  it('is found by a relay that runs, the moment it meets something sealed with it', async () => {
    const { place, first } = await withTwoKeys();
    const other = await place.open({ writerId: 'relay-2' });
    const young = newMail({ receivedAt: at(1) });
    await other.insertMail(young);
    await other.rewrapKeys();
    expect(Buffer.from(await first.readOctets(young.id))).toEqual(young.octets);
    await first.insertMail(newMail({ receivedAt: at(2) }));
    expect((await wrappedLengths(place)).at(-1)).toBeGreaterThanOrEqual(FIRST);
    expect(await first.verifyEvents()).toMatchObject({ ok: true, checked: 6 });
  });

  it('vouches for the audit from then on: one chain over both, and the old key writes nothing after it', async () => {
    const { place, first, firstFile } = await withTwoKeys();
    await first.close();
    const store = await place.open();
    await store.addEvent(event(1));
    await store.addEvent(event(2));
    expect(await store.verifyEvents()).toEqual({ ok: true, checked: 4, firstBad: null });
    await store.close();
    // Somebody who has the old key file alone, and a database that forgot the new one.
    await place.sql("delete from meta where name = 'key-check 2'");
    const newFile = readFileSync(place.settings.keyFile);
    writeFileSync(place.settings.keyFile, firstFile);
    const thief = await place.open();
    await thief.addEvent(event(3));
    await thief.close();
    writeFileSync(place.settings.keyFile, newFile);
    const owner = await place.open();
    expect(await owner.verifyEvents()).toMatchObject({ ok: false, firstBad: 'relay-1#5 (changed)' });
  });

  it('that is missing in the key file keeps the data closed, and says how many there must be', async () => {
    const { place, first, firstFile } = await withTwoKeys();
    await first.close();
    await (await place.open()).close();
    writeFileSync(place.settings.keyFile, firstFile);
    await expect(place.open()).rejects.toThrow(/has 1 keys, .* needs 2/);
  });

  it('seals what is remembered of the last hours without forgetting what was before', async () => {
    const { place, first } = await withTwoKeys();
    await first.putDirectory({ source: 'file', syncedAt: at(1), rows: EMPTY_ROWS });
    await first.close();
    const store = await place.open();
    expect(await store.readDirectory()).toMatchObject([{ source: 'file', rows: EMPTY_ROWS }]);
    await store.putDirectory({ source: 'file', syncedAt: at(2), rows: EMPTY_ROWS });
    expect(await store.readDirectory()).toHaveLength(1);
  });
});
