// What-if: what another policy would have made of the mails of a period. Judges recorded facts, never a body: a mail
// that no change can reach keeps its recorded judgement and is only counted, every other is judged again. In small steps, so
// that mail goes on.

import { setImmediate } from 'node:timers/promises';
import type { AddrSpec } from '../guard/address.ts';
import type { CheckId } from '../guard/checks-list.ts';
import type { Facts } from '../guard/facts.ts';
import { askOne, judge } from '../guard/judge.ts';
import type { Policy, Rules } from '../guard/policy.ts';
import type { Action, Verdict } from '../guard/verdict.ts';
import { type Judged, strongest } from '../guard/what-if/judged.ts';
import { reachOf } from '../guard/what-if/reach.ts';
import { addCounts, NONE, type Tally } from '../guard/what-if/tally.ts';
import type { JudgedQuery, JudgedRow, JudgedStore } from '../store/judged-row.ts';
import type { MailId } from '../store/store.ts';
import { policyDigest } from './mail-of.ts';

/** Rows read at once, and mails judged before others get their turn. */
const PAGE = 2000;
const STEP = 25;
/** So many ways of having been judged are asked for by name; of more the whole period is read. */
const MOST_LIKE = 500;

export type Curve = {
  readonly check: CheckId;
  readonly setting: string;
  readonly values: readonly number[];
};

export type WhatIfQuestion = {
  /** The rules in force, and the policy that is tried. */
  readonly rules: Rules;
  readonly policy: Policy;
  /** ISO instants, `until` exclusive. */
  readonly since: string;
  readonly until: string;
  /** A setting of the tried policy that is also given other values, for a chart. */
  readonly curve?: Curve;
  readonly signal?: AbortSignal;
};

/** A mail that would have fared differently. */
export type ChangedMail = {
  readonly mailId: MailId;
  readonly receivedAt: string;
  readonly author: AddrSpec | null;
  readonly now: Action;
  readonly tried: Action;
};

export type WhatIf = {
  readonly mails: number;
  readonly now: Tally;
  readonly tried: Tally;
  readonly curve: readonly { readonly value: number; readonly tally: Tally }[];
  /** Oldest first. */
  readonly changed: readonly ChangedMail[];
  /** Mails that could not be judged again because their facts are gone: they count as recorded. */
  readonly purged: number;
};

/** What the policies make of one mail: the present one, the tried one, and that with each value of the curve. */
type Actions = { readonly now: Action; readonly tried: Action; readonly along: readonly Action[] };

type Trial = { readonly rules: Rules; readonly reaches: (row: Judged & { policyDigest: string }) => boolean };

type Ports = { readonly store: Pick<JudgedStore, 'groupJudged' | 'listJudged' | 'judgedFacts'> };

/** A mail that another policy than the present one has judged must be judged again whatever is tried. */
function trialOf(rules: Rules, policy: Policy): Trial {
  const reaches = reachOf(rules.policy, policy);
  const digest = policyDigest(rules.policy);
  return {
    rules: { ...rules, policy },
    reaches: (row) => row.policyDigest !== digest || reaches(row),
  };
}

function trialsOf({ rules, policy, curve }: WhatIfQuestion) {
  const at = (value: number, { check, setting }: Curve): Policy => {
    const checks = { ...policy.checks, [check]: { ...policy.checks[check], [setting]: value } };
    return { ...policy, checks };
  };
  return {
    present: trialOf(rules, rules.policy),
    tried: trialOf(rules, policy),
    points: curve === undefined ? [] : curve.values.map((value) => trialOf(rules, at(value, curve))),
  };
}

const actionIn = ({ findings }: Verdict) => strongest(findings.map(({ action }) => action));
const actionOf = (facts: Facts, { rules }: Trial) => actionIn(judge(facts, rules));

