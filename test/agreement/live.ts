// A live relay that takes mail by SMTP: real listener, readers, store, courier and next hop. Only its clock is set, and
// organisation, policy and directory are those of the trial at hand.

import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { GivenContact } from '../../src/cli/given-history.ts';
import { directorySettingsOf } from '../../src/config/directory-settings.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { startPeople } from '../../src/directory/live-people.ts';
import { addressKey, parseAddrSpec } from '../../src/guard/address.ts';
import type { Facts } from '../../src/guard/facts.ts';
import { NO_DIRECTORY, type People } from '../../src/guard/people.ts';
import type { Rules } from '../../src/guard/policy.ts';
import type { Verdict } from '../../src/guard/verdict.ts';
import { createReaderPool } from '../../src/relay/reader-pool.ts';
import { createNextHop } from '../../src/smtp/next-hop.ts';
import { parseMailId } from '../../src/store/mail-id.ts';
import { startSink } from '../e2e/sink.ts';
import { hopAt, relayAt } from '../relay/relay.ts';
import { connectClient } from '../smtp/client.ts';
import { start } from '../smtp/start.ts';
import type { Place } from '../store/databases.ts';
import type { Sent, Trial } from './trial.ts';

export type Answer =
  | {
      readonly kind: 'judged';
      readonly verdict: Verdict;
      readonly facts: Facts;
      readonly isRepaired: boolean;
    }
  /** By the policy; of the findings only the names are kept. */
  | { readonly kind: 'rejected'; readonly checks: readonly string[] }
  /** At the door, for its line ends or NUL. */
  | { readonly kind: 'refused'; readonly reply: string };

export type Live = {
  /** Forgets everything and becomes the relay of this trial. */
  become(trial: Trial, configFile: string): Promise<void>;
  /** Sends one mail at its time, and lets it be delivered when the relay has a next hop. */
  send(mail: Sent, at: Date): Promise<Answer>;
  /** Forgets what was sent, not whom the authors know. */
  forgetRecent(): void;
};

const PATIENCE_MS = 300_000;

const RECENT = ['recent_mails', 'recent_recipients'];
const HISTORY = ['contacts', 'domain_counts', 'disclosures', 'learned_names', 'paces', ...RECENT];

/** The same contacts as `check --history` and a case have them. */
function lessonsOf(history: readonly GivenContact[], startAt: string) {
  return history.flatMap(({ sender, recipient, count, lastSentDaysAgo }) => {
    const [author, address] = [parseAddrSpec(sender), parseAddrSpec(recipient)];
    if (author === null || address === null) return [];
    const at = new Date(Date.parse(startAt) - lastSentDaysAgo * 86_400_000).toISOString();
    const recipients = [addressKey(address)];
    const lesson = {
      at,
      author: addressKey(author),
      recipients,
      together: [],
      pairs: [],
      namings: [],
      pace: null,
    };
    return Array.from({ length: count }, () => lesson);
  });
}

const isAscii = (text: string | Uint8Array) => Buffer.from(text).every((octet) => octet < 0x80);

export async function startLive(place: Place, delivers: boolean): Promise<Live> {
  let rules: Rules | null = null;
  let people: People = NO_DIRECTORY;
  let now = new Date(0);
  const sink = await startSink();
  const pool = createReaderPool({ deadlineMs: PATIENCE_MS });
  onTestFinished(async () => {
    await pool.close();
    await sink.close();
  });
  const store = await place.open();
  const database = new DatabaseSync(place.settings.url.replace('sqlite:', ''), { timeout: 10_000 });
  onTestFinished(() => database.close());
  // A mail of an earlier trial that bears the same Message-ID is no copy of this one.
  const forget = (tables: readonly string[]) => {
    const emptied = tables.map((name) => `DELETE FROM ${name}`);
    database.exec(['BEGIN', ...emptied, 'UPDATE mails SET message_key = NULL', 'COMMIT'].join(';'));
  };
  const current = () => {
    if (rules === null) throw new Error('no trial yet');
    return { ...rules, people };
  };
  // A busy machine must not make a delivery of one that is late: what is deferred teaches nothing.
  const patient = { connectMs: PATIENCE_MS, greetingMs: PATIENCE_MS, silenceMs: PATIENCE_MS };
  const nextHop = createNextHop({ hostName: 'relay.example', ...patient });
  onTestFinished(() => nextHop.close());
  const relay = await relayAt(store, hopAt(sink.port), {
    rules: current,
    people: () => people,
    readMail: pool.readMail,
    nextHop,
    clock: { now: () => now, move: () => undefined },
    settings: { noticeFrom: null },
  });
  const courier = delivers ? relay.courier() : null;
  const limits = { maxErrors: 1_000_000 } as never;
  const door = await start(
    { maxSizeOctets: 50_000_000, maxRecipients: 5000, limits },
    { accept: relay.accept, log: (line) => relay.logged.push(line) },
  );

  /** What the client is told after the final dot. */
  async function submit({ from, to, octets }: Sent): Promise<string> {
    const client = await connectClient(door.port);
    const utf8 = [from, ...to].every(isAscii) ? '' : ' SMTPUTF8';
    const lines = [
      'EHLO client.example',
      `MAIL FROM:<${from}> BODY=${isAscii(octets) ? '7BIT' : '8BITMIME'}${utf8}`,
      ...to.map((path) => `RCPT TO:<${path}>`),
      'DATA',
    ];
    for (const line of lines) {
      const said = await client.say(line);
      if (/^[45]/.test(said)) throw new Error(`${line}: ${said}`);
    }
    const text = Buffer.from(octets)
      .toString('latin1')
      .replace(/(^|\r\n)\./g, '$1..');
    client.socket.write(Buffer.from(`${text}.\r\n`, 'latin1'));
    const reply = await client.reply();
    client.close();
    return reply;
  }

  async function answerTo(reply: string): Promise<Answer> {
    const id = parseMailId(/m-\w{26}/.exec(reply)?.[0] ?? '');
    if (id === null) return { kind: 'refused', reply };
    const detail = await store.findMail(id);
    if (detail === null) {
      const [event] = await store.listEvents({ mailId: id, limit: 1 });
      return { kind: 'rejected', checks: event?.detail.checks as readonly string[] };
    }
    const { verdict, facts } = detail;
    if (verdict === null || facts === null) throw new Error(`${id} was not judged`);
    const events = await store.listEvents({ mailId: id, limit: 1000 });
    return { kind: 'judged', verdict, facts, isRepaired: events.some(({ type }) => type === 'repaired') };
  }

  return {
    forgetRecent: () => forget(RECENT),
    async become({ history, startAt }, file) {
      forget(HISTORY);
      await store.learn(lessonsOf(history, startAt));
      const { config } = readConfig({ file, env: {}, cwd: '/' });
      rules = { organization: config.organization, policy: config.policy };
      const log = () => undefined;
      const settings = directorySettingsOf(config);
      const live = await startPeople({ store, settings, log, now: () => now, isSyncer: false });
      people = live.people();
      await live.stop();
    },
    async send(mail, at) {
      now = at;
      const answer = await answerTo(await submit(mail));
      await courier?.drain();
      const { queued } = await store.measureBacklog();
      if (courier !== null && queued.count > 0) throw new Error('not delivered');
      return answer;
    },
  };
}
