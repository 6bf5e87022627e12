// The state machine and the store together: random people and a random clock at mails in a real database. Nothing is
// delivered without its grants, nothing twice, and nothing waits for ever.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { businessHoursSchema } from '../../src/guard/calendar/business-time.ts';
import { type Content, type HoldEvent, missingGrant, type Origin } from '../../src/guard/holds/hold.ts';
import { openHold } from '../../src/guard/holds/transition.ts';
import { parsePeople } from '../../src/guard/people.ts';
import { policySchema, type Rules } from '../../src/guard/policy.ts';
import type { Grant } from '../../src/guard/verdict.ts';
import { type ActPorts, actOnHold } from '../../src/relay/act-on-hold.ts';
import { holdContext } from '../../src/relay/hold-context.ts';
import { envelopeSha256, sha256Hex } from '../../src/store/digests.ts';
import type { DueMail } from '../../src/store/lease.ts';
import type { PurgeLimits } from '../../src/store/purge.ts';
import type { MailId, Store } from '../../src/store/store.ts';
import { address, by, PEOPLE } from '../guard/holds/world.ts';
import { eventOf, expectGranted, worldsOf } from '../guard/holds/worlds.ts';
import { rulesOf } from '../guard/mail.ts';
import { eachDatabase } from '../store/databases.ts';
import { newMail, outcome, report } from '../store/samples.ts';

const people = parsePeople(PEOPLE);
const ENDINGS = ['released', 'returned', 'withdrawn', 'expired'];
const SWEEP = { kind: 'system', id: 'sweep', via: 'sweep' } as const;
const USER = { kind: 'user', id: 'u1', via: 'web' } as const;
const OCTETS = Buffer.from('Subject: x\r\n\r\nx\r\n');

/** The nights around which clocks are put forward and back, and the Japanese New Year's holidays. */
const STARTS = fc.constantFrom(
  ['Asia/Tokyo', '2026-12-28T08:00:00.000Z'],
  ['Europe/Berlin', '2026-03-27T15:30:00.000Z'],
  ['Europe/Berlin', '2026-10-23T15:30:00.000Z'],
  ['America/New_York', '2026-03-06T20:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-03T05:00:00.000Z'],
) as fc.Arbitrary<[string, string]>;

function rulesWith(holds: object, timezone: string): Rules {
  const { organization, policy } = rulesOf({});
  const closedOn = ['12-29', '12-30', '12-31', '01-02', '01-03'];
  return {
    organization: { ...organization, timezone, hours: businessHoursSchema.parse({ closedOn }) },
    policy: policySchema.parse({ ...policy, holds }),
  };
}

function openWorld(store: Store, holds: object, timezone: string, startAt: string) {
  const rules = rulesWith(holds, timezone);
  let at = startAt;
  const ports: ActPorts = {
    store,
    rules: () => rules,
    people: () => people,
    log: () => {},
    now: () => new Date(at),
    settings: { giveUpAfterMs: 432_000_000, noticeFrom: null },
    nudge: () => {},
  };
  const moveTo = (to: string) => {
    at = to;
  };
  return { ports, context: () => holdContext(ports, at, null), moveTo, now: () => at };
}
type World = ReturnType<typeof openWorld>;

type Opened = { readonly origin: Origin; readonly needs: readonly Grant[] };

async function insertHeld(world: World, { origin, needs }: Opened): Promise<MailId> {
  const mail = newMail({ octets: OCTETS, receivedAt: world.now() });
  const forwardPaths = mail.recipients.map(({ forwardPath }) => forwardPath);
  const content: Content = {
    sha256: mail.sha256,
    envelopeSha256: envelopeSha256(mail.reversePath, forwardPaths),
    revision: 1,
  };
  const { hold } = openHold(content, origin, needs, world.context());
  await world.ports.store.insertMail({ ...mail, hold });
  return mail.id;
}

async function holdOf(store: Store, id: MailId) {
  const detail = await store.findMail(id);
  if (detail?.hold == null) throw new Error(`${id} is not stored`);
  return { mail: detail.mail, hold: detail.hold, recipients: detail.recipients };
}

/** A repair makes real octets and a smaller envelope; everything else is as the random step says. */
function realEvent(event: HoldEvent, octets: Uint8Array, envelope: string): HoldEvent {
  if (event.kind !== 'repair') return event;
  const { revision } = event.content;
  return { ...event, content: { sha256: sha256Hex(octets), envelopeSha256: envelope, revision } };
}

