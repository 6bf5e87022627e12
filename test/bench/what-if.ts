// Section `what-if`: another threshold on 100,000 recorded mails, as the tuning page asks for it, with its curve. The
// facts are those of a stream of ordinary mail, over and over.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJudge, envelopeOf, learnFrom } from '../../src/cli/judge-with.ts';
import type { Facts } from '../../src/guard/facts.ts';
import { organizationSchema, policySchema, type Rules } from '../../src/guard/policy.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import type { Verdict } from '../../src/guard/verdict.ts';
import { policyDigest } from '../../src/relay/mail-of.ts';
import { whatIf } from '../../src/relay/what-if.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { queuedMail } from '../store/samples.ts';
import { OUR_DOMAIN } from '../stream/company.ts';
import { generateStream } from '../stream/generate.ts';
import { type Measured, percentile } from './section.ts';

const RECORDED = 100_000;
const JUDGED = 4000;
const TARGET_MS = 2000;
const START = Date.parse('2026-10-25T00:00:00.000Z');
const PERIOD = { since: '2026-10-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };

const rules: Rules = {
  organization: organizationSchema.parse({ domains: [OUR_DOMAIN] }),
  policy: policySchema.parse({ learnDays: 0, freemailDomains: ['freemail.example'] }),
};

type Inspected = { readonly facts: Facts; readonly verdict: Verdict };

async function inspectStream(): Promise<readonly Inspected[]> {
  const history = createRecordedHistory();
  const judge = await createJudge(history, rules);
  const inspected: Inspected[] = [];
  for (const { date, from, to, cc, bcc, octets } of generateStream({ seed: 5, mails: JUDGED, days: 60 })) {
    const one = await judge(envelopeOf(from, [...to, ...cc, ...bcc]), octets, new Date(date));
    learnFrom(history, one, new Date(date));
    inspected.push(one);
  }
  // The first ones knew nobody yet.
  return inspected.slice(JUDGED / 2);
}

async function record(store: Store, inspected: readonly Inspected[]): Promise<void> {
  const digest = policyDigest(rules.policy);
  const mail = (n: number) => {
    const { facts, verdict } = inspected[n % inspected.length] as Inspected;
    const receivedAt = new Date(START + n * 25_000).toISOString();
    return queuedMail({ facts, verdict, receivedAt, author: facts.author, policyDigest: digest });
  };
  for (let from = 0; from < RECORDED; from += 500) {
    await Promise.all(Array.from({ length: 500 }, (_, n) => store.insertMail(mail(from + n))));
  }
}

const tried = (checks: object) => policySchema.parse({ ...rules.policy, checks });

async function measure(folder: string): Promise<Measured> {
  const store = await openStore({
    url: `sqlite:${join(folder, 'sekisho.db')}`,
    keyFile: join(folder, 'key'),
    writerId: 'bench',
    onFailure: () => {},
  });
  await record(store, await inspectStream());
  const values = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20];
  const visible = { check: 'visible-recipients', setting: 'confirmAt', values } as const;
  const questions = [
    ['visible-recipients.confirmAt 4 to 6', { policy: tried({ 'visible-recipients': { confirmAt: 6 } }) }],
    [
      'the same with a curve of 11',
      { policy: tried({ 'visible-recipients': { confirmAt: 6 } }), curve: visible },
    ],
    ['first-contact only recorded', { policy: tried({ 'first-contact': { action: 'log' } }) }],
    ['persons from 5 to 1', { policy: tried({ 'unencrypted-personal-data': { confirmAt: 1 } }) }],
  ] as const;
  const rows: Measured['rows'][number][] = [];
  const failed: string[] = [];
  for (const [name, question] of questions) {
    const times: number[] = [];
    let answer = { mails: 0, changed: [] as readonly unknown[] };
    for (let n = 0; n < 3; n += 1) {
      const start = performance.now();
      answer = await whatIf({ store }, { rules, ...PERIOD, ...question });
      times.push(performance.now() - start);
    }
    if (answer.mails !== RECORDED) throw new Error(`${answer.mails} mails of ${RECORDED}`);
    const median = percentile(times, 0.5);
    rows.push([name, median, answer.changed.length]);
    if (median > TARGET_MS) failed.push(`${median.toFixed(0)} ms for ${name}`);
  }
  await store.close();
  return {
    title: `What-if on ${RECORDED.toLocaleString('en')} recorded mails, SQLite`,
    columns: ['tried', 'median ms', 'mails that change'],
    rows,
    notes: [`Promise: at most ${TARGET_MS} ms.`],
    failed,
  };
}

export async function whatIfSection(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
