// Runs one case two ways: through `inspect` with a history in memory, as the commands `check` and `replay` do, and through
// a live relay on a real store. Both must answer alike.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkMail } from '../../../src/cli/check.ts';
import { historyOf } from '../../../src/cli/given-history.ts';
import { createJudge, envelopeOf, type Judge, learnFrom } from '../../../src/cli/judge-with.ts';
import type { CheckId } from '../../../src/guard/checks-list.ts';
import { lessonOf } from '../../../src/guard/lesson.ts';
import type { Verdict } from '../../../src/guard/verdict.ts';
import { asksToHold } from '../../../src/guard/verdict.ts';
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

/** As `replay` judges; what was delivered before teaches. */
async function inMemory(check: CheckId, tried: Case): Promise<boolean> {
  const history = historyOf(contactsOf(tried), new Date(NOW));
  const judge = await createJudge(history, rulesOf(tried.policy));
  for (const mail of tried.before ?? []) {
    const inspected = await judgeMail(judge, mail);
    if (inspected.verdict.wouldBe === 'forward') learnFrom(history, inspected, at(mail));
  }
  return holds((await judgeMail(judge, tried.mail)).verdict, check);
}

/** As `sekisho check` judges with a mail, a history and a configuration in files of `folder`. */
async function checked(check: CheckId, tried: Case, folder: string): Promise<boolean> {
  const { organization } = rulesOf();
  const { domains, affiliates } = organization;
  const policy = { learnDays: 0, freemailDomains: ['freemail.example'], ...tried.policy };
  const config = { organization: { domains, affiliates }, nextHop: { host: '127.0.0.1', port: 25 }, policy };
  const files = {
    mail: octetsOf(tried.mail),
    history: JSON.stringify(contactsOf(tried)),
    config: JSON.stringify(config),
  };
  const at = (name: string) => join(folder, name);
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(at(name), content)));
  const { verdict } = await checkMail(at('mail'), {
    from: reversePathOf(tried.mail),
    to: pathsOf(tried.mail),
    history: at('history'),
    config: at('config'),
    at: NOW,
  });
  return holds(verdict, check);
}

/** By the command `check`, which knows single mails only; with mails before it as `replay` judges. */
export async function judged(check: CheckId, tried: Case, folder: string): Promise<boolean> {
  return tried.before === undefined ? checked(check, tried, folder) : inMemory(check, tried);
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
    return accepted;
  };
  for (const mail of tried.before ?? []) {
    const { mail: row, facts } = await mailOf(store, (await accept(mail)).id);
    const lesson =
      row.state === 'queued' && facts !== null
        ? lessonOf(facts, facts.envelope.forwardPaths, at(mail).toISOString())
        : null;
    if (lesson !== null) await store.learn([lesson]);
  }
  const { kind, id } = await accept(tried.mail);
  if (kind === 'rejected') {
    const [rejected] = await store.listEvents({ mailId: id, limit: 1 });
    return JSON.stringify(rejected?.detail.checks).includes(`"${check}"`);
  }
  const { verdict } = await mailOf(store, id);
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
