// The policy in force: of the configuration or of the pages, written down when it changes, forecast, and the same for
// every relay on one database.

import { expect, it, onTestFinished } from 'vitest';
import { parsePolicy } from '../../src/config/parse-policy.ts';
import { configSchema } from '../../src/config/schema.ts';
import { judge } from '../../src/guard/judge.ts';
import { NO_DIRECTORY } from '../../src/guard/people.ts';
import { policySchema } from '../../src/guard/policy.ts';
import { watchChange } from '../../src/relay/forecast-change.ts';
import { type LivePolicy, type PolicySource, startLivePolicy } from '../../src/relay/live-policy.ts';
import type { LogLine } from '../../src/relay/ports.ts';
import type { Store } from '../../src/store/store.ts';
import { factsOf, NOW } from '../guard/mail.ts';
import { eachDatabase } from '../store/databases.ts';
import { newMail } from '../store/samples.ts';

const config = configSchema.parse({ organization: { domains: ['corp.example'] }, nextHop: { host: 'h' } });
const { organization } = config;
const ADMIN = { kind: 'user', id: 'id-root', via: 'web' } as const;
const STRICTER = 'learnDays: 0\nchecks: { first-contact: { holdOn: address } }\n';

type Opened = { readonly live: LivePolicy; readonly log: readonly LogLine[]; write(yaml: string): void };

async function open(store: Store, isOnPages: boolean, written = 'learnDays: 0\n'): Promise<Opened> {
  let text = written;
  const log: LogLine[] = [];
  const parse: PolicySource['parse'] = (yaml) => parsePolicy(config, yaml);
  const policyOf = (yaml: string) => {
    const parsed = parse(yaml);
    if (parsed.kind === 'faulty') throw new Error(yaml);
    return parsed.policy;
  };
  let policy = policyOf(text);
  const live = await startLivePolicy(
    { store, people: () => NO_DIRECTORY, log: (line) => log.push(line), now: () => new Date(NOW) },
    { isOnPages, rules: () => ({ organization, policy }), text: () => text, parse },
  );
  onTestFinished(() => live.close());
  return {
    live,
    log,
    write(yaml) {
      text = yaml;
      policy = policyOf(yaml);
    },
  };
}

const before = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

/** A mail to somebody new, which only the stricter policy holds. */
async function insert(store: Store, receivedAt: string): Promise<void> {
  const { facts, rules } = factsOf({ to: ['bob@client.example'] });
  const verdict = judge(facts, { ...rules, policy: policySchema.parse({ learnDays: 0 }) });
  expect(verdict.action).toBe('forward');
  await store.insertMail(
    newMail({ state: 'queued', giveUpAt: NOW, receivedAt, facts, verdict, author: facts.author }),
  );
}

eachDatabase('the policy in force', (places) => {
  it('of the configuration is written down once, and again when it changed, with what that would have done', async () => {
    const store = await (await places.fresh()).open();
    await insert(store, before(5));
    await insert(store, before(40 * 24));
    const { live, write } = await open(store, false);
    await live.note();
    write(`# stricter\n${STRICTER}`);
    await live.note();
    await live.settled();
    const [second, first] = await store.listPolicyVersions(5);
    expect([first?.n, second?.n]).toEqual([1, 2]);
    expect(first?.forecast).toBeNull();
    expect(second).toMatchObject({
      source: 'config',
      forecast: { mails: 1, before: { held: 0 }, after: { held: 1, sender: 1 } },
    });
    expect((await store.findPolicyVersion(2))?.yaml).toBe(`# stricter\n${STRICTER}`);
    await expect(live.apply({ yaml: STRICTER, base: 2, actor: ADMIN })).rejects.toThrow(
      'kept in the configuration',
    );
  });

  it('of the pages holds for every relay on the database, whoever applied it, and after a new start', async () => {
    const store = await (await places.fresh()).open();
    const [one, other] = [await open(store, true), await open(store, true)];
    expect(await store.listPolicyVersions(5)).toHaveLength(1);
    expect(await one.live.apply({ yaml: STRICTER, base: 1, actor: ADMIN })).toEqual({
      kind: 'applied',
      n: 2,
    });
    const late = await other.live.apply({ yaml: 'learnDays: 9', base: 1, actor: ADMIN });
    expect(late).toEqual({ kind: 'overtaken' });
    await other.live.refresh();
    for (const { live } of [one, other, await open(store, true)])
      expect(live.rules().policy.checks['first-contact'].holdOn).toBe('address');
    // The configuration's own policy waits as long as the pages have the word.
    other.write('learnDays: 30\n');
    await other.live.note();
    expect(other.live.rules().policy.learnDays).toBe(0);
    expect(await store.listPolicyVersions(5)).toHaveLength(2);
    const back = await open(store, false);
    expect(back.live.rules().policy.checks['first-contact'].holdOn).toBe('domain-with-content');
    expect(await store.listPolicyVersions(5)).toHaveLength(3);
  });

  it('is never an older one again: a look that is answered late changes nothing any more', async () => {
    const store = await (await places.fresh()).open();
    const answered = Promise.withResolvers<void>();
    const mayReturn = Promise.withResolvers<void>();
    let isHeldBack = false;
    const slow: Store = {
      ...store,
      newestPolicy: async (after) => {
        const isThisOne = isHeldBack;
        isHeldBack = false;
        const newest = await store.newestPolicy(after);
        if (isThisOne) {
          answered.resolve();
          await mayReturn.promise;
        }
        return newest;
      },
    };
    const [{ live }, other] = [await open(slow, true), await open(store, true)];
    await other.live.apply({ yaml: 'learnDays: 5', base: 1, actor: ADMIN });
    isHeldBack = true;
    const late = live.refresh();
    await answered.promise;
    await other.live.apply({ yaml: 'learnDays: 6', base: 2, actor: ADMIN });
    await live.refresh();
    mayReturn.resolve();
    await late;
    expect(live.rules().policy.learnDays).toBe(6);
  });

  it('that cannot be used is refused where it is written, and no relay starts under one that nobody can read', async () => {
    const store = await (await places.fresh()).open();
    const { live, log } = await open(store, true);
    const faulty = await live.apply({ yaml: 'mode: watch', base: 1, actor: ADMIN });
    expect(faulty).toMatchObject({ kind: 'faulty', problems: [{ line: 1, column: 7, path: 'mode' }] });
    const version = { at: NOW, digest: 'of a later release', actor: ADMIN, policy: {}, base: 1 };
    await store.addPolicyVersion({ ...version, source: 'pages', yaml: 'later: 1\n' });
    await expect(live.refresh()).rejects.toThrow(
      'version 2 of the policy cannot be used: 1:1: later: unknown key',
    );
    expect(live.rules().policy.learnDays).toBe(0);
    await expect(open(store, true)).rejects.toThrow('version 2 of the policy cannot be used');
    expect(log).toEqual([]);
  });

  it('is watched for two weeks, or until the next one', async () => {
    const store = await (await places.fresh()).open();
    for (const hours of [1, 30, 15 * 24]) await insert(store, before(-hours));
    const at = NOW;
    const day = (n: number) => before(-24 * n);
    expect(await watchChange({ store }, { at }, null, day(20))).toMatchObject({
      stage: 'over',
      until: day(14),
      reality: { mails: 2 },
    });
    expect((await watchChange({ store }, { at }, null, day(3))).stage).toBe('watching');
    expect(await watchChange({ store }, { at }, { at: day(1) }, day(3))).toMatchObject({
      stage: 'replaced',
      until: day(1),
      reality: { mails: 1, tally: { held: 0 } },
    });
  });
});