async function playStep(world: World, id: MailId, step: Parameters<typeof eventOf>[1]): Promise<void> {
  const { store } = world.ports;
  const { mail, hold, recipients } = await holdOf(store, id);
  const octets = Buffer.from(`Subject: ${hold.content.revision}\r\n\r\nx\r\n`);
  const wanted = recipients.filter(({ state }) => state === 'pending').slice(-1);
  const envelope = envelopeSha256(
    mail.reversePath,
    wanted.map(({ forwardPath }) => forwardPath),
  );
  const event = realEvent(eventOf(hold, step), octets, envelope);
  const { is8bit, isSmtpUtf8, messageId, subject, author, policyDigest } = mail;
  const rest = { is8bit, isSmtpUtf8, messageId, subject, author, policyDigest, facts: null, verdict: null };
  const replaced = { ...rest, octets, sha256: sha256Hex(octets), recipients: wanted };
  const isRepair = event.kind === 'repair';
  const result = await actOnHold(world.ports, {
    mailId: id,
    event,
    actor: event.kind === 'clock' ? SWEEP : USER,
    ...(isRepair ? { repaired: () => ({ replaced }) } : {}),
  });
  expect(result).toMatchObject({ mail: { id } });
  if (isRepair && result.kind === 'done') expect(Buffer.from(await store.readOctets(id))).toEqual(octets);
}

async function deliver(store: Store, due: DueMail): Promise<void> {
  const waiting = due.recipients.filter(({ state }) => state === 'pending');
  const outcomes = waiting.map(({ n }) => outcome(n, 'delivered', 250));
  expect(await store.reportAttempt(report(due, { outcomes }))).toBe(true);
  expect((await store.findMail(due.mail.id))?.mail.state).toBe('done');
}

/** The clock alone ends what is still held: never a millisecond before it is due. */
async function runOut(world: World, id: MailId): Promise<void> {
  const { store } = world.ports;
  for (let n = 0; n < 60; n += 1) {
    const { mail, hold } = await holdOf(store, id);
    if (mail.state !== 'held') return;
    const [due] = [hold.step.remindAt, hold.step.deputyAt, hold.step.deadline].filter((at) => at !== null);
    const at = due !== undefined && due > world.now() ? due : world.now();
    const before = new Date(Date.parse(due ?? '') - 1).toISOString();
    expect(await store.findDueHolds(before, 100)).not.toContain(id);
    expect(await store.findDueHolds(at, 100)).toContain(id);
    world.moveTo(at);
    const result = await actOnHold(world.ports, { mailId: id, event: { kind: 'clock' }, actor: SWEEP });
    expect(result).toMatchObject({ kind: 'done' });
  }
  throw new Error('the clock does not end this hold');
}

/** Whatever has ended is due at once; the audit is kept. */
function purgingAll(now: string): PurgeLimits {
  const never = '2000-01-01T00:00:00.000Z';
  return { now, heldBefore: now, sentBefore: now, factsBefore: never, auditBefore: never, actor: SWEEP };
}

/** In passing always the same worlds, of which a few are sent; other ones each time where runs are many. */
const SEED = 20_261_128;