/** What the curve's check asks for at each value, beside what all others ask for in `verdict`. */
function actionsAlong(
  facts: Facts,
  check: CheckId,
  { findings, unknown }: Verdict,
  points: readonly Trial[],
): readonly Action[] {
  if (unknown.length > 0) return points.map((point) => actionOf(facts, point));
  const others = findings.filter((finding) => finding.check !== check).map(({ action }) => action);
  return points.map(({ rules }) => strongest([...others, askOne(check, facts, rules)]));
}

function createTally(points: number) {
  let mails = 0;
  let now = NONE;
  let tried = NONE;
  const along = Array.from({ length: points }, () => NONE);
  const changed: ChangedMail[] = [];
  function addAlike(actions: Actions, count: number): void {
    mails += count;
    now = addCounts(now, actions.now, count);
    tried = addCounts(tried, actions.tried, count);
    along.forEach((tally, n) => {
      along[n] = addCounts(tally, actions.along[n] ?? 'off', count);
    });
  }
  return {
    addAlike,
    add({ mailId, receivedAt, author }: JudgedRow, actions: Actions): void {
      addAlike(actions, 1);
      if (actions.now === actions.tried) return;
      changed.push({ mailId, receivedAt, author, now: actions.now, tried: actions.tried });
    },
    result: () => ({ mails, now, tried, along, changed }),
  };
}

/** The recorded judgements of a period, oldest first. */
export async function* pagesOf(
  { store }: { readonly store: Pick<JudgedStore, 'listJudged'> },
  period: Pick<JudgedQuery, 'since' | 'until' | 'like'>,
) {
  let after: JudgedRow | null = null;
  do {
    const page: readonly JudgedRow[] = await store.listJudged({ ...period, after, limit: PAGE });
    yield page;
    after = page.length < PAGE ? null : (page.at(-1) ?? null);
  } while (after !== null);
}

/** Judges a period again. Rejects when the store does. */
export async function whatIf(ports: Ports, question: WhatIfQuestion): Promise<WhatIf> {
  const { curve } = question;
  const { present, tried, points } = trialsOf(question);
  const trials = [present, tried, ...points];
  const tally = createTally(points.length);
  let purged = 0;

  const asRecorded = ({ asks }: Judged): Actions => {
    const action = strongest(asks.map(([, asked]) => asked));
    return { now: action, tried: action, along: points.map(() => action) };
  };
  const judgedAgain = (row: JudgedRow, facts: Facts): Actions => {
    const now = present.reaches(row) ? actionOf(facts, present) : asRecorded(row).now;
    if (curve === undefined && !tried.reaches(row)) return { now, tried: now, along: [] };
    const verdict = judge(facts, tried.rules);
    const along = curve === undefined ? [] : actionsAlong(facts, curve.check, verdict, points);
    return { now, tried: actionIn(verdict), along };
  };

  const { since, until } = question;
  const isReached = (row: Judged & { readonly policyDigest: string }) =>
    trials.some(({ reaches }) => reaches(row));
  const like: Judged[] = [];
  for (const group of await ports.store.groupJudged({ since, until })) {
    if (isReached(group)) like.push(group);
    else tally.addAlike(asRecorded(group), group.count);
  }
  const wanted = { since, until, ...(like.length <= MOST_LIKE && { like }) };
  for await (const page of like.length === 0 ? [] : pagesOf(ports, wanted)) {
    question.signal?.throwIfAborted();
    const again = page.filter(isReached);
    for (let n = 0; n < again.length; n += STEP) {
      const step = again.slice(n, n + STEP);
      const facts = await ports.store.judgedFacts(step.map(({ mailId }) => mailId));
      for (const row of step) {
        const known = facts.get(row.mailId) ?? null;
        if (known === null) purged += 1;
        tally.add(row, known === null ? asRecorded(row) : judgedAgain(row, known));
      }
      await setImmediate();
      question.signal?.throwIfAborted();
    }
  }
  const { along, changed, ...rest } = tally.result();
  return {
    ...rest,
    curve: along.map((counts, n) => ({ value: curve?.values[n] ?? 0, tally: counts })),
    changed: changed.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)),
    purged,
  };
}
