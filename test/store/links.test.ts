// Links of notices and jobs of channels as both databases keep them: numbers are counted whatever comes at once, a job is
// taken by one process, and neither number nor token stands in the database.

import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../src/store/digests.ts';
import type { NewLink } from '../../src/store/link.ts';
import type { MailId, Store } from '../../src/store/store.ts';
import { eachDatabase } from './databases.ts';
import { address, at, newMail, queuedMail } from './samples.ts';

const TO = address('taro@corp.example');

function linkTo(mailId: MailId, changed: Partial<NewLink> = {}): NewLink {
  const tokenHash = sha256Hex(randomBytes(16));
  return { tokenHash, mailId, purpose: 'sender', to: TO, number: '482915', expiresAt: at(60), ...changed };
}

/** A held mail whose notice was sent with this link. */
async function sent(store: Store, changed: Partial<NewLink> = {}) {
  const mail = newMail();
  const createdAt = at(0);
  await store.insertMail({ ...mail, notices: [{ kind: 'held', mailId: mail.id, to: TO, createdAt }] });
  const notices = (await store.takeNotices(1000, at(1))).filter(({ mailId }) => mailId === mail.id);
  const link = linkTo(mail.id, changed);
  const ids = notices.map(({ id }) => id);
  const settle = () => store.settleNotices(ids, queuedMail({ origin: 'notice', about: mail.id }), [link]);
  expect(await settle()).toBe(true);
  expect(await settle()).toBe(false);
  return { mail, link };
}

eachDatabase('A link', (places) => {
  it('takes its number as often as it is given, and is locked by the fifth wrong one', async () => {
    const store = await places.shared();
    const { link } = await sent(store);
    const guess = (number: string) => store.tryNumber(link.tokenHash, number, at(5));
    expect((await guess('000000')).kind).toBe('wrong');
    expect(await guess('482915')).toMatchObject({ kind: 'right', link: { to: TO, triesLeft: 4 } });
    const kinds = (await Promise.all(Array.from({ length: 20 }, () => guess('111111')))).map(
      ({ kind }) => kind,
    );
    expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'over')).toHaveLength(16);
    expect((await guess('482915')).kind).toBe('over');
    expect(await store.findLink(link.tokenHash)).toMatchObject({ triesLeft: 0, purpose: 'sender' });
  });

  it('is over at its time, and nothing is known of others', async () => {
    const store = await places.shared();
    const { link } = await sent(store, { expiresAt: at(10) });
    expect((await store.tryNumber(link.tokenHash, '482915', at(9))).kind).toBe('right');
    expect((await store.tryNumber(link.tokenHash, '482915', at(10))).kind).toBe('over');
    expect(await store.tryNumber(sha256Hex('another'), '482915', at(9))).toEqual({ kind: 'unknown' });
    expect(await store.findLink(sha256Hex('another'))).toBeNull();
  });

  it('stands in the database without its number', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const { link } = await sent(store);
    const rows = JSON.stringify(await place.sql('select * from links'));
    expect(rows).toContain(link.tokenHash);
    expect(rows).not.toContain(link.number);
    expect(rows).not.toContain(sha256Hex(link.number));
  });
});

eachDatabase('A notice that is put off', (places) => {
  it('is not due before its time, and gone when it is given up', async () => {
    const store = await places.shared();
    const mail = newMail();
    await store.insertMail({
      ...mail,
      notices: [{ kind: 'held', mailId: mail.id, to: TO, createdAt: at(0) }],
    });
    const due = async (now: string) =>
      (await store.takeNotices(1000, now)).filter(({ mailId }) => mailId === mail.id).map(({ id }) => id);
    const ids = await due(at(0));
    expect(ids).toHaveLength(1);
    await store.putOffNotices(ids, at(30));
    expect(await due(at(29))).toEqual([]);
    expect(await due(at(30))).toEqual(ids);
    await store.putOffNotices(ids, null);
    expect(await due(at(99))).toEqual([]);
  });
});

eachDatabase('A job of a channel', (places) => {
  it('is gathered once and taken by one, comes again when nobody settles it, and is late for whoever lost it', async () => {
    const store = await (await places.fresh()).open();
    const wish = { name: 'hook', events: ['held'] as const };
    await store.gatherChannelJobs([wish]);
    await store.insertMail(newMail());
    const gathered = await Promise.all(Array.from({ length: 5 }, () => store.gatherChannelJobs([wish])));
    expect(gathered.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(1);
    const claim = (now: string, until: string) => store.claimChannelJob('hook', now, until);
    const claims = await Promise.all(Array.from({ length: 5 }, () => claim(at(5), at(6))));
    const [first, ...others] = claims.filter((job) => job !== null);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ type: 'held', attempts: 1 });
    const again = await claim(at(6), at(7));
    expect(again).toMatchObject({ attempts: 2 });
    if (first === undefined || again === null) throw new Error('nothing was claimed');
    await store.settleChannelJob(first, null);
    expect(await claim(at(7), at(8))).toMatchObject({ attempts: 3 });
    await store.settleChannelJob({ ...again, attempts: 3 }, null);
    expect(await claim(at(99), at(100))).toBeNull();
  });
});