eachDatabase('Random events at held mails', (places, kind) => {
  const isLong = process.env.SEKISHO_LONG === '1';
  const rounds = isLong ? 200 : 16;

  it('send nothing without its grants, nothing twice, and leave nothing waiting', async () => {
    const store = await (await places.fresh()).open();
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(worldsOf(8), STARTS, async ({ needs, origin, rules, steps }, [timezone, startAt]) => {
        const world = openWorld(store, rules, timezone, startAt);
        const id = await insertHeld(world, { origin, needs });
        for (const step of steps) {
          world.moveTo(new Date(Date.parse(world.now()) + step.laterMs).toISOString());
          await playStep(world, id, step);
        }
        await runOut(world, id);
        const { mail, hold } = await holdOf(store, id);
        expect(mail).toMatchObject({ state: hold.state, revision: hold.content.revision });
        if (hold.state === 'queued') expectGranted(hold, world.context());
        const events = (await store.listEvents({ mailId: id, limit: 200 })).map(({ type }) => type);
        expect(events.filter((type) => ENDINGS.includes(type))).toHaveLength(1);
        const lease = new Date(Date.parse(world.now()) + 60_000).toISOString();
        const claimed = await store.claimDueMail('courier', world.now(), lease, 10);
        expect(claimed.map((due) => due.mail.id)).toEqual(hold.state === 'queued' ? [id] : []);
        expect(await store.claimDueMail('courier', world.now(), lease, 10)).toEqual([]);
        for (const due of claimed) await deliver(store, due);
        sent += claimed.length;
      }),
      isLong ? { numRuns: 200 } : { numRuns: kind === 'sqlite' ? 60 : 25, seed: SEED },
    );
    expect(sent).toBeGreaterThan(0);
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });

  it('fifty at once and the purge, again and again: one wins, one event tells of it, the others learn who', async () => {
    const store = await (await places.fresh()).open();
    const world = openWorld(store, {}, 'Asia/Tokyo', '2026-11-24T01:00:00.000Z');
    const origin = { authenticatedAs: null, addresses: [], noticeTo: null };
    const ids = await Promise.all(
      Array.from({ length: rounds }, () => insertHeld(world, { origin, needs: ['sender'] })),
    );
    world.moveTo('2027-01-24T01:00:00.000Z');
    const admin = by('mori', { role: 'admin' });
    for (const mailId of ids) {
      const { hold } = await holdOf(store, mailId);
      const decides = { by: admin, saw: hold.content };
      const events: readonly HoldEvent[] = [
        { kind: 'grant', grant: missingGrant(hold) ?? 'sender', ...decides },
        { kind: 'return', comment: null, ...decides },
        { kind: 'withdraw', comment: null, ...decides },
        { kind: 'clock' },
      ];
      const results = await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const actor = { kind: 'user', id: `u${n}`, via: 'web' } as const;
          if (n % 10 === 9) await store.purge(purgingAll(world.now()));
          return actOnHold(world.ports, { mailId, event: events[n % 4] ?? { kind: 'clock' }, actor });
        }),
      );
      const winners = results.filter((result) => result.kind === 'done');
      expect(winners).toHaveLength(1);
      const decidedBy = winners[0]?.mail.decidedBy;
      for (const result of results) expect(result).toMatchObject({ mail: { decidedBy } });
      expect(await store.listEvents({ mailId, limit: 99 })).toHaveLength(3);
      const { mail } = await holdOf(store, mailId);
      if (mail.state === 'queued') expect(Buffer.from(await store.readOctets(mailId))).toEqual(OCTETS);
    }
  }, 240_000);

  it('fifty grants at once: each that is asked is given by one person, and none is lost', async () => {
    const store = await (await places.fresh()).open();
    const world = openWorld(store, {}, 'Asia/Tokyo', '2026-11-24T01:00:00.000Z');
    const origin = { authenticatedAs: null, addresses: [address('sato@corp.example')], noticeTo: null };
    const needs = ['supervisor', 'second-supervisor'] as const;
    const admins = ['mori', 'oda', 'ceo', 'ito', 'abe'].map((name) => by(name, { role: 'admin' }));
    for (let round = 0; round < rounds / 4; round += 1) {
      const mailId = await insertHeld(world, { origin, needs });
      const { hold } = await holdOf(store, mailId);
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) => {
          const decides = { by: admins[n % admins.length] ?? by('mori'), saw: hold.content };
          const event = { kind: 'grant', grant: needs[n % 2] ?? 'supervisor', ...decides } as const;
          return actOnHold(world.ports, { mailId, event, actor: USER });
        }),
      );
      const done = results.filter((result) => result.kind === 'done');
      const { mail, hold: after } = await holdOf(store, mailId);
      const given = after.given.map(({ grant }) => grant);
      expect(given).toEqual(needs.slice(0, done.length));
      expect(new Set(after.given.map(({ by }) => by)).size).toBe(given.length);
      expect(mail.state).toBe(given.length === needs.length ? 'queued' : 'held');
      const types = (await store.listEvents({ mailId, limit: 99 })).map(({ type }) => type);
      expect(types.slice(2)).toEqual(['granted', 'released'].slice(0, done.length));
      expect(done.length).toBeGreaterThan(0);
    }
  }, 240_000);
});
