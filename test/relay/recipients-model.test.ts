// Random hops and random accidents at mails to several people: every recipient ends once and only once, what has ended is
// never tried again, whoever did not get the mail is reported once, and nothing waits for ever.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeliveryRequest, DeliveryResult } from '../../src/relay/ports.ts';
import type { Outcome } from '../../src/store/lease.ts';
import type { MailId } from '../../src/store/store.ts';
import { eachDatabase } from '../store/databases.ts';
import { report } from '../store/samples.ts';
import { DAY, HOUR, hopAt, mailOf, type Relay, relayAt, submission } from './relay.ts';

const PEOPLE = ['ann', 'bob', 'carol', 'dave'].map((name) => `${name}@client.example`);
const ENDS = ['delivered', 'refused', 'given-up'];

/** What the hop says of one recipient. */
const REPLIES = {
  taken: ['delivered', 250],
  refused: ['refused', 550],
  deferred: ['deferred', 451],
  'one too many': ['deferred', 452],
  nothing: ['deferred', null],
} as const;
type Reply = keyof typeof REPLIES;

const replies = fc.array(fc.constantFrom(...(Object.keys(REPLIES) as Reply[])), {
  minLength: PEOPLE.length,
  maxLength: PEOPLE.length,
});
/**
 * `answered`: the hop says so. `silent`: it says nothing after the dot. `killed`: whoever claimed the mail is never heard of
 * again. `late`: they are, with what the hop has said, when somebody else has tried meanwhile.
 */
