// Judges mails one after the other with a history kept in memory: the path of the live relay (relay/auto-repair.ts)
// without a store. Shared by `check`, `explain` and both forms of `replay`.

import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import type { AutoOperation } from '../guard/auto-repair.ts';
import { copiesSince, recipientsOfCopies } from '../guard/copies.ts';
import type { EnvelopeFacts, Facts } from '../guard/facts.ts';
import { lessonOf } from '../guard/lesson.ts';
import type { Rules } from '../guard/policy.ts';
import { rememberedOf } from '../guard/recent-facts.ts';
import type { RecordedHistory } from '../guard/recorded-history.ts';
import type { Verdict } from '../guard/verdict.ts';
import { asksToHold } from '../guard/verdict.ts';
import type { InspectPorts } from '../relay/inspect.ts';
import type { Judged as Inspected } from '../relay/inspect-safely.ts';
import type { LogLine } from '../relay/ports.ts';
import { newMailId } from '../store/mail-id.ts';
import { UsageError } from './explain-error.ts';

/** A mail as it would leave: facts and verdict are those of the mail as the policy has repaired it. */
export type Judged = Inspected & { readonly autoRepair: readonly AutoOperation[] };

/** Judges one mail and remembers it for those that follow; `at` is the only clock. */
export type Judge = (envelope: EnvelopeFacts, octets: Uint8Array, at: Date) => Promise<Judged>;

/** Only what breaks down is logged here. */
const log = ({ event, error = '' }: LogLine) => process.stderr.write(`${event}: ${error}\n`);

/** The reader is loaded here and not sooner, so that a wrong command line is answered at once. */
export async function createJudge(history: RecordedHistory, rules: Rules): Promise<Judge> {
  const [{ readMail }, { inspectArrival }, { createPreviewRepair }] = await Promise.all([
    import('../message/read-mail.ts'),
    import('../relay/auto-repair.ts'),
    import('../relay/repair-thread.ts'),
  ]);
  const answerHistory: Parameters<typeof inspectArrival>[0]['answerHistory'] = async (question, now) =>
    history.answer(question, now);
  let lately: readonly Facts[] = [];
  const earlierCopies: NonNullable<InspectPorts['earlierCopies']> = async (content, envelope, now) => {
    const { messageId } = content.header;
    lately = lately.filter(({ receivedAt }) => receivedAt >= copiesSince(now) && receivedAt <= now);
    const { reversePath } = envelope;
    if (messageId === null || reversePath === null) return [];
    const isCopy = (facts: Facts) =>
      facts.content.header.messageId === messageId && facts.envelope.reversePath === reversePath;
    return recipientsOfCopies(content, envelope, lately.filter(isCopy));
  };
  // A signature changes nothing of what is judged: no keys.
  const ports = { readMail, answerHistory, earlierCopies, log, previewRepair: createPreviewRepair([]) };
  return async (envelope, octets, at) => {
    const mail = { mailId: newMailId(), envelope, octets, at: at.toISOString(), rules };
    const { judged, operations } = await inspectArrival(ports, mail);
    // The relay keeps nothing of what it turns away.
    const isKept = judged.verdict.action !== 'reject';
    if (isKept) lately = [...lately, judged.facts];
    const remembered = isKept ? rememberedOf(judged.facts) : null;
    if (remembered !== null) history.remember(remembered);
    return { ...judged, autoRepair: operations };
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
