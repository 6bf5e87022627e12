// What was kept long enough is really removed: not only from sight, but from the files of the database.

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../src/store/digests.ts';
import type { PurgeLimits } from '../../src/store/purge.ts';
import {
  IntegrityError,
  type MailDetail,
  type MailId,
  type NewMail,
  type Store,
} from '../../src/store/store.ts';
import { eachDatabase, onDatabase, type Place } from './databases.ts';
import { address, at, decision, newMail, queuedMail, report } from './samples.ts';

const NEVER = '2000-01-01T00:00:00.000Z';

function limits(changed: Partial<PurgeLimits> = {}): PurgeLimits {
  const never = { heldBefore: NEVER, sentBefore: NEVER, factsBefore: NEVER, auditBefore: NEVER };
  return { now: at(50), ...never, actor: { kind: 'system', id: 'sweep', via: 'sweep' }, ...changed };
}

async function detailOf(store: Store, id: MailId): Promise<MailDetail> {
  const detail = await store.findMail(id);
  if (detail === null) throw new Error(`${id} is not stored`);
  return detail;
}

/** Delivered at minute 2. */
async function deliver(store: Store, mail: NewMail): Promise<MailId> {
  await store.insertMail(mail);
  const [due] = await store.claimDueMail('relay-1', at(1), at(3), 1);
  if (due === undefined) throw new Error('nothing is due');
  await store.reportAttempt(report(due));
  return mail.id;
}

/** Returned at minute 5. */
async function giveBack(store: Store, mail: NewMail): Promise<MailId> {
  await store.insertMail(mail);
  await store.changeHold(decision(await detailOf(store, mail.id), 'return'));
  return mail.id;
}

async function hasOctets(store: Store, id: MailId): Promise<boolean> {
  try {
    await store.readOctets(id);
    return true;
  } catch (error) {
    if (error instanceof IntegrityError) return false;
    throw error;
  }
}

eachDatabase('Removing', (places) => {
  async function withMails() {
    const place = await places.fresh();
    const store = await place.open();
    const sent = await deliver(store, queuedMail());
    const returned = await giveBack(store, newMail());
    const held = newMail();
    const queued = queuedMail({ receivedAt: at(0) });
    await store.insertMail(held);
    await store.insertMail(queued);
    return { place, store, sent, returned, held: held.id, queued: queued.id };
  }

  it('erases octets of sent and of once held mail, each in its own time', async () => {
    const { store, sent, returned } = await withMails();
    const nothing = { erased: 0, removed: 0, events: 0 };
    expect(await store.purge(limits({ sentBefore: at(1), heldBefore: at(4) }))).toEqual(nothing);
    expect(await store.purge(limits({ sentBefore: at(2), heldBefore: at(4) }))).toMatchObject({ erased: 1 });
    expect([await hasOctets(store, sent), await hasOctets(store, returned)]).toEqual([false, true]);
    expect(await store.purge(limits({ heldBefore: at(5) }))).toMatchObject({ erased: 1 });
    expect(await hasOctets(store, returned)).toBe(false);
    const detail = await detailOf(store, returned);
    expect(detail.mail).toMatchObject({ erasedAt: at(50), subject: '見積書' });
    expect(detail.verdict).not.toBeNull();
    await expect(store.readOctets(returned)).rejects.toThrow(`were erased at ${at(50)}`);
  });

  it('never touches a mail that waits, however old it is', async () => {
    const { store, held, queued } = await withMails();
    const all = at(100_000);
    await store.purge(limits({ sentBefore: all, heldBefore: all, factsBefore: all, auditBefore: NEVER }));
    for (const id of [held, queued]) {
      expect(await hasOctets(store, id)).toBe(true);
      expect((await detailOf(store, id)).recipients).toHaveLength(2);
    }
    expect(await store.countMails({})).toBe(2);
  });

  it('removes the rest of a mail later, with its recipients and its key, and says so in the audit', async () => {
    const { place, store, sent } = await withMails();
    expect(await store.purge(limits({ factsBefore: at(3) }))).toMatchObject({ removed: 0 });
    expect(await store.purge(limits({ sentBefore: at(3), factsBefore: at(3) }))).toMatchObject({
      erased: 1,
      removed: 1,
    });
    expect(await store.findMail(sent)).toBeNull();
    for (const table of ['recipients', 'octets', 'links', 'notices']) {
      expect(await place.sql(`select * from ${table} where mail_id = '${sent}'`)).toEqual([]);
    }
    expect((await store.listEvents({ limit: 1 }))[0]).toMatchObject({
      type: 'purged',
      detail: { erased: 1, removed: 1, events: 0 },
    });
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });

  it('cuts the oldest events off every chain, and what is left verifies', async () => {
    const { place, store } = await withMails();
    const other = await place.open({ writerId: 'gone' });
    await other.insertMail(queuedMail({ receivedAt: at(3) }));
    const before = await store.verifyEvents();
    const { events } = await store.purge(limits({ auditBefore: at(3) }));
    expect(events).toBeGreaterThan(4);
    expect((await store.listEvents({ limit: 99 })).filter(({ writer }) => writer === 'gone')).toEqual([]);
    // The event that tells of it came to them.
    expect(await store.verifyEvents()).toEqual({
      ok: true,
      checked: before.checked - events + 1,
      firstBad: null,
    });
    await other.addEvent({ type: 'viewed', mailId: null, at: at(60), actor: limits().actor, detail: {} });
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });

  it.each([
    ['more was cut by hand', 'delete from events where seq = (select min(seq) from events)', /\(missing\)/],
    [
      'the beginning was moved by hand',
      'update chain_starts set seq = seq + 1, hash = (select hash from events where events.seq = chain_starts.seq + 1)',
      /not the recorded beginning/,
    ],
    ['the beginning was forgotten', 'delete from chain_starts', /#1 \(missing\)/],
  ])('is told from cutting: %s', async (_name, tamper, firstBad) => {
    const { place, store } = await withMails();
    await store.purge(limits({ auditBefore: at(0) }));
    await place.sql(tamper);
    expect(await store.verifyEvents()).toMatchObject({
      ok: false,
      firstBad: expect.stringMatching(firstBad),
    });
  });

  it('is done by two relays at once without a quarrel', async () => {
    const { place, store } = await withMails();
    const other = await place.open({ writerId: 'relay-2' });
    const due = limits({ sentBefore: at(9), heldBefore: at(9), factsBefore: at(9), auditBefore: at(1) });
    const done = await Promise.all([store.purge(due), other.purge(due)]);
    expect(done.reduce((sum, { erased, removed }) => sum + erased + removed, 0)).toBe(4);
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });
});

/** Where in the files beside the database the octets stand. */
function filesWith({ folder }: Place, octets: Uint8Array): readonly string[] {
  const data = join(folder, 'data');
  return readdirSync(data).filter((name) => readFileSync(join(data, name)).includes(Buffer.from(octets)));
}

function blobs({ settings }: Place, query: string): readonly Uint8Array[] {
  const database = new DatabaseSync(settings.url.slice('sqlite:'.length), { readOnly: true });
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => Object.values(row)[0] as Uint8Array);
  } finally {
    database.close();
  }
}

