import { expect, it } from 'vitest';
import { sha256Hex } from '../../src/store/digests.ts';
import { eachDatabase, type Places } from './databases.ts';
import { address, at, lesson, newMail, outcome, queuedMail, report } from './samples.ts';

async function queue(places: Places, count = 1) {
  const place = await places.fresh();
  const store = await place.open();
  const mails = Array.from({ length: count }, () => queuedMail());
  await Promise.all(mails.map((mail) => store.insertMail(mail)));
  return { place, store, mails };
}

async function claimOne(places: Places) {
  const { place, store } = await queue(places);
  const [due] = await store.claimDueMail('a', at(1), at(10), 5);
  if (due === undefined) throw new Error('nothing due');
  return { place, store, due };
}

const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

eachDatabase('A claim', (places) => {
  it('takes queued mails that are due, with all that delivering needs', async () => {
    const { store, mails } = await queue(places);
    await store.insertMail(newMail());
    await store.insertMail(queuedMail({ receivedAt: at(30) }));
    const due = await store.claimDueMail('a', at(1), at(10), 5);
    expect(due.map(({ mail }) => mail.id)).toEqual(mails.map(({ id }) => id));
    expect(due[0]?.lease).toEqual({ owner: 'a', until: at(10), token: 1 });
    expect(due[0]?.recipients).toHaveLength(2);
    expect(await store.nextDueAt()).toBe(at(30));
  });

  it('brings the octets of small mails along, not those of others', async () => {
    const { store, mails } = await queue(places, 2);
    const octets = Buffer.alloc(40_000, 'a line\r\n');
    await store.insertMail(queuedMail({ receivedAt: at(1), octets, sha256: sha256Hex(octets) }));
    const due = await store.claimDueMail('a', at(2), at(10), 5);
    const brought = due.map((one) => (one.octets === undefined ? null : Buffer.from(one.octets)));
    expect(brought).toEqual([...mails.map((mail) => Buffer.from(mail.octets)), null]);
  });

  it('whose mails cannot be read is given back at once', async () => {
    const { place, store, mails } = await queue(places, 2);
    await place.sql('alter table recipients rename to recipients_away');
    await expect(store.claimDueMail('a', at(1), at(10), 5)).rejects.toThrow();
    await place.sql('alter table recipients_away rename to recipients');
    const due = await store.claimDueMail('b', at(1), at(10), 5);
    expect(due.map(({ mail }) => mail.id)).toEqual(mails.map(({ id }) => id));
    expect(due.map(({ lease }) => lease.token)).toEqual([2, 2]);
  });

  it('never overlaps with another one, on two relays', async () => {
    const { place, store, mails } = await queue(places, 60);
    const other = await place.open({ writerId: 'relay-2' });
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? store : other).claimDueMail(`c${n}`, at(1), at(10), 10)),
    );
    const rest = await store.claimDueMail('last', at(1), at(10), 100);
    const claimed = [...claims.flat(), ...rest].map(({ mail }) => mail.id);
    expect(claimed).toHaveLength(60);
    expect(new Set(claimed)).toEqual(new Set(mails.map(({ id }) => id)));
  });

  it('takes over when the lease of a dead relay has run out; the old token writes nothing any more', async () => {
    const { store, due } = await claimOne(places);
    expect(await store.claimDueMail('b', at(10), at(20), 5)).toEqual([]);
    const [taken] = await store.claimDueMail('b', at(11), at(20), 5);
    expect(taken?.lease).toEqual({ owner: 'b', until: at(20), token: 2 });
    expect(await store.reportAttempt(report(due))).toBe(false);
    expect(await store.renewLease(due.mail.id, due.lease, at(40))).toBeNull();
    await store.releaseLease(due.mail.id, due.lease);
    expect(await store.claimDueMail('c', at(12), at(20), 5)).toEqual([]);
    expect((await store.findMail(due.mail.id))?.mail).toMatchObject({ state: 'queued', attempts: 0 });
    expect(typesOf(await store.listEvents({ limit: 9 }))).toEqual(['received', 'forwarded']);
  });

  it('of the same owner with an older token writes nothing either', async () => {
    const { store, due } = await claimOne(places);
    await store.claimDueMail('a', at(11), at(20), 5);
    expect(await store.reportAttempt(report(due))).toBe(false);
    expect(await store.renewLease(due.mail.id, due.lease, at(40))).toBeNull();
    await store.releaseLease(due.mail.id, due.lease);
    expect(await store.claimDueMail('b', at(12), at(20), 5)).toEqual([]);
    expect(await store.claimDueMail('b', at(21), at(40), 5)).toHaveLength(1);
  });

  it('is renewed and given back by its owner', async () => {
    const { store, due } = await claimOne(places);
    expect(await store.renewLease(due.mail.id, due.lease, at(20))).toEqual({ ...due.lease, until: at(20) });
    expect(await store.claimDueMail('b', at(15), at(30), 5)).toEqual([]);
    await store.releaseLease(due.mail.id, due.lease);
    expect(await store.nextDueAt()).toBe(at(0));
    expect(await store.claimDueMail('b', at(15), at(30), 5)).toHaveLength(1);
  });
});

