// What a next hop may do wrong, from store to store: each fault meets a mail for three people, then it is over. Everybody
// has one whole copy in the end or is reported to the sender once; a second copy only where the outcome was unknown.

import { expect, it, onTestFinished } from 'vitest';
import { createNextHop } from '../../src/smtp/next-hop.ts';
import { type Answer, type Script, type ScriptedHop, startHop } from '../smtp/hop.ts';
import { onDatabase } from '../store/databases.ts';
import { eventsOf, HOUR, hopAt, mailOf, PLAIN, type Relay, relayAt, submission } from './relay.ts';

const A = 'a@client.example';
const B = 'b@client.example';
const C = 'c@client.example';
const ALL = [A, B, C];
/** Large enough to be cut. */
const OCTETS = Buffer.concat([PLAIN, Buffer.from(`${'見積'.repeat(12)}\r\n`.repeat(3000))]);
const SILENCE_MS = 2000;
/** Of a hop that says nothing of its largest mail. */
const EXTENSIONS = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'DSN'];

type Fault = {
  readonly name: string;
  /** Made anew for each run: some count. */
  readonly script: () => Script;
  /** Reported to the sender; the others get the mail. */
  readonly refused: readonly string[];
  /** Nobody can know whether the first copy arrived. */
  readonly isUnknown?: boolean;
  readonly isSilent?: boolean;
};

/** What is said to RCPT, by forward-path, so many times. */
function onRcpt(answers: Readonly<Record<string, readonly [answer: Answer, times: number]>>): Script {
  const said = new Map<string, number>();
  return {
    on: (line) => {
      const path = /^RCPT TO:<(.*?)>/.exec(line)?.[1] ?? '';
      const [answer, times] = answers[path] ?? ['', 0];
      const count = (said.get(path) ?? 0) + 1;
      said.set(path, count);
      return count <= times ? answer : null;
    },
  };
}

const ALWAYS = Number.POSITIVE_INFINITY;
const GREYLISTED = '450 4.2.1 greylisted';
const UNKNOWN_USER = '550 5.1.1 no such user';
const first = (answer: Answer) => (n: number) => (n === 1 ? answer : null);
const allTo = (answer: Answer, times: number) =>
  onRcpt(Object.fromEntries(ALL.map((path) => [path, [answer, times]])));

const FAULTS: readonly Fault[] = [
  { name: 'defers one recipient', script: () => onRcpt({ [B]: [GREYLISTED, 1] }), refused: [] },
  { name: 'refuses one recipient', script: () => onRcpt({ [B]: [UNKNOWN_USER, ALWAYS] }), refused: [B] },
  { name: 'defers every recipient three times', script: () => allTo('451 4.3.0 later', 3), refused: [] },
  {
    name: 'defers one recipient and refuses another',
    script: () => onRcpt({ [A]: [GREYLISTED, 1], [B]: [UNKNOWN_USER, ALWAYS] }),
    refused: [B],
  },
  { name: 'defers the mail', script: () => ({ dot: first('451 4.3.0 later') }), refused: [] },
  { name: 'refuses the mail', script: () => ({ dot: first('554 5.7.1 spam') }), refused: ALL },
  { name: 'dies in the middle of the mail', script: () => ({ early: first('reset') }), refused: [] },
  { name: 'dies after the dot', script: () => ({ dot: first('reset') }), refused: [], isUnknown: true },
  {
    name: 'hangs after the dot',
    script: () => ({ dot: first('hang') }),
    refused: [],
    isUnknown: true,
    isSilent: true,
  },
  {
    name: 'refuses in the middle of the mail',
    script: () => ({ early: first('554 5.6.0 no') }),
    refused: ALL,
  },
  { name: 'greets with 421', script: () => ({ greeting: first('421 4.3.2 not now') }), refused: [] },
  { name: 'closes instead of greeting', script: () => ({ greeting: first('close') }), refused: [] },
  {
    name: 'offers neither 8BITMIME nor SMTPUTF8',
    script: () => ({ extensions: ['PIPELINING'] }),
    refused: [],
  },
  {
    name: 'offers no PIPELINING and defers one recipient',
    script: () => ({ extensions: ['8BITMIME'], ...onRcpt({ [B]: [GREYLISTED, 1] }) }),
    refused: [],
  },
  {
    name: 'takes no mail of this size',
    script: () => ({ extensions: ['PIPELINING', 'SIZE 100000'] }),
    refused: ALL,
  },
];

