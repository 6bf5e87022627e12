// Runs one case three ways: through `inspect` with a history in memory, as `sekisho check` does with a given history,
// and through a live relay on a real store. All three must answer alike.

import { historyOf } from '../../../src/cli/given-history.ts';
import { createJudge, envelopeOf, type Judge, learnFrom } from '../../../src/cli/judge-with.ts';
import type { CheckId } from '../../../src/guard/checks-list.ts';
import { asksToHold } from '../../../src/guard/judge.ts';
import { lessonOf } from '../../../src/guard/lesson.ts';
import type { Verdict } from '../../../src/guard/verdict.ts';
import { readMail } from '../../../src/message/read-mail.ts';
import type { Store } from '../../../src/store/store.ts';
import { mailOf, relayAt, submission } from '../../relay/relay.ts';
import { addr, NOW, rulesOf } from '../mail.ts';
import { addressIn, type Case, type CaseMail, octetsOf, TARO } from './case.ts';

const pathsOf = ({ to, cc = [], bcc = [], paths }: CaseMail) =>
  paths ?? [...to, ...cc, ...bcc].map(addressIn);
const reversePathOf = ({ reversePath, from = TARO }: CaseMail) => reversePath ?? addressIn(from);
const at = ({ after = 0 }: CaseMail) => new Date(Date.parse(NOW) + after * 60_000);

function holds({ findings }: Verdict, check: CheckId): boolean {
  return findings.some((finding) => finding.check === check && asksToHold(finding));
}

const contactsOf = ({ history = {}, mail }: Case) =>
  Object.entries(history).map(([recipient, count]) => ({
    sender: addressIn(mail.from ?? TARO),
    recipient,
    count,
    lastSentDaysAgo: 10,
  }));

const judgeMail = (judge: Judge, mail: CaseMail) =>
  judge(envelopeOf(reversePathOf(mail), pathsOf(mail)), octetsOf(mail), at(mail));

/** As `check` and `replay` judge; what was delivered before teaches. */
export async function inMemory(check: CheckId, tried: Case): Promise<boolean> {
  const history = historyOf(contactsOf(tried), new Date(NOW));
  const judge = await createJudge(history, rulesOf(tried.policy));
  for (const mail of tried.before ?? []) {
    const inspected = await judgeMail(judge, mail);
    if (inspected.verdict.wouldBe === 'forward') learnFrom(history, inspected, at(mail));
  }
  return holds((await judgeMail(judge, tried.mail)).verdict, check);
}

/** As the relay judges what clients submit; a forwarded mail is delivered at once. */
export async function live(check: CheckId, tried: Case, store: Store): Promise<boolean> {
  let now = new Date(NOW);
  const relay = await relayAt(store, undefined, {
    readMail,
    policy: tried.policy ?? {},
    clock: { now: () => now, move: () => undefined },
  });
  await learnContacts(store, tried);
  const accept = async (mail: CaseMail) => {
    now = at(mail);
    const reversePath = reversePathOf(mail);
    const accepted = await relay.accept(
      submission(pathsOf(mail), {
        octets: octetsOf(mail),
        reversePath: reversePath === '' ? null : addr(reversePath),
      }),
    );
    return mailOf(store, accepted.id);
  };
  for (const mail of tried.before ?? []) {
    const { mail: row, facts } = await accept(mail);
    const lesson =
      row.state === 'queued' && facts !== null
        ? lessonOf(facts, facts.envelope.forwardPaths, at(mail).toISOString())
        : null;
    if (lesson !== null) await store.learn([lesson]);
  }
  const { verdict } = await accept(tried.mail);
  return verdict !== null && holds(verdict, check);
}

async function learnContacts(store: Store, tried: Case): Promise<void> {
  const tenDaysAgo = new Date(Date.parse(NOW) - 10 * 86_400_000).toISOString();
  const lessons = contactsOf(tried).flatMap(({ sender, recipient, count }) =>
    Array.from({ length: count }, () => ({
      at: tenDaysAgo,
      author: addr(sender.toLowerCase()),
      recipients: [addr(recipient.toLowerCase())],
      together: [],
      pairs: [],
      namings: [],
      pace: null,
    })),
  );
  await store.learn(lessons);
}
