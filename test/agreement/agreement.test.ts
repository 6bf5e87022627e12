// `check`, `explain`, `replay` and a live relay over SMTP say the same of the same mail: verdict, reasons, evidence and
// facts. By default of a sample; SEKISHO_WHOLE_CORPORA=1 (`npm run agree`) takes every mail of every corpus.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reasonsOf } from '../../src/cli/judge-with.ts';
import { sentenceOf } from '../../src/guard/sentences.ts';
import type { Finding } from '../../src/guard/verdict.ts';
import { runHere } from '../cli/run-here.ts';
import { onDatabase } from '../store/databases.ts';
import { type Answer, type Live, startLive } from './live.ts';
import { type Sent, sentAsOne, type Trial, type Written, writeTrial } from './trial.ts';
import { GROUPS } from './trials.ts';

const isWhole = process.env.SEKISHO_WHOLE_CORPORA === '1';
/** Of each group so many trials, spread over it, and of a session so many mails. */
const SAMPLE = { trials: 2, mails: 4 };

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const WIRE = ['bare-cr', 'bare-lf', 'nul'];

/** What `check --json` says of the findings, from what the relay has stored. */
function told(findings: readonly Finding[]) {
  return findings.map((finding) => ({
    check: finding.check,
    severity: finding.severity,
    action: finding.action,
    summary: sentenceOf(finding, 'en').sentence,
    evidence: finding.evidence,
    key: finding.setting ?? null,
    allowed: finding.allowed ?? null,
  }));
}

