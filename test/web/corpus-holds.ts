// The held mails of the corpora in a house: every incident with its own rules, history and clock, every evasion; where the
// corpora are not at hand, a stretch of the seeded stream.

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { historyOf } from '../../src/cli/given-history.ts';
import { rulesOfCase } from '../../src/cli/replay.ts';
import { messagesOf, readCase } from '../../src/cli/replay-case.ts';
import { lessonOf } from '../../src/guard/lesson.ts';
import { organizationSchema, policySchema } from '../../src/guard/policy.ts';
import { rememberedOf } from '../../src/guard/recent-facts.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import type { MailDetail } from '../../src/store/store.ts';
import { type CorpusMail, corpusMails, evasionMails, incidentFolders, ROOT } from '../corpora.ts';
import type { House, Raw } from './house.ts';

export type CorpusHold = { readonly name: string; readonly detail: MailDetail };

/** A burst is the same mail over and over. */
const MOST_PER_ENTRY = 2;

/** SEKISHO_WHOLE_CORPORA=1 looks at every case. */
const STEP = process.env.SEKISHO_WHOLE_CORPORA === '1' ? 1 : 20;
const sampleOf = <T>(all: readonly T[]): readonly T[] => all.filter((_, n) => n % STEP === 0);

async function holdOf(house: House, mail: Raw): Promise<MailDetail | null> {
  return house.store.findMail(await house.accept(mail));
}

async function incidentHolds(house: House, folder: string): Promise<readonly CorpusHold[]> {
  const recorded = await readCase(folder);
  const startMs = Date.parse(recorded.setup.startAt);
  const history = historyOf(recorded.setup.history, new Date(startMs));
  const rules = rulesOfCase(recorded, null);
  const holds = new Map<number, CorpusHold[]>();
  for (const message of await messagesOf(folder, recorded)) {
    const known = holds.get(message.entry) ?? [];
    if (known.length === MOST_PER_ENTRY) continue;
    const at = new Date(startMs + message.atSeconds * 1000);
    house.judgeBy(rules, history, at);
    const detail = await holdOf(house, message);
    if (detail?.facts === null || detail === null) continue;
    const remembered = rememberedOf(detail.facts);
    if (remembered !== null) history.remember(remembered);
    if (detail.mail.state === 'held') {
      holds.set(message.entry, [...known, { name: basename(folder), detail }]);
      continue;
    }
    const lesson = lessonOf(detail.facts, detail.facts.envelope.forwardPaths, at.toISOString());
    if (lesson !== null) history.learn(lesson);
  }
  return [...holds.values()].flat();
}

async function singleHolds(house: House, mails: Iterable<CorpusMail>): Promise<readonly CorpusHold[]> {
  const holds: CorpusHold[] = [];
  for (const { name, octets, reversePath, forwardPaths } of mails) {
    const detail = await holdOf(house, { from: reversePath ?? '', to: forwardPaths, octets });
    if (detail?.mail.state === 'held') holds.push({ name, detail });
  }
  return holds;
}

async function evasionHolds(house: House): Promise<readonly CorpusHold[]> {
  const { mails, policy } = evasionMails();
  const rules = {
    organization: organizationSchema.parse({ domains: policy.internal_domains }),
    policy: policySchema.parse({
      knownDomains: policy.partner_domains,
      checks: { 'confidential-marking': { words: policy.secret_words } },
    }),
  };
  house.judgeBy(rules, createRecordedHistory(), house.now());
  return singleHolds(house, sampleOf(mails));
}

/** Hands them out case by case: until the next is asked for, the house has the rules and the clock of this one. */
export async function* corpusHolds(house: House): AsyncGenerator<readonly CorpusHold[]> {
  if (!existsSync(ROOT)) {
    yield singleHolds(house, corpusMails());
    return;
  }
  yield evasionHolds(house);
  for (const folder of sampleOf(incidentFolders())) yield incidentHolds(house, folder);
}