onDatabase('sqlite', 'After removing', (places) => {
  it('no sealed piece, no key and no address of the mail is left in the database or its log', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const marker = 'himitsu-marker-77@client.example';
    const octets = Buffer.concat([Buffer.from(`Subject: x\r\n\r\n${marker}\r\n`), randomBytes(300_000)]);
    const recipients = [{ forwardPath: address(marker), notify: null, orcpt: null }];
    const mail = queuedMail({ octets, sha256: sha256Hex(octets), recipients });
    await store.insertMail(mail);
    const [due] = await store.claimDueMail('relay-1', at(1), at(3), 1);
    if (due === undefined) throw new Error('nothing is due');
    await store.reportAttempt(report(due, { outcomes: report(due).outcomes.slice(0, 1) }));
    await store.insertMail(newMail());
    // Once in the database itself, once in the log.
    expect(await store.clearLog()).toBe(true);
    const [sealed, , last] = blobs(
      place,
      `select sealed from octets where mail_id = '${mail.id}' order by n`,
    );
    const [key] = blobs(place, `select wrapped_key from mails where id = '${mail.id}'`);
    if (sealed === undefined || last === undefined || key === undefined)
      throw new Error('nothing was stored');
    const pieces = [sealed.subarray(0, 64), sealed.subarray(100_000, 100_064), last.subarray(0, 64), key];
    for (const piece of pieces) expect(filesWith(place, piece)).toEqual(['sekisho.db']);
    expect(filesWith(place, Buffer.from(marker))).toEqual(['sekisho.db']);

    const all = at(10);
    await store.purge(limits({ sentBefore: all, factsBefore: all, auditBefore: all }));
    expect(await store.clearLog()).toBe(true);
    for (const piece of [...pieces, Buffer.from(marker)]) expect(filesWith(place, piece)).toEqual([]);
    expect(statSync(join(place.folder, 'data/sekisho.db-wal')).size).toBe(0);
  });

  it('the log is cleared as soon as nobody reads it any more', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await store.insertMail(newMail());
    const reader = new DatabaseSync(place.settings.url.slice('sqlite:'.length), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('select count(*) from mails').get();
    await store.insertMail(newMail());
    expect(await store.clearLog()).toBe(false);
    reader.exec('COMMIT');
    reader.close();
    expect(await store.clearLog()).toBe(true);
    expect(await store.countMails({})).toBe(2);
    expect(existsSync(join(place.folder, 'data/sekisho.db'))).toBe(true);
  });
});