async function ask(command: 'check' | 'explain', mail: Sent, at: string, files: Written, n: number) {
  const to = mail.to.flatMap((path) => ['--to', path]);
  const given = ['--history', files.history, '--config', files.config, '--at', at, '--json'];
  const { stdout, stderr } = await runHere([command, files.mail(n), '--from', mail.from, ...to, ...given], {
    cwd: tmpdir(),
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** One mail by itself: the two commands and the relay. */
async function compareAlone(live: Live, mail: Sent, startAt: string, files: Written, n: number) {
  const at = new Date(startAt);
  live.forgetRecent();
  const answer = json(await live.send(mail, at));
  const checked = await ask('check', mail, at.toISOString(), files, n);
  const explained = await ask('explain', mail, at.toISOString(), files, n);
  const { action, needs, findings, autoRepair, facts } = checked;
  const answers = (wanted: string) =>
    explained.checks.flatMap(({ check, answer: one }: Record<string, string>) =>
      one === wanted ? [check] : [],
    );
  expect([explained.action, explained.needs, explained.autoRepair]).toEqual([action, needs, autoRepair]);
  if (answer.kind === 'refused') {
    const faults = facts.content.faults.map(({ code }: { code: string }) => code);
    expect([
      answer.reply.slice(0, 1),
      action === 'forward',
      WIRE.some((code) => faults.includes(code)),
    ]).toEqual(['5', false, true]);
    return;
  }
  if (answer.kind === 'rejected') {
    const checks = findings.map(({ check }: Finding) => check);
    expect([action, checks, answers('found')]).toEqual(['reject', answer.checks, answer.checks]);
    return;
  }
  const { verdict } = answer;
  const flat = findings.map(
    ({ setting, allowed = null, ...rest }: Record<string, unknown> & { setting: { key: string } }) => ({
      ...rest,
      key: setting.key,
      allowed,
    }),
  );
  expect({ action, needs, findings: flat, facts, isRepaired: autoRepair.length > 0 }).toEqual({
    action: verdict.action,
    needs: verdict.needs,
    findings: json(told(verdict.findings)),
    facts: answer.facts,
    isRepaired: answer.isRepaired,
  });
  expect(explained.checks.slice(0, flat.length).map(({ evidence }: Finding) => evidence)).toEqual(
    verdict.findings.map(({ evidence }) => evidence),
  );
  expect(answers('clear').sort()).toEqual([...verdict.cleared].sort());
}

type Compared = { readonly actual?: unknown; readonly expected?: unknown };

/** The fields that differ, ours first. */
function differenceOf(error: unknown): string {
  const { actual, expected } = error as Compared;
  if (typeof actual !== 'object' || typeof expected !== 'object') return String(error);
  const [ours, theirs] = [actual, expected].map((value) => new Map(Object.entries(value ?? {})));
  const names = [...new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])];
  const text = (value: unknown) => JSON.stringify(value) ?? 'undefined';
  return names
    .filter((name) => text(ours?.get(name)) !== text(theirs?.get(name)))
    .map(
      (name) => `${name}: ${text(ours?.get(name)).slice(0, 400)} / ${text(theirs?.get(name)).slice(0, 400)}`,
    )
    .join('; ');
}

const isHeld = (answer: Answer) => answer.kind !== 'judged' || answer.verdict.wouldBe !== 'forward';

function reasonsFor(answers: readonly Answer[]): readonly string[] {
  const held = answers.flatMap((answer) =>
    answer.kind === 'judged' && isHeld(answer) ? [answer.verdict] : [],
  );
  return [...new Set(held.flatMap((verdict) => reasonsOf(verdict).reasons))];
}

/** The whole session in its order: `replay` and the relay, which learns from what it delivers. */
async function compareSession(live: Live, { mails, startAt, name }: Trial, folder: string, files: Written) {
  const answers: Answer[] = [];
  for (const mail of mails)
    answers.push(await live.send(mail, new Date(Date.parse(startAt) + mail.atSeconds * 1000)));
  const { stdout } = await runHere(['replay', '--json', '--config', files.config, folder], { cwd: tmpdir() });
  const { repairedMessages = [], reasons, ...replayed } = JSON.parse(stdout);
  const first = answers.findIndex(isHeld);
  expect({ ...replayed, repaired: repairedMessages }).toEqual({
    id: name,
    action: first < 0 ? 'pass' : 'hold',
    messages: answers.map((answer) => (isHeld(answer) ? 'hold' : 'pass')),
    firstHeldMessage: first < 0 ? null : first,
    repaired: answers.flatMap((answer, n) => (answer.kind === 'judged' && answer.isRepaired ? [n] : [])),
  });
  // Of mail that is not stored the relay keeps names without actions.
  if (answers.every(({ kind }) => kind === 'judged')) expect(reasons).toEqual(reasonsFor(answers));
}

type Counts = { readonly trials: number; readonly mails: number; readonly disagreements: readonly string[] };

const progress = (name: string, { trials, mails, disagreements }: Counts) =>
  `${name}: ${trials} trials, ${mails} mails, ${disagreements.length} disagree`;

async function chosen(trials: AsyncGenerator<Trial>): Promise<readonly Trial[]> {
  const all: Trial[] = [];
  for await (const trial of trials) all.push(sentAsOne(trial));
  if (isWhole) return all;
  const step = Math.ceil(all.length / SAMPLE.trials);
  const picked = all.filter((_, n) => n % step === 0);
  return picked.map((trial) => ({ ...trial, mails: trial.mails.slice(0, SAMPLE.mails) }));
}

onDatabase('sqlite', 'check, explain, replay and the live relay agree', (places) => {
  it.each(GROUPS.map(({ name, trials }) => [name, trials] as const))(
    'on %s',
    async (name, trials) => {
      const folder = mkdtempSync(join(tmpdir(), 'sekisho-agree-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const alone = await startLive(await places.fresh(), false);
      const inOrder = await startLive(await places.fresh(), true);
      const counts = { trials: 0, mails: 0, disagreements: [] as string[] };
      const tell = async (what: string, work: () => Promise<void>) => {
        try {
          await work();
        } catch (error) {
          counts.disagreements.push(`${what}: ${differenceOf(error)}`);
        }
      };
      for (const trial of await chosen(trials())) {
        const place = join(folder, String(counts.trials++));
        const files = writeTrial(trial, place);
        await alone.become(trial, files.config);
        for (const [n, mail] of trial.mails.entries()) {
          counts.mails++;
          const compare = () => compareAlone(alone, mail, trial.startAt, files, n);
          await tell(`${trial.name}, mail ${n} by itself`, compare);
        }
        await inOrder.become(trial, files.config);
        await tell(`${trial.name}, in order`, () => compareSession(inOrder, trial, place, files));
        rmSync(place, { recursive: true });
        if (isWhole && counts.trials % 25 === 0) process.stdout.write(`${progress(name, counts)}\n`);
      }
      if (isWhole) process.stdout.write(`${progress(name, counts)}, all\n`);
      expect(counts.disagreements).toEqual([]);
      expect(counts.mails).toBeGreaterThan(0);
    },
    isWhole ? 3_600_000 : 300_000,
  );
});
