// The versions of the policy, the digests of days, and the numbers of the dashboard, on both databases.

import { expect, it } from 'vitest';
import type { Verdict } from '../../src/guard/verdict.ts';
import { NONE } from '../../src/guard/what-if/tally.ts';
import type { NewPolicyVersion } from '../../src/store/policy-version.ts';
import type { Store } from '../../src/store/store.ts';
import { factsOf } from '../guard/mail.ts';
import { eachDatabase } from './databases.ts';
import { address, at, decision, newMail, queuedMail, VERDICT } from './samples.ts';

const version = (digest: string, changed: Partial<NewPolicyVersion> = {}): NewPolicyVersion => ({
  at: at(1),
  digest,
  actor: { kind: 'user', id: 'id-root', via: 'web' },
  source: 'pages',
  yaml: `# secret.person@corp.example\nlearnDays: 3 # ${digest}\n`,
  policy: { learnDays: 3 },
  base: null,
  ...changed,
});

eachDatabase('the versions of the policy', (places) => {
  it('are numbered, found again as they were written, and the newest is told once', async () => {
    const place = await places.fresh();
    const store = await place.open();
    expect(await store.newestPolicy()).toBeNull();
    expect(await store.addPolicyVersion(version('a', { source: 'config' }))).toEqual({ kind: 'added', n: 1 });
    expect(await store.addPolicyVersion(version('b', { base: 1 }))).toEqual({ kind: 'added', n: 2 });
    expect(await store.newestPolicy(1)).toMatchObject({
      n: 2,
      yaml: version('b').yaml,
      policy: { learnDays: 3 },
    });
    expect(await store.newestPolicy(2)).toBeNull();
    expect((await store.listPolicyVersions(5)).map(({ n, digest }) => [n, digest])).toEqual([
      [2, 'b'],
      [1, 'a'],
    ]);
    await store.putForecast({ n: 2, forecast: { mails: 9, before: NONE, after: NONE } });
    expect(await store.findPolicyVersion(2)).toMatchObject({ forecast: { mails: 9 } });
    expect(await store.findPolicyVersion(3)).toBeNull();
    // They name people: nothing of that stands in the database.
    const rows = await place.sql('select * from policy_versions');
    expect(
      JSON.stringify(rows, (_, value) =>
        value?.type === 'Buffer' ? Buffer.from(value).toString('latin1') : value,
      ),
    ).not.toContain('secret.person');
  });

  it('change by one hand at a time: of two made from the same version the first wins', async () => {
    const store = await (await places.fresh()).open();
    await store.addPolicyVersion(version('a', { source: 'config' }));
    const both = await Promise.all(
      ['b', 'c'].map((digest) => store.addPolicyVersion(version(digest, { base: 1 }))),
    );
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['added', 'overtaken']);
    const [newest] = await store.listPolicyVersions(1);
    expect(await store.addPolicyVersion(version(newest?.digest ?? '', { base: 2 }))).toEqual({
      kind: 'same',
      n: 2,
    });
  });

  it('leave an event with the digests before and after, in the chain', async () => {
    const store = await (await places.fresh()).open();
    await store.addPolicyVersion(version('a', { source: 'config' }));
    await store.addPolicyVersion(version('b', { base: 1 }));
    const events = await store.listEvents({ limit: 5 });
    expect(events).toMatchObject([
      {
        type: 'policy-applied',
        actor: { id: 'id-root' },
        detail: { version: 2, base: 1, before: 'a', after: 'b' },
      },
    ]);
    expect(await store.verifyEvents()).toMatchObject({ ok: true });
  });
});

