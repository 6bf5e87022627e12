// The pages with everything real behind them: a store on disk, the reader, judge and decisions of the relay, an HTTP
// listener on a port of its own. Opened by each test file once, and closed by it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Headers, simpleParser } from 'mailparser';
import { stringify } from 'yaml';
import { parsePolicy } from '../../src/config/parse-policy.ts';
import { configSchema } from '../../src/config/schema.ts';
import { parseAddrSpec } from '../../src/guard/address.ts';
import { type PeopleRows, parsePeople } from '../../src/guard/people.ts';
import { organizationSchema, policySchema, type Rules } from '../../src/guard/policy.ts';
import type { RecordedHistory } from '../../src/guard/recorded-history.ts';
import { readMail } from '../../src/message/read-mail.ts';
import type { DkimKey } from '../../src/message/rewrite/dkim.ts';
import { startNotifier } from '../../src/notify/notifier.ts';
import { createAcceptMail } from '../../src/relay/accept.ts';
import { type ActRequest, actOnHold } from '../../src/relay/act-on-hold.ts';
import { type LivePolicy, startLivePolicy } from '../../src/relay/live-policy.ts';
import type { LogLine, RelayPorts } from '../../src/relay/ports.ts';
import { createRepairs } from '../../src/relay/repair.ts';
import { createPreviewRepair } from '../../src/relay/repair-thread.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { MailId, MailRow, Store, UserRole } from '../../src/store/store.ts';
import { hashPassword } from '../../src/web/passwords.ts';
import { startWeb, type WebSettings } from '../../src/web/server.ts';
import { beginSession } from '../../src/web/sessions.ts';
import { address } from '../store/samples.ts';
import type { Sent } from './mails.ts';
import { openVisitor, type Visitor } from './visitor.ts';

export const PASSWORD = 'correct horse battery';

const BROWSER = {
  client: '198.51.100.7',
  agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
};

export type House = {
  readonly url: string;
  readonly store: Store;
  readonly databaseFile: string;
  readonly log: readonly LogLine[];
  now(): Date;
  /** Moves the clock of pages and relay. */
  wait(minutes: number): void;
  /** What the sweep does for one mail. */
  tellTime(id: MailId): Promise<void>;
  /** Takes a mail as the SMTP edge would; returns its id. */
  accept(mail: Sent | Raw): Promise<MailId>;
  /** From here on mail is judged by these rules and with this history, at this time. */
  judgeBy(rules: Rules, history: RecordedHistory, at: Date): void;
  /** Their name is their local part, unless `address` says otherwise; all have the same password. */
  addUser(name: string, role: UserRole, address?: string | null): Promise<void>;
  /** A browser in which this user has signed in (sign-in.test.ts goes through the form). */
  signIn(name: string, language?: 'ja' | 'en'): Promise<Visitor>;
  /** Runs SQL past the store, as somebody with access to the database could. */
  sql(text: string): void;
  /** Resolves when what changes of the policy would do is written down. */
  forecasts(): Promise<void>;
  /** What people were told so far, oldest first. */
  notices(): Promise<readonly Notice[]>;
  close(): Promise<void>;
};

/** Octets as they are. */
export type Raw = { readonly from: string; readonly to: readonly string[]; readonly octets: Uint8Array };

export type Notice = {
  readonly to: string;
  readonly mail: MailRow;
  readonly octets: Buffer;
  readonly text: string;
  readonly headers: Headers;
};

function rulesOf({ domain = 'corp.example', policy = {} }: HouseSettings): Rules {
  return {
    organization: organizationSchema.parse({
      domains: [domain],
      affiliates: ['sister.example'],
      calendar: 'none',
    }),
    policy: policySchema.parse({
      learnDays: 0,
      freemailDomains: ['freemail.example'],
      ...policy,
      holds: { answerWithinMinutes: 480, ...(policy.holds ?? {}) },
    }),
  };
}

export type HouseSettings = {
  /** The company's own domain. */
  readonly domain?: string;
  readonly policy?: Record<string, unknown>;
  /** The directory; without it everybody is known by address alone. */
  readonly people?: PeopleRows;
  readonly web?: Partial<WebSettings>;
  readonly startAt?: string;
  readonly dkimKeys?: readonly DkimKey[];
  /** Whether the policy may be changed on the pages. */
  readonly isPolicyOnPages?: boolean;
  /** Whether people are told by mail. */
  readonly notices?: boolean;
};