async function startRelay(hop: ScriptedHop, { isSilent }: Fault, place: Parameters<typeof relayAt>[0]) {
  const nextHop = createNextHop({ hostName: 'relay.example', ...(isSilent && { silenceMs: SILENCE_MS }) });
  onTestFinished(() => nextHop.close());
  return relayAt(place, hopAt(hop.port), { nextHop });
}

/** The fault is over before the mail is given up: a few attempts, and the report to the sender. */
async function runToTheEnd(relay: Relay, id: Parameters<typeof mailOf>[1]): Promise<void> {
  const courier = relay.courier();
  for (let attempts = 1; attempts <= 5; attempts += 1) {
    await courier.drain();
    if ((await mailOf(relay.store, id)).mail.state === 'done') return;
    relay.clock.move(HOUR);
  }
  throw new Error('never done');
}

const isReport = (octets: Buffer) => octets.includes('report-type=delivery-status');
const reportedIn = (octets: Buffer) =>
  [...octets.toString().matchAll(/^Final-Recipient: rfc822; ?(\S+)\r\nAction: failed/gim)].map(
    ([, path]) => path,
  );

onDatabase('sqlite', 'A mail to a next hop that', (places) => {
  for (const fault of FAULTS) {
    const { name, refused, isUnknown = false } = fault;
    it(`${name} reaches everybody once, or the sender learns who is left out`, async () => {
      const hop = await startHop({ extensions: EXTENSIONS, ...fault.script() });
      const relay = await startRelay(hop, fault, await places.fresh());
      const { id } = await relay.accept(submission(ALL, { octets: OCTETS, is8bit: true }));
      await runToTheEnd(relay, id);

      const { recipients } = await mailOf(relay.store, id);
      expect(recipients.map(({ forwardPath, state }) => [forwardPath, state])).toEqual(
        ALL.map((path) => [path, refused.includes(path) ? 'refused' : 'delivered']),
      );
      // After DATA sent in one go with RCPT nothing but the dot may follow when nobody was taken (RFC 2920 §3.1).
      const copies = hop.told.filter(({ to, octets }) => to.length > 0 && !isReport(octets));
      for (const { octets } of copies) expect(octets.subarray(-OCTETS.length).equals(OCTETS)).toBe(true);
      const taken = copies.filter(({ answer }) => answer.startsWith('250')).flatMap(({ to }) => to);
      expect(taken.sort()).toEqual(ALL.filter((path) => !refused.includes(path)));
      const unanswered = copies.filter(({ answer }) => answer === 'reset' || answer === 'hang');
      expect(unanswered.flatMap(({ to }) => to)).toEqual(isUnknown ? ALL : []);

      const reports = hop.told.filter(({ octets }) => isReport(octets));
      expect(reports.map(({ to }) => to)).toEqual(refused.length > 0 ? [['ann@corp.example']] : []);
      expect(reports.flatMap(({ octets }) => reportedIn(octets))).toEqual(refused);

      const events = await eventsOf(relay.store, id);
      const settled = events.filter((type) => ['delivered', 'refused', 'given-up'].includes(type));
      expect(settled).toHaveLength(ALL.length);
      // Whether the last octets had left before the hop died nobody knows either.
      if (name.startsWith('dies in')) return;
      expect(events.includes('outcome-unknown')).toBe(isUnknown);
      expect(relay.logged.some(({ event }) => event === 'outcome-unknown')).toBe(isUnknown);
    });
  }
});