eachDatabase('the digest of a day', (places) => {
  it('is queued once for everybody who gets it, whoever comes first', async () => {
    const store = await places.shared();
    const to = address('root@corp.example');
    const mail = () =>
      queuedMail({
        origin: 'notice',
        reversePath: null,
        recipients: [{ forwardPath: to, notify: null, orcpt: null }],
      });
    expect(await store.isDigestQueued({ day: '2026-04-01', to })).toBe(false);
    const both = await Promise.all(
      [1, 2].map(() => store.queueDigest({ day: '2026-04-01', to, mail: mail() })),
    );
    expect(both.toSorted()).toEqual([false, true]);
    expect(await store.isDigestQueued({ day: '2026-04-01', to })).toBe(true);
    expect(await store.countMails({ origin: 'notice' })).toBe(1);
    expect(
      await store.queueDigest({ day: '2026-04-01', to: address('other@corp.example'), mail: mail() }),
    ).toBe(true);
    expect(await store.queueDigest({ day: '2026-04-02', to, mail: mail() })).toBe(true);
  });
});

const { facts: FACTS } = factsOf({ to: ['bob@client.example'] });
const EVER = { since: at(-600), until: at(600) };
const asking = (...actions: Verdict['findings'][number]['action'][]): Verdict => ({
  ...VERDICT,
  findings: actions.flatMap((action) => VERDICT.findings.map((finding) => ({ ...finding, action }))),
});

eachDatabase('the numbers of the dashboard', (places) => {
  async function insert(store: Store, receivedAt: string, verdict: Verdict) {
    const mail = newMail({ receivedAt, facts: FACTS, verdict });
    await store.insertMail(mail);
    return mail.id;
  }

  it('count each mail by the strongest that was asked for, and every decision', async () => {
    const store = await (await places.fresh()).open();
    await insert(store, at(0), asking('confirm', 'approve', 'log'));
    await insert(store, at(70), asking('log'));
    await insert(store, at(80), asking());
    await insert(store, at(700), asking('confirm'));
    const decided = await insert(store, at(0), asking('confirm-and-approve'));
    const detail = await store.findMail(decided);
    if (detail === null) throw new Error('gone');
    await store.changeHold(decision(detail, 'return'));

    const judged = await store.countJudged(EVER);
    expect(judged.toSorted((a, b) => (`${a.hour}${a.action}` < `${b.hour}${b.action}` ? -1 : 1))).toEqual([
      { hour: at(0).slice(0, 13), action: 'approve', count: 1 },
      { hour: at(0).slice(0, 13), action: 'confirm-and-approve', count: 1 },
      { hour: at(70).slice(0, 13), action: 'log', count: 1 },
      { hour: at(70).slice(0, 13), action: 'off', count: 1 },
    ]);
    expect(await store.countDecisions(EVER)).toEqual([{ decision: 'return', isRepaired: false, count: 1 }]);
    expect(await store.listWaitSeconds({ ...EVER, limit: 10 })).toEqual([300]);
    expect(await store.countDecisions({ since: at(1), until: at(600) })).toEqual([]);
  });

  it('tell how long supervisors looked before they approved, not senders, not those who returned', async () => {
    const store = await (await places.fresh()).open();
    const steps = [
      { type: 'released', by: 'boss', grant: 'supervisor', seconds: 2 },
      { type: 'granted', by: 'boss', grant: 'second-supervisor', seconds: 40 },
      { type: 'released', by: 'ann', grant: 'sender', seconds: 1 },
      { type: 'returned', by: 'boss', grant: null, seconds: 1 },
    ] as const;
    for (const { type, by, grant, seconds } of steps) {
      const mailId = await insert(store, at(0), asking('approve'));
      const actor = { kind: 'user', id: by, via: 'web' } as const;
      const later = new Date(Date.parse(at(3)) + seconds * 1000).toISOString();
      await store.addEvent({ type: 'viewed', mailId, at: at(2), actor, detail: {} });
      await store.addEvent({ type: 'viewed', mailId, at: at(3), actor, detail: {} });
      const detail = grant === null ? {} : { given: [{ grant, by, onBehalfOf: null }] };
      await store.addEvent({ type, mailId, at: later, actor, detail });
    }
    const asked = { since: at(0), limit: 10 };
    expect((await store.listApprovalSeconds(asked)).toSorted((a, b) => a - b)).toEqual([2, 40]);
    expect(await store.listLookSeconds(asked)).toHaveLength(4);
  });
});