export async function openHouse(given: HouseSettings = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-web-'));
  const databaseFile = join(folder, 'sekisho.db');
  const store = await openStore({
    url: `sqlite:${databaseFile}`,
    keyFile: join(folder, 'key'),
    writerId: 'relay-1',
    onFailure: () => {},
  });
  let rules = rulesOf(given);
  let history: RecordedHistory | null = null;
  const people = parsePeople(given.people ?? {});
  const log: LogLine[] = [];
  let policies: LivePolicy | null = null;
  let nowMs = Date.parse(given.startAt ?? '2026-11-24T01:42:00Z');
  const ports: RelayPorts = {
    store,
    rules: () => policies?.rules() ?? rules,
    people: () => people,
    readMail,
    previewRepair: createPreviewRepair(given.dkimKeys ?? []),
    nextHop: { deliver: () => Promise.reject(new Error('nothing is delivered here')), close: async () => {} },
    hopFor: () => ({ host: '127.0.0.1', port: 1, tls: 'none', user: null, password: null }),
    log: (line) => log.push(line),
    now: () => new Date(nowMs),
    isClockSteady: () => true,
    random: () => 0.5,
    settings: {
      hostName: 'relay.corp.example',
      giveUpAfterMs: 432_000_000,
      maxHeldPerSender: 1000,
      noticeFrom: given.notices ? address('sekisho@corp.example') : null,
      markKey: Buffer.alloc(32),
      webUrl: () => url,
    },
  };
  let url = 'http://127.0.0.1';
  const answerHistory: Store['answerHistory'] = async (question, now) =>
    history === null ? store.answerHistory(question, now) : history.answer(question, now);
  const config = configSchema.parse({ organization: rules.organization, nextHop: { host: '127.0.0.1' } });
  policies = await startLivePolicy(ports, {
    isOnPages: given.isPolicyOnPages ?? false,
    rules: () => rules,
    text: () => stringify(rules.policy),
    parse: (yaml) => parsePolicy(config, yaml),
  });
  const acceptMail = createAcceptMail(
    { ...ports, store: { ...store, answerHistory } },
    { courier() {}, notifier() {}, reserve: () => null },
  );
  const actPorts = { ...ports, nudge: () => {} };
  const act = (request: ActRequest) => actOnHold(actPorts, request);
  const notifier = startNotifier({ ...ports, language: 'both', nudgeCourier() {} });
  const web = await startWeb(
    { ...ports, policies, act, repairs: createRepairs(actPorts), version: '1.2.3' },
    { listen: { host: '127.0.0.1', port: 0 }, publicUrl: null, ...given.web },
  );
  url = `http://127.0.0.1:${web.address.port}`;
  const passwordHash = await hashPassword(PASSWORD);
  return {
    url,
    store,
    databaseFile,
    log,
    now: () => new Date(nowMs),
    wait: (minutes) => {
      nowMs += minutes * 60_000;
    },
    async tellTime(mailId) {
      const actor = { kind: 'system', id: 'sweep', via: 'sweep' } as const;
      await act({ mailId, event: { kind: 'clock' }, actor });
    },
    judgeBy(newRules, newHistory, at) {
      rules = newRules;
      history = newHistory;
      nowMs = at.getTime();
    },
    async accept({ from, to, ...mail }) {
      const result = await acceptMail({
        clientAddress: '192.0.2.10',
        clientName: 'pc.corp.example',
        isTls: false,
        authenticatedAs: null,
        reversePath: parseAddrSpec(from),
        recipients: to.map((path) => ({ forwardPath: address(path), notify: null, orcpt: null })),
        ret: null,
        envid: null,
        is8bit: true,
        isSmtpUtf8: false,
        octets: 'octets' in mail ? mail.octets : Buffer.from(`${mail.lines.join('\r\n')}\r\n`),
      });
      return result.id;
    },
    async addUser(name, role, own = `${name}@corp.example`) {
      await store.addUser({
        id: `id-${name}`,
        name,
        address: own === null ? null : address(own),
        role,
        source: 'local',
        subject: null,
        passwordHash,
        language: 'en',
        createdAt: new Date(nowMs).toISOString(),
      });
    },
    async signIn(name, language = 'en') {
      const user = await store.findUser(name);
      if (user === null) throw new Error(`no user ${name}`);
      const visitor = openVisitor(url, language);
      visitor.cookies.set('sekisho', await beginSession(store, user, new Date(nowMs), BROWSER));
      return visitor;
    },
    sql(text) {
      const database = new DatabaseSync(databaseFile);
      database.exec(text);
      database.close();
    },
    forecasts: async () => policies?.settled(),
    async notices() {
      await notifier.drain();
      const mails = await store.listMails({ origin: 'notice', limit: 1000 });
      return Promise.all(
        mails.toReversed().map(async ({ mail, forwardPaths: [to = ''] }) => {
          const octets = Buffer.from(await store.readOctets(mail.id));
          const { text = '', headers } = await simpleParser(octets);
          return { to, mail, octets, text, headers };
        }),
      );
    },
    async close() {
      await notifier.stop();
      await web.close();
      await policies?.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
