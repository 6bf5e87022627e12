// A relay without its edges: a real store, a real way to next hops, a clock that stands until it is moved.

import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Content, type Decider, type HoldEvent, missingGrant } from '../../src/guard/holds/hold.ts';
import { NO_DIRECTORY } from '../../src/guard/people.ts';
import { createAcceptMail } from '../../src/relay/accept.ts';
import { type ActPorts, type ActResult, actOnHold } from '../../src/relay/act-on-hold.ts';
import {
  type Courier,
  type CourierIdentity,
  type CourierSettings,
  startCourier,
} from '../../src/relay/courier.ts';
import type { Hop, LogLine, RelayPorts, Submission } from '../../src/relay/ports.ts';
import type { RepairPorts } from '../../src/relay/prepare-repair.ts';
import { createPreviewRepair } from '../../src/relay/repair-thread.ts';
import { createNextHop } from '../../src/smtp/next-hop.ts';
import type { MailId, Store } from '../../src/store/store.ts';
import { addr, type MailCase, NOW, rulesOf } from '../guard/mail.ts';
import type { Place } from '../store/databases.ts';
import { reading } from './readings.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the configuration says when nobody says otherwise. */
export const RETENTION = { held: 30 * DAY, sent: 14 * DAY, facts: 400 * DAY, audit: 5 * 365 * DAY };

export const hopAt = (port: number): Hop => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  password: null,
});

export type Clock = { readonly now: () => Date; move(ms: number): void };

export function standingClock(): Clock {
  let at = Date.parse(NOW);
  return {
    now: () => new Date(at),
    move: (ms) => {
      at += ms;
    },
  };
}

export const PLAIN = Buffer.from(
  ['From: ann@corp.example', 'To: bob@client.example', 'Subject: Hello', '', '.text', ''].join('\r\n'),
);

export function submission(to: readonly string[], changed: Partial<Submission> = {}): Submission {
  return {
    clientAddress: '192.0.2.7',
    clientName: 'pc7.corp.example',
    isTls: false,
    authenticatedAs: null,
    reversePath: addr('ann@corp.example'),
    recipients: to.map((path) => ({ forwardPath: addr(path), notify: null, orcpt: null })),
    ret: null,
    envid: null,
    is8bit: false,
    isSmtpUtf8: false,
    octets: PLAIN,
    ...changed,
  };
}

export type Decided = {
  readonly mailId: MailId;
  readonly decision: 'release' | 'return' | 'withdraw' | 'escalate';
  readonly by?: Partial<Decider>;
  readonly saw?: Content;
  readonly comment?: string;
};

/** Release gives whatever grant is asked for. */
async function act(ports: ActPorts, { mailId, decision, comment, ...given }: Decided): Promise<ActResult> {
  const { hold } = await mailOf(ports.store, mailId);
  if (hold === null) throw new Error(`${mailId} was never held`);
  const by: Decider = { account: 'u1', address: null, role: 'admin', via: 'session', ...given.by };
  const decides = { by, saw: given.saw ?? hold.content };
  const event: HoldEvent =
    decision === 'release'
      ? { kind: 'grant', grant: missingGrant(hold) ?? 'sender', comment: comment ?? null, ...decides }
      : { kind: decision, comment: comment ?? null, ...decides };
  return actOnHold(ports, { mailId, event, actor: { kind: 'user', id: by.account ?? '', via: 'web' } });
}

export type Relay = {
  readonly store: Store;
  readonly ports: RelayPorts;
  readonly logged: LogLine[];
  readonly clock: Clock;
  readonly nudged: string[];
  accept(mail: Submission, signal?: AbortSignal): ReturnType<ReturnType<typeof createAcceptMail>>;
  courier(settings?: Partial<CourierSettings>, identity?: CourierIdentity): Courier;
  readonly actPorts: RepairPorts;
  /** By an administrator, about what is stored now, unless something else is given. */
  decide(request: Decided): Promise<ActResult>;
};

export type Changes = Partial<Omit<RelayPorts, 'settings' | 'store'>> & {
  readonly settings?: Partial<RelayPorts['settings']>;
  readonly mail?: MailCase;
  readonly policy?: Record<string, unknown>;
  readonly clock?: Clock;
};

/** `hop` takes everything; nothing listens at the default one. */
export async function relayAt(
  place: Place | Store,
  hop: Hop = hopAt(1),
  changes: Changes = {},
): Promise<Relay> {
  const { mail = {}, policy = {}, clock = standingClock(), settings, ...changed } = changes;
  const store = 'insertMail' in place ? place : await place.open();
  const logged: LogLine[] = [];
  const holds = { answerWithinMinutes: 2880, ...(policy.holds ?? {}) };
  const given = rulesOf({ ...policy, holds });
  const rules = { ...given, organization: { ...given.organization, calendar: 'none' as const } };
  const nextHop = createNextHop({
    hostName: 'relay.example',
    connectMs: 5000,
    greetingMs: 5000,
    silenceMs: 5000,
  });
  onTestFinished(() => nextHop.close());
  const ports: RelayPorts = {
    rules: () => rules,
    people: () => NO_DIRECTORY,
    readMail: async () => reading(mail),
    previewRepair: createPreviewRepair([]),
    nextHop,
    hopFor: () => hop,
    log: (line) => logged.push(line),
    now: clock.now,
    random: () => 0.5,
    isClockSteady: () => true,
    ...changed,
    store,
    settings: {
      hostName: 'relay.example',
      giveUpAfterMs: 5 * DAY,
      maxHeldPerSender: 1000,
      noticeFrom: addr('sekisho@corp.example'),
      markKey: new Uint8Array(32),
      webUrl: () => 'http://127.0.0.1:8025',
      ...settings,
    },
  };
  const nudged: string[] = [];
  const couriers: Courier[] = [];
  const nudge = {
    courier: () => nudged.push('courier'),
    notifier: () => nudged.push('notifier'),
    reserve: (octets: Uint8Array) => couriers[0]?.reserve(octets) ?? null,
  };
  const actPorts = { ...ports, nudge: () => nudged.push('decided') };
  return {
    store,
    ports,
    logged,
    clock,
    nudged,
    accept: createAcceptMail(ports, nudge),
    courier: (given = {}, identity = { name: randomUUID(), isGone: () => false }) => {
      const courier = startCourier(ports, identity, { graceMs: 2000, ...given });
      couriers.push(courier);
      onTestFinished(() => courier.stop());
      return courier;
    },
    actPorts,
    decide: (request) => act(actPorts, request),
  };
}

/** The kinds of a mail's events, oldest first. */
export async function eventsOf(store: Store, mailId: MailId): Promise<readonly string[]> {
  const events = await store.listEvents({ mailId, limit: 100 });
  return events.map(({ type }) => type);
}

export async function mailOf(store: Store, id: MailId) {
  const detail = await store.findMail(id);
  if (detail === null) throw new Error(`${id} is not stored`);
  return detail;
}

/** What waits to be told about a mail: kind and recipient. */
export async function noticesOf(store: Store, id: MailId): Promise<readonly string[]> {
  const notices = await store.takeNotices(1000);
  return notices.filter(({ mailId }) => mailId === id).map(({ kind, to }) => `${kind} ${to}`);
}