eachDatabase('A report', (places) => {
  it('settles every forward-path; the mail is done when all are', async () => {
    const { store, due } = await claimOne(places);
    const outcomes = [outcome(0, 'delivered', 250), outcome(1, 'refused', 550)];
    expect(await store.reportAttempt(report(due, { outcomes }))).toBe(true);
    expect(await store.findMail(due.mail.id)).toMatchObject({
      mail: { state: 'done', attempts: 1, nextAttemptAt: null, lastError: null },
      recipients: [
        {
          state: 'delivered',
          replyCode: 250,
          reply: '250 said the hop',
          hop: 'mx.client.example',
          settledAt: at(2),
        },
        { state: 'refused', replyCode: 550, settledAt: at(2) },
      ],
    });
    const events = await store.listEvents({ mailId: due.mail.id, limit: 9 });
    expect(typesOf(events)).toEqual(['received', 'forwarded', 'attempted', 'delivered', 'refused', 'done']);
    expect(events[4]).toMatchObject({
      detail: { n: 1, forwardPath: 'jiro@partner.example', code: 550, hop: 'mx.client.example' },
      actor: { kind: 'system', id: 'a', via: 'courier' },
    });
    expect(await store.reportAttempt(report(due, { outcomes }))).toBe(false);
    expect(await store.claimDueMail('a', at(99), at(100), 5)).toEqual([]);
  });

  it('settles a mail to very many, which is done with the last of them', async () => {
    const { store } = await queue(places, 0);
    const recipients = Array.from({ length: 1200 }, (_, n) => ({
      forwardPath: address(`r${n}@client.example`),
      notify: null,
      orcpt: null,
    }));
    await store.insertMail(queuedMail({ recipients }));
    const [due] = await store.claimDueMail('a', at(1), at(10), 5);
    if (due === undefined) throw new Error('nothing due');
    const outcomes = recipients.map((_, n) => outcome(n, n === 1199 ? 'deferred' : 'delivered', 250));
    await store.reportAttempt(report(due, { outcomes, nextAttemptAt: at(30) }));
    expect(await store.findMail(due.mail.id)).toMatchObject({
      mail: { state: 'queued', nextAttemptAt: at(30) },
    });
    const [again] = await store.claimDueMail('a', at(30), at(40), 5);
    if (again === undefined) throw new Error('nothing due');
    const all = recipients.map((_, n) => outcome(n, 'delivered', 250));
    await store.reportAttempt(report(again, { outcomes: all, at: at(31) }));
    const detail = await store.findMail(due.mail.id);
    expect(detail?.mail).toMatchObject({ state: 'done', attempts: 2, nextAttemptAt: null });
    expect(new Set(detail?.recipients.map(({ state }) => state))).toEqual(new Set(['delivered']));
    const events = await store.listEvents({ mailId: due.mail.id, limit: 3000 });
    expect(typesOf(events).filter((type) => type === 'done')).toHaveLength(1);
    expect(typesOf(events).at(-1)).toBe('done');
  });

  it('keeps deferred forward-paths queued until their time, and gives them up when told', async () => {
    const { store, due } = await claimOne(places);
    const deferred = [outcome(0, 'delivered', 250), outcome(1, 'deferred', 451)];
    await store.reportAttempt(report(due, { outcomes: deferred, nextAttemptAt: at(30) }));
    expect(await store.findMail(due.mail.id)).toMatchObject({
      mail: { state: 'queued', nextAttemptAt: at(30), lastError: '451 said the hop' },
      recipients: [{ state: 'delivered' }, { state: 'pending', replyCode: 451, settledAt: null }],
    });
    expect(await store.nextDueAt()).toBe(at(30));
    const [again] = await store.claimDueMail('a', at(30), at(40), 5);
    if (again === undefined) throw new Error('nothing due');
    const expired = [outcome(0, 'refused', 550), outcome(1, 'expired', 451)];
    await store.reportAttempt(report(again, { outcomes: expired, at: at(31) }));
    expect(await store.findMail(due.mail.id)).toMatchObject({
      mail: { state: 'done', attempts: 2 },
      recipients: [{ state: 'delivered' }, { state: 'expired', settledAt: at(31) }],
    });
    expect(typesOf(await store.listEvents({ mailId: due.mail.id, limit: 99 }))).toContain('given-up');
  });

  it('of an unknown outcome says so in the audit and is tried again', async () => {
    const { store, due } = await claimOne(places);
    const outcomes = [outcome(0, 'deferred', 0), { ...outcome(1, 'deferred', 0), reply: 'NUL \0 in it' }];
    await store.reportAttempt(report(due, { outcomes, outcomeUnknown: true, nextAttemptAt: at(3) }));
    expect(typesOf(await store.listEvents({ limit: 99 }))).toContain('outcome-unknown');
    expect(await store.claimDueMail('a', at(3), at(40), 5)).toHaveLength(1);
    expect((await store.findMail(due.mail.id))?.recipients[1]?.reply).toBe('NUL \ufffd in it');
  });

  it('brings the DSN, the notices and the lesson in the same transaction', async () => {
    const { store, due } = await claimOne(places);
    const dsn = queuedMail({ origin: 'dsn', reversePath: null, about: due.mail.id, receivedAt: at(2) });
    const notice = {
      kind: 'refused',
      mailId: due.mail.id,
      to: address('taro@corp.example'),
      createdAt: at(2),
    } as const;
    const learned = lesson(at(2), 'taro@corp.example', ['hanako@client.example']);
    expect(await store.reportAttempt(report(due, { dsn, notices: [notice], lesson: learned }))).toBe(true);
    expect((await store.findMail(dsn.id))?.mail).toMatchObject({
      origin: 'dsn',
      about: due.mail.id,
      reversePath: null,
    });
    expect(await store.takeNotices(5)).toMatchObject([notice]);
    const question = {
      author: address('taro@corp.example'),
      recipients: learned.recipients,
      domains: [],
      together: [],
      pairs: [],
      subjects: [],
      names: [],
      outside: true,
    };
    expect(
      (await store.answerHistory(question, at(3))).bySender.get(address('hanako@client.example'))?.count,
    ).toBe(1);
    expect((await store.verifyEvents()).ok).toBe(true);
  });

  it('that fails in the middle leaves everything as it was, and the lease alive', async () => {
    const { store, due } = await claimOne(places);
    const dsn = queuedMail({ id: due.mail.id });
    await expect(store.reportAttempt(report(due, { dsn }))).rejects.toThrow();
    expect(await store.findMail(due.mail.id)).toMatchObject({
      mail: { state: 'queued', attempts: 0 },
      recipients: [{ state: 'pending' }, { state: 'pending' }],
    });
    expect(await store.reportAttempt(report(due))).toBe(true);
  });
});

eachDatabase('A notice', (places) => {
  it('is composed once: the mail is queued and the row gone in one step', async () => {
    const { store, due } = await claimOne(places);
    const notice = {
      kind: 'held',
      mailId: due.mail.id,
      to: address('taro@corp.example'),
      createdAt: at(1),
    } as const;
    await store.reportAttempt(report(due, { notices: [notice, { ...notice, createdAt: at(2) }] }));
    const [first, second] = await store.takeNotices(9);
    expect([first?.createdAt, second?.createdAt]).toEqual([at(1), at(2)]);
    if (first === undefined) throw new Error('no notice');
    const composed = () => queuedMail({ origin: 'notice', about: due.mail.id });
    const settled = await Promise.all(
      Array.from({ length: 5 }, () => store.settleNotices([first.id], composed())),
    );
    expect(settled.filter(Boolean)).toHaveLength(1);
    expect(await store.countMails({ states: ['queued'] })).toBe(1);
    expect(await store.takeNotices(9)).toEqual([second]);
    expect(typesOf(await store.listEvents({ mailId: due.mail.id, limit: 99 }))).toContain('notice-sent');
  });
});
