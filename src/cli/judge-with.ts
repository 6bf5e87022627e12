// Judges mails one after the other with a history kept in memory: the path of the live relay (relay/inspect.ts)
// without a store. Shared by `check` and both forms of `replay`.

import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import type { EnvelopeFacts } from '../guard/facts.ts';
import { asksToHold } from '../guard/judge.ts';
import { lessonOf } from '../guard/lesson.ts';
import type { Rules } from '../guard/policy.ts';
import { rememberedOf } from '../guard/recent-facts.ts';
import type { RecordedHistory } from '../guard/recorded-history.ts';
import type { Verdict } from '../guard/verdict.ts';
import { type Inspected, inspect } from '../relay/inspect.ts';
import { UsageError } from './explain-error.ts';

/** Judges one mail and remembers it for those that follow; `at` is the only clock. */
export type Judge = (envelope: EnvelopeFacts, octets: Uint8Array, at: Date) => Promise<Inspected>;

/** The reader is loaded here and not sooner, so that a wrong command line is answered at once. */
export async function createJudge(history: RecordedHistory, rules: Rules): Promise<Judge> {
  const { readMail } = await import('../message/read-mail.ts');
  const answerHistory: Parameters<typeof inspect>[0]['answerHistory'] = async (question, now) =>
    history.answer(question, now);
  return async (envelope, octets, at) => {
    const ports = { readMail, answerHistory, rules };
    const inspected = await inspect(ports, envelope, octets, at.toISOString());
    const remembered = rememberedOf(inspected.facts);
    if (remembered !== null) history.remember(remembered);
    return inspected;
  };
}

/** Throws UsageError naming the path that is no address. */
function pathOf(text: string): AddrSpec {
  const parsed = parseAddrSpec(text.replace(/^<|>$/g, ''));
  if (parsed === null) throw new UsageError(`not an address: ${text}`);
  return parsed;
}

/** An envelope as a client on this machine would give it; an empty `from` is the null reverse-path. */
export function envelopeOf(from: string, to: readonly string[]): EnvelopeFacts {
  return {
    reversePath: from === '' || from === '<>' ? null : pathOf(from),
    forwardPaths: to.map(pathOf),
    clientAddress: '127.0.0.1',
    authenticatedAs: null,
  };
}

/** Teaches what the delivery of a judged mail would teach. */
export function learnFrom(history: RecordedHistory, { facts }: Inspected, at: Date): void {
  const lesson = lessonOf(facts, facts.envelope.forwardPaths, at.toISOString());
  if (lesson !== null) history.learn(lesson);
}

/** The checks that held a mail, and those that only recorded something. */
export function reasonsOf({ findings }: Verdict): { reasons: string[]; recorded: string[] } {
  const ids = (holding: boolean) => [
    ...new Set(findings.filter((finding) => asksToHold(finding) === holding).map(({ check }) => check)),
  ];
  return { reasons: ids(true), recorded: ids(false) };
}
