// What-if tells the truth: at the present values what really happened, and of a change what really happens after it.

import { expect, it } from 'vitest';
import { judge } from '../../src/guard/judge.ts';
import { lessonOf } from '../../src/guard/lesson.ts';
import { organizationSchema, type Policy, policySchema, type Rules } from '../../src/guard/policy.ts';
import { type Judged, judgedOf, strongest } from '../../src/guard/what-if/judged.ts';
import { reachOf } from '../../src/guard/what-if/reach.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { operationsSchema } from '../../src/message/rewrite/operations.ts';
import { carryOutRepair, offerRepair } from '../../src/relay/repair.ts';
import { whatIf } from '../../src/relay/what-if.ts';
import type { JudgedRow } from '../../src/store/judged-row.ts';
import type { MailId, Store } from '../../src/store/store.ts';
import { addr, companies, rulesOf } from '../guard/mail.ts';
import { eachDatabase, onDatabase, type Places } from '../store/databases.ts';
import { OUR_DOMAIN } from '../stream/company.ts';
import { generateStream, type StreamMail } from '../stream/generate.ts';
import { mailOf, relayAt, submission } from './relay.ts';

const FIRST = '2000-01-01T00:00:00.000Z';
const LAST = '2100-01-01T00:00:00.000Z';
const EVER = { since: FIRST, until: LAST };

/** Most mail stays inside and nothing is found in it: here is the rest. */
const STREAM = [...generateStream({ seed: 11, mails: 600, days: 30 })].filter(({ to, cc, bcc }) =>
  [...to, ...cc, ...bcc].some((path) => !path.endsWith(`@${OUR_DOMAIN}`)),
);

const policyOf = (policy: object): Policy =>
  policySchema.parse({ learnDays: 0, freemailDomains: ['freemail.example'], ...policy });
const rulesFor = (policy: Policy): Rules => ({
  organization: organizationSchema.parse({ domains: [OUR_DOMAIN], calendar: 'none' }),
  policy,
});

const PRESENT = policyOf({});
const STRICTER = policyOf({
  checks: {
    'visible-recipients': { confirmAt: 2, approveAt: 4 },
    'first-contact': { holdOn: 'domain' },
    'unencrypted-personal-data': { confirmAt: 1 },
    'many-recipients': { confirmAt: 3 },
    'missing-attachment': { action: 'confirm' },
  },
});
const LOOSER = policyOf({
  checks: { 'visible-recipients': { confirmAt: 20, approveAt: 40 }, 'first-contact': { action: 'log' } },
});

/** Everything that was sent, judged by `policy` and delivered; the ids in the order of the stream. */
async function send(places: Places, mails: readonly StreamMail[], policy: Policy) {
  let at = FIRST;
  const relay = await relayAt(await places.fresh(), undefined, {
    rules: () => rulesFor(policy),
    readMail: (octets, options) => readMail(octets, options),
    now: () => new Date(at),
  });
  const ids: MailId[] = [];
  for (const { date, from, to, cc, bcc, octets } of mails) {
    at = new Date(date).toISOString();
    const given = { reversePath: addr(from), octets };
    const { kind, id } = await relay.accept(submission([...to, ...cc, ...bcc], given));
    expect(kind).not.toBe('failed');
    ids.push(id);
    const facts = (await mailOf(relay.store, id)).facts;
    const lesson = facts === null ? null : lessonOf(facts, facts.envelope.forwardPaths, at);
    if (lesson !== null) await relay.store.learn([lesson]);
  }
  return { store: relay.store, ids };
}

async function rowsOf(store: Store): Promise<readonly JudgedRow[]> {
  return store.listJudged({ ...EVER, after: null, limit: 10_000 });
}

const asked = ({ asks }: Judged) => strongest(asks.map(([, action]) => action));

