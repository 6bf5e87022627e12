// The one way from octets to a verdict: read, ask history, assemble, judge. The live relay, `check` and `replay`
// come here, each with its own history.

import type { AddrSpec } from '../guard/address.ts';
import { assembleFacts, questionFor, wholeEnvelope } from '../guard/assemble.ts';
import type { ContentFacts, EnvelopeFacts, Facts } from '../guard/facts.ts';
import type { HistoryAnswer, HistoryQuestion } from '../guard/history.ts';
import { judge } from '../guard/judge.ts';
import type { Rules } from '../guard/policy.ts';
import type { Verdict } from '../guard/verdict.ts';
import type { ReadableText, ReadingOptions } from '../message/reading.ts';
import type { ReadMail } from './ports.ts';

export type InspectPorts = {
  readonly readMail: ReadMail;
  readonly answerHistory: (question: HistoryQuestion, now: string) => Promise<HistoryAnswer>;
  readonly rules: Rules;
  /** Recipients of earlier copies of the same mail; not asked about a mail that stands for itself. */
  readonly earlierCopies?: (
    content: ContentFacts,
    envelope: EnvelopeFacts,
    now: string,
  ) => Promise<readonly AddrSpec[]>;
};

export type Inspected = {
  readonly facts: Facts;
  readonly verdict: Verdict;
  /** The text as a person would see it; never stored. */
  readonly texts: readonly ReadableText[];
};

/** What the policy tells a reader to look for. */
export function readingOptions({ policy }: Rules): ReadingOptions {
  return { words: policy.checks['confidential-marking'].words };
}

/** Inspects one mail; `receivedAt` (ISO time) is the only clock. Throws what its ports throw. */
export async function inspect(
  { readMail, answerHistory, rules, earlierCopies: findCopies = async () => [] }: InspectPorts,
  envelope: EnvelopeFacts,
  octets: Uint8Array,
  receivedAt: string,
): Promise<Inspected> {
  const { content, texts } = await readMail(octets, readingOptions(rules));
  const ask = (whole: EnvelopeFacts) => answerHistory(questionFor(content, whole, rules), receivedAt);
  // In one turn, as if there were no copies: there hardly ever are.
  const [earlierCopies, alone] = await Promise.all([
    findCopies(content, envelope, receivedAt),
    ask(envelope),
  ]);
  const answer = earlierCopies.length === 0 ? alone : await ask(wholeEnvelope(envelope, earlierCopies));
  const facts = assembleFacts({ content, envelope, receivedAt, answer, rules, earlierCopies });
  return { facts, verdict: judge(facts, rules), texts };
}