const step = fc.record({
  kind: fc.constantFrom('answered', 'answered', 'answered', 'silent', 'killed', 'late'),
  replies,
  other: replies,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const LATER: Step = { kind: 'answered', replies: PEOPLE.map(() => 'deferred'), other: [] };

const isSettled = (state: string) => state !== 'pending';

function outcomesOf(
  ns: readonly { readonly n: number }[],
  said: readonly Reply[],
  hop: string,
): readonly Outcome[] {
  return ns.map(({ n }) => {
    const [kind, code] = REPLIES[said[n] ?? 'deferred'];
    return { n, kind, code, reply: `${code} said the hop`, hop };
  });
}

/** A way out that says what it is told to say, and keeps whom it was asked for; reports go to whoever reads them. */
function openHop() {
  let next = LATER;
  const asked: (readonly number[])[] = [];
  const reports: string[] = [];
  const deliver = async ({
    hop,
    recipients,
    reversePath,
    pieces,
  }: DeliveryRequest): Promise<DeliveryResult> => {
    const name = `${hop.host}:${hop.port}`;
    if (reversePath === null) {
      reports.push(Buffer.concat(pieces).toString());
      return { outcomes: outcomesOf(recipients, ['taken'], name), outcomeUnknown: false };
    }
    asked.push(recipients.map(({ n }) => n));
    const said = next.kind === 'silent' ? PEOPLE.map((): Reply => 'nothing') : next.replies;
    return { outcomes: outcomesOf(recipients, said, name), outcomeUnknown: next.kind === 'silent' };
  };
  return {
    asked,
    reports,
    say: (step: Step) => {
      next = step;
    },
    nextHop: { deliver, close: async () => {} },
  };
}
type FakeHop = ReturnType<typeof openHop>;

const failedIn = (text: string) =>
  [...text.matchAll(/^Final-Recipient: rfc822; ?(\S+)\r\nAction: failed/gim)].map(([, path]) => path);

async function waitUntilDue({ store, clock }: Relay, id: MailId): Promise<void> {
  const { mail } = await mailOf(store, id);
  clock.move(Math.max(0, Date.parse(mail.nextAttemptAt ?? '') - clock.now().getTime()));
}

/** Claims the mail in the name of somebody whose lease then runs out. */
async function claimAndFreeze({ store, clock }: Relay) {
  const now = clock.now().toISOString();
  const [due] = await store.claimDueMail('frozen', now, now, 1);
  clock.move(1);
  return due;
}

/** One that is stopped again: an alarm of its own would be a step that nobody has made. */
async function deliverDue(relay: Relay): Promise<void> {
  const courier = relay.courier();
  await courier.drain();
  await courier.stop();
}

async function play(relay: Relay, hop: FakeHop, id: MailId, one: Step): Promise<void> {
  const before = (await mailOf(relay.store, id)).recipients;
  hop.say(one);
  const askedBefore = hop.asked.length;
  await waitUntilDue(relay, id);
  const isFrozen = one.kind === 'killed' || one.kind === 'late';
  const frozen = isFrozen ? await claimAndFreeze(relay) : undefined;
  expect(frozen !== undefined).toBe(isFrozen);
  await deliverDue(relay);
  if (frozen !== undefined && one.kind === 'late') {
    const outcomes = outcomesOf(
      frozen.recipients.filter(({ state }) => !isSettled(state)),
      one.other,
      'late',
    );
    expect(await relay.store.reportAttempt(report(frozen, { outcomes }))).toBe(false);
  }
  const settled = before.filter(({ state }) => isSettled(state));
  const { recipients } = await mailOf(relay.store, id);
  expect(recipients.filter(({ n }) => settled.some((one) => one.n === n))).toEqual(settled);
  for (const ns of hop.asked.slice(askedBefore))
    expect(settled.filter(({ n }) => ns.includes(n))).toEqual([]);
}

async function expectEnded(relay: Relay, hop: FakeHop, id: MailId): Promise<void> {
  const { mail, recipients } = await mailOf(relay.store, id);
  expect(mail).toMatchObject({ state: 'done', nextAttemptAt: null });
  const left = recipients.filter(({ state }) => state !== 'delivered').map(({ forwardPath }) => forwardPath);
  expect(hop.reports.flatMap(failedIn).sort()).toEqual([...left].sort());
  const events = await relay.store.listEvents({ mailId: id, limit: 1000 });
  const ends = events.filter(({ type }) => ENDS.includes(type)).map(({ type, detail }) => [detail.n, type]);
  expect(ends.sort()).toEqual(
    recipients.map(({ n, state }) => [n, state === 'expired' ? 'given-up' : state]),
  );
  expect(events.filter(({ type }) => type === 'done')).toHaveLength(1);
}

/** In passing always the same mails; other ones each time where runs are many. */
const SEED = 20_261_128;

eachDatabase('Random hops and accidents', (places, kind) => {
  const isLong = process.env.SEKISHO_LONG === '1';

  it('end every recipient once, try none again that has ended, report each that is left out once', async () => {
    const hop = openHop();
    const relay = await relayAt(await places.fresh(), hopAt(25), { nextHop: hop.nextHop });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        hop.reports.length = 0;
        hop.asked.length = 0;
        const { id } = await relay.accept(submission(PEOPLE));
        for (const one of steps) {
          if ((await mailOf(relay.store, id)).mail.state === 'done') break;
          await play(relay, hop, id, one);
        }
        // Whoever still waits is given up by the first attempt after the time for that.
        relay.clock.move(5 * DAY);
        if ((await mailOf(relay.store, id)).mail.state !== 'done') await play(relay, hop, id, LATER);
        await expectEnded(relay, hop, id);
        for (const { state } of (await mailOf(relay.store, id)).recipients) seen.add(state);
        relay.clock.move(HOUR);
      }),
      // One world for all runs: a smaller example would begin in another one.
      {
        endOnFailure: true,
        ...(isLong ? { numRuns: 300 } : { numRuns: kind === 'sqlite' ? 50 : 25, seed: SEED }),
      },
    );
    expect(seen).toEqual(new Set(['delivered', 'refused', 'expired']));
    expect(await relay.store.verifyEvents()).toMatchObject({ ok: true });
  }, 240_000);
});