eachDatabase('what-if', (places) => {
  it('says at the values in force what really happened, mail by mail', async () => {
    const { store } = await send(places, STREAM.slice(0, 40), PRESENT);
    const rows = await rowsOf(store);
    expect(rows).toHaveLength(40);
    const facts = await store.judgedFacts(rows.map(({ mailId }) => mailId));
    for (const { mailId, asks } of rows) {
      const { verdict } = await mailOf(store, mailId);
      const recorded = facts.get(mailId);
      if (!recorded || verdict === null) throw new Error(`${mailId} was not recorded`);
      expect(judge(recorded, rulesFor(PRESENT))).toEqual(verdict);
      expect(asks).toEqual(verdict.findings.map(({ check, action }) => [check, action]));
    }
    const held = await store.countMails({ states: ['held'] });
    const forecast = await whatIf({ store }, { rules: rulesFor(PRESENT), policy: PRESENT, ...EVER });
    expect(forecast).toMatchObject({ mails: 40, now: { held }, tried: { held }, changed: [], purged: 0 });
  });

  it('draws a curve whose every point is what that value alone forecasts', async () => {
    const { store } = await send(places, STREAM.slice(0, 40), PRESENT);
    const rules = rulesFor(PRESENT);
    const values = [1, 2, 4, 8];
    const curve = { check: 'visible-recipients', setting: 'confirmAt', values } as const;
    const drawn = await whatIf({ store }, { rules, policy: PRESENT, ...EVER, curve });
    for (const { value, tally } of drawn.curve) {
      const policy = policyOf({ checks: { 'visible-recipients': { confirmAt: value } } });
      expect((await whatIf({ store }, { rules, policy, ...EVER })).tried).toEqual(tally);
    }
    expect(drawn.curve.map(({ tally }) => tally.held)).toEqual(
      drawn.curve.map(({ tally }) => tally.held).toSorted((a, b) => b - a),
    );
  });

  it('judges a mail on what it was before somebody repaired it', async () => {
    const strangers = companies(12);
    const quiet = { 'first-contact': { action: 'log' }, 'many-recipients': { action: 'log' } };
    const relay = await relayAt(await places.fresh(), undefined, {
      readMail: (octets, options) => readMail(octets, options),
      policy: { checks: quiet },
    });
    const octets = Buffer.from(
      `From: ann@corp.example\r\nTo: ${strangers.join(',\r\n ')}\r\nSubject: Hello\r\n\r\nhi\r\n`,
    );
    const { id } = await relay.accept(submission(strangers, { octets }));
    const by = { account: 'ann', address: addr('ann@corp.example'), role: 'sender', via: 'session' } as const;
    const operations = operationsSchema.parse([{ op: 'to-bcc', addresses: null }]);
    const wish = { mailId: id, operations, by, nonce: 'n' };
    const offer = await offerRepair(relay.actPorts, wish);
    if (offer.kind !== 'offered') throw new Error(JSON.stringify(offer));
    const actor = { kind: 'user', id: 'ann', via: 'web' } as const;
    await carryOutRepair(relay.actPorts, { ...wish, ...offer, confirm: true, actor });
    expect((await relay.store.outcomesOf([id])).get(id)).toMatchObject({ revision: 2 });

    const policy = rulesOf({ checks: { ...quiet, 'visible-recipients': { action: 'log' } } }).policy;
    const { changed } = await whatIf(relay, { rules: relay.ports.rules(), policy, ...EVER });
    expect(changed).toEqual([expect.objectContaining({ mailId: id, now: 'approve', tried: 'log' })]);
  });
});

// Which database keeps the rows makes no difference to what is made of them.
onDatabase('sqlite', 'what-if before a change', (places) => {
  it.each([
    ['stricter', STRICTER],
    ['looser', LOOSER],
  ])('forecasts a %s policy exactly: the same stream under it fares as foretold', async (_, policy) => {
    const recorded = await send(places, STREAM.slice(0, 60), PRESENT);
    const forecast = await whatIf(recorded, { rules: rulesFor(PRESENT), policy, ...EVER });
    const real = await send(places, STREAM.slice(0, 60), policy);

    const really = new Map((await rowsOf(real.store)).map((row) => [row.mailId, asked(row)]));
    const foretold = new Map((await rowsOf(recorded.store)).map((row) => [row.mailId, asked(row)]));
    expect(forecast.changed.length).toBeGreaterThan(3);
    for (const { mailId, now, tried } of forecast.changed) {
      expect(foretold.get(mailId)).toBe(now);
      foretold.set(mailId, tried);
    }
    expect(recorded.ids.map((id) => foretold.get(id))).toEqual(real.ids.map((id) => really.get(id)));
    expect(forecast.tried.held).toBe(await real.store.countMails({ states: ['held'] }));
  });
});

it('reaches every mail whose judgement a change of one setting changes', async () => {
  const { createJudge, envelopeOf, learnFrom } = await import('../../src/cli/judge-with.ts');
  const { createRecordedHistory } = await import('../../src/guard/recorded-history.ts');
  const history = createRecordedHistory();
  const judgeMail = await createJudge(history, rulesFor(PRESENT));
  const tries = [STRICTER, LOOSER, policyOf({ checks: { burst: { newInHour: 1, inTenMinutes: 1 } } })];
  for (const mail of STREAM) {
    const date = new Date(mail.date);
    const envelope = envelopeOf(mail.from, [...mail.to, ...mail.cc, ...mail.bcc]);
    const inspected = await judgeMail(envelope, mail.octets, date);
    learnFrom(history, inspected, date);
    const judged = judgedOf(inspected.facts, inspected.verdict);
    for (const policy of tries) {
      if (reachOf(PRESENT, policy)(judged)) continue;
      const again = judge(inspected.facts, rulesFor(policy)).findings.map(({ check, action }) => [
        check,
        action,
      ]);
      expect(again).toEqual(judged.asks);
    }
  }
});
