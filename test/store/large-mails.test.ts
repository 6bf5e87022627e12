// A large mail goes into the store and comes out of it in steps: whole or not at all, and nobody waits for all of it.

import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { STEP_OCTETS } from '../../src/store/operations/octets.ts';
import type { PurgeLimits } from '../../src/store/purge.ts';
import { IntegrityError } from '../../src/store/store.ts';
import { eachDatabase, type Place } from './databases.ts';
import { queuedMail, report } from './samples.ts';

const MIB = 1024 * 1024;
const large = () => queuedMail({ octets: randomBytes(3 * MIB) });
const count = async (place: Place, table: string) =>
  (await place.sql(`select 1 as one from ${table}`)).length;

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

const atHour = (hour: number) => new Date(Date.UTC(2026, 3, 1, hour)).toISOString();

function limits(now: string, sentBefore: string): PurgeLimits {
  const never = atHour(0);
  const actor = { kind: 'system', id: 'sweep', via: 'sweep' } as const;
  return { now, sentBefore, heldBefore: never, factsBefore: sentBefore, auditBefore: never, actor };
}

const TAMPERED = [
  (id: string) => `delete from early_octets where n = 20 and mail_id = '${id}'`,
  (id: string) => `delete from early_octets where n > 15 and mail_id = '${id}'`,
  (id: string) =>
    `update early_octets set sealed = (select o.sealed from early_octets o where o.n = 1 and o.mail_id = '${id}') where n = 17 and mail_id = '${id}'`,
  (id: string) => `update mails set sha256 = '${'0'.repeat(64)}' where id = '${id}'`,
  (id: string) => `update mails set size_octets = size_octets - 1 where id = '${id}'`,
];

eachDatabase('A large mail', (places) => {
  it('lets small ones through while it is stored and while it is read', async () => {
    const store = await places.shared();
    const [mail, small] = [queuedMail({ octets: randomBytes(12 * MIB) }), queuedMail()];
    // Each has a connection at hand: opening one may take longer than storing the large mail.
    await Promise.all([store.insertMail(queuedMail()), store.insertMail(queuedMail())]);
    const ends: string[] = [];
    const ended = (name: string) => () => ends.push(name);
    await Promise.all([
      store.insertMail(mail).then(ended('large is stored')),
      store.insertMail(small).then(ended('small is stored')),
    ]);
    await Promise.all([
      store.readOctets(mail.id).then(ended('large is read')),
      store.readOctets(small.id).then(ended('small is read')),
    ]);
    expect(ends).toEqual(['small is stored', 'large is stored', 'small is read', 'large is read']);
  });

  it('is a mail only when all of it is there, may be stored in a second try, and is erased whole', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const [mail, other] = [large(), { ...large(), receivedAt: atHour(1) }];
    for (const broken of [mail, other]) {
      await expect(store.insertMail({ ...broken, traceFields: null as never })).rejects.toThrow();
      expect(await store.findMail(broken.id)).toBeNull();
    }
    await store.insertMail(mail);
    expect(Buffer.compare(await store.readOctets(mail.id), mail.octets)).toBe(0);
    expect((await store.findMail(mail.id))?.mail.sizeOctets).toBe(3 * MIB);
    expect([await count(place, 'early_octets'), await count(place, 'arrivals')]).toEqual([52, 1]);
    // What never became a mail is there for a day.
    await store.purge(limits(atHour(24), atHour(0)));
    expect(await count(place, 'arrivals')).toBe(1);
    await store.purge(limits(atHour(25), atHour(0)));
    expect([await count(place, 'early_octets'), await count(place, 'arrivals')]).toEqual([26, 0]);
    const [due] = await store.claimDueMail('relay-1', atHour(12), atHour(13), 1);
    if (due === undefined) throw new Error('nothing is due');
    await store.reportAttempt(report(due));
    expect(await store.purge(limits(atHour(48), atHour(47)))).toMatchObject({ erased: 1, removed: 1 });
    expect(await count(place, 'early_octets')).toBe(0);
  });

  it('is never read with a piece or its end missing, a piece from elsewhere, another digest or length', async () => {
    const place = await places.fresh();
    const store = await place.open();
    for (const tamper of TAMPERED) {
      const mail = large();
      await store.insertMail(mail);
      expect(await store.readOctets(mail.id)).toHaveLength(3 * MIB);
      await place.sql(tamper(mail.id));
      await expect(store.readOctets(mail.id), tamper('id')).rejects.toThrow(IntegrityError);
      let given = 0;
      const readOn = async () => {
        const { beginning, rest } = await store.openOctets(mail.id);
        given = beginning.length;
        for await (const step of rest()) given += step.length;
      };
      await expect(readOn(), tamper('id')).rejects.toThrow(IntegrityError);
      expect(given, tamper('id')).toBeLessThan(3 * MIB - 1);
    }
  });

  it('is read a step at a time by whoever sends it, as often as it is sent; one that is not large at once', async () => {
    const store = await places.shared();
    const [mail, small] = [large(), queuedMail({ octets: randomBytes(2 * MIB) })];
    await store.insertMail(mail);
    await store.insertMail(small);
    const { sizeOctets, beginning, rest } = await store.openOctets(mail.id);
    expect([sizeOctets, beginning.length]).toEqual([3 * MIB, STEP_OCTETS]);
    for (const _hop of [1, 2]) {
      const steps = await all(rest());
      expect(Math.max(...steps.map(({ length }) => length))).toBe(STEP_OCTETS);
      expect(Buffer.compare(Buffer.concat([beginning, ...steps]), mail.octets)).toBe(0);
    }
    const whole = await store.openOctets(small.id);
    expect(Buffer.compare(whole.beginning, small.octets)).toBe(0);
    expect(await all(whole.rest())).toEqual([]);
  });
});
