// What-if tells the truth: at the present values what really happened, and of a change what really happens after it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reasonsOf } from '../../src/cli/judge-with.ts';
import { judge } from '../../src/guard/judge.ts';
import { type Judged, judgedOf, strongest } from '../../src/guard/what-if/judged.ts';
import { reachOf } from '../../src/guard/what-if/reach.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { operationsSchema } from '../../src/message/rewrite/operations.ts';
import { carryOutRepair, offerRepair } from '../../src/relay/repair.ts';
import { whatIf } from '../../src/relay/what-if.ts';
import type { JudgedRow } from '../../src/store/judged-row.ts';
import type { Store } from '../../src/store/store.ts';
import { runHere } from '../cli/run-here.ts';
import { addr, companies, rulesOf } from '../guard/mail.ts';
import { eachDatabase, onDatabase } from '../store/databases.ts';
import { mailOf, relayAt, submission } from './relay.ts';
import { policyOf, rulesFor, STREAM, sendStream, writeStream } from './sent-stream.ts';

const LAST = '2100-01-01T00:00:00.000Z';
const EVER = { since: '2000-01-01T00:00:00.000Z', until: LAST };

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

async function rowsOf(store: Store): Promise<readonly JudgedRow[]> {
  return store.listJudged({ ...EVER, after: null, limit: 10_000 });
}

const asked = ({ asks }: Judged) => strongest(asks.map(([, action]) => action));

eachDatabase('what-if', (places) => {
  const MAILS = STREAM.slice(0, 40);
  let sending: ReturnType<typeof sendStream> | null = null;
  /** Once, for all tests that only read. */
  const sent = async () => {
    sending ??= sendStream(await places.shared(), MAILS, () => PRESENT);
    return sending;
  };

  it('says at the values in force what really happened, mail by mail', async () => {
    const { store } = await sent();
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
    const { store } = await sent();
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

  it('replay of the live policy says of every mail what the live relay said', async () => {
    const { store, ids } = await sent();
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-replay-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const config = join(folder, 'sekisho.yaml');
    const nextHop = { host: '127.0.0.1', port: 1 };
    writeFileSync(config, JSON.stringify({ ...rulesFor(PRESENT), nextHop }));
    const words = ['replay', ...writeStream(folder, MAILS), '--config', config, '--json'];
    const { stdout } = await runHere(words, { cwd: folder });
    const replayed = stdout.trim().split('\n');
    const live = await Promise.all(ids.map(async (id) => (await mailOf(store, id)).verdict));
    expect(replayed.map((line) => JSON.parse(line))).toEqual(
      live.map((verdict, n) => {
        if (verdict === null) throw new Error(`mail ${n} was not judged`);
        const action = verdict.wouldBe === 'forward' ? 'pass' : 'hold';
        return { n: n + 1, action, needs: verdict.needs, ...reasonsOf(verdict) };
      }),
    );
    expect(new Set(live.map((verdict) => verdict?.action))).toEqual(new Set(['forward', 'hold']));
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
  const MAILS = STREAM.slice(0, 60);
  const HALF = 30;
  const secondHalf = { since: new Date(MAILS[HALF]?.date ?? '').toISOString(), until: LAST };

  const askedIn = async ({ store, ids }: Awaited<ReturnType<typeof sendStream>>) => {
    const rows = new Map((await rowsOf(store)).map((row) => [row.mailId, asked(row)]));
    return ids.map((id) => rows.get(id));
  };

  it('forecasts it exactly: the second half of a stream under the changed policy fares as foretold', async () => {
    const recorded = await sendStream(await places.fresh(), MAILS, () => PRESENT);
    const before = await askedIn(recorded);
    for (const policy of [STRICTER, LOOSER]) {
      const forecast = await whatIf(recorded, { rules: rulesFor(PRESENT), policy, ...secondHalf });
      const real = await sendStream(await places.fresh(), MAILS, (n) => (n < HALF ? PRESENT : policy));
      const really = await askedIn(real);
      expect(really.slice(0, HALF)).toEqual(before.slice(0, HALF));
      expect(forecast.mails).toBe(MAILS.length - HALF);
      expect(forecast.changed.length).toBeGreaterThan(2);
      const changed = new Map(forecast.changed.map(({ mailId, tried }) => [mailId, tried]));
      const foretold = recorded.ids.map((id, n) => changed.get(id) ?? before[n]);
      expect(foretold.slice(HALF)).toEqual(really.slice(HALF));
      const search = { since: secondHalf.since };
      expect(forecast.tried.held).toBe(await real.store.countMails({ states: ['held'], search }));
    }
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
