// The stream of ordinary mail sent through a relay, mail by mail at its own time, under the policy of that moment.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { lessonOf } from '../../src/guard/lesson.ts';
import { organizationSchema, type Policy, policySchema, type Rules } from '../../src/guard/policy.ts';
import { readMail } from '../../src/message/read-mail.ts';
import type { MailId, Store } from '../../src/store/store.ts';
import { addr } from '../guard/mail.ts';
import type { Place } from '../store/databases.ts';
import { OUR_DOMAIN } from '../stream/company.ts';
import { generateStream, type StreamMail } from '../stream/generate.ts';
import { mailOf, relayAt, submission } from './relay.ts';

/** Most mail stays inside and nothing is found in it: here is the rest. */
export const STREAM = [...generateStream({ seed: 11, mails: 600, days: 30 })].filter(({ to, cc, bcc }) =>
  [...to, ...cc, ...bcc].some((path) => !path.endsWith(`@${OUR_DOMAIN}`)),
);

export const policyOf = (policy: object): Policy =>
  policySchema.parse({ learnDays: 0, freemailDomains: ['freemail.example'], ...policy });
export const rulesFor = (policy: Policy): Rules => ({
  organization: organizationSchema.parse({ domains: [OUR_DOMAIN], calendar: 'none' }),
  policy,
});

/** Every mail judged by the policy of its place in the stream, and learned from; the ids in the order of the stream. */
export async function sendStream(
  place: Place | Store,
  mails: readonly StreamMail[],
  policyAt: (n: number) => Policy,
) {
  let sent = 0;
  const now = () => new Date(mails[sent]?.date ?? '');
  const relay = await relayAt(place, undefined, {
    rules: () => rulesFor(policyAt(sent)),
    readMail: (octets, options) => readMail(octets, options),
    now,
  });
  const ids: MailId[] = [];
  for (const { from, to, cc, bcc, octets } of mails) {
    const given = { reversePath: addr(from), octets };
    const { kind, id } = await relay.accept(submission([...to, ...cc, ...bcc], given));
    expect(kind).not.toBe('failed');
    ids.push(id);
    const { facts } = await mailOf(relay.store, id);
    const lesson = facts === null ? null : lessonOf(facts, facts.envelope.forwardPaths, now().toISOString());
    if (lesson !== null) await relay.store.learn([lesson]);
    sent += 1;
  }
  return { store: relay.store, ids };
}

/** As `replay` reads it; returns the options that name it. */
export function writeStream(folder: string, mails: readonly StreamMail[]): readonly string[] {
  const [lines, eml] = [join(folder, 'stream.jsonl'), join(folder, 'eml')];
  mkdirSync(eml, { recursive: true });
  const texts = mails.map(({ octets, isReply: _, ...line }, n) => {
    writeFileSync(join(eml, `${String(n + 1).padStart(6, '0')}.eml`), octets);
    return JSON.stringify(line);
  });
  writeFileSync(lines, `${texts.join('\n')}\n`);
  return ['--jsonl', lines, '--eml', eml];
}
