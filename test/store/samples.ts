// Values for the store's tests.

import { type AddrSpec, type Domain, parseAddrSpec, parseDomain } from '../../src/guard/address.ts';
import type { Lesson } from '../../src/guard/history.ts';
import type { Content, Hold } from '../../src/guard/holds/hold.ts';
import type { Decision } from '../../src/guard/states.ts';
import type { Verdict } from '../../src/guard/verdict.ts';
import { envelopeSha256, sha256Hex } from '../../src/store/digests.ts';
import type { HoldChange } from '../../src/store/hold-change.ts';
import type { AttemptReport, DueMail, Outcome } from '../../src/store/lease.ts';
import { newMailId } from '../../src/store/mail-id.ts';
import type { MailDetail, NewMail, UserRow } from '../../src/store/store.ts';

export function address(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

export function domain(text: string): Domain {
  const parsed = parseDomain(text);
  if (parsed === null) throw new Error(`not a domain: ${text}`);
  return parsed;
}

export const at = (minute: number) => new Date(Date.UTC(2026, 3, 1, 9, minute)).toISOString();

export const VERDICT: Verdict = {
  action: 'hold',
  needs: ['sender', 'supervisor'],
  findings: [
    {
      check: 'many-recipients',
      certain: true,
      severity: 'high',
      action: 'approve',
      sentence: 'many-recipients',
      values: { count: 80 },
      evidence: [{ kind: 'number', value: '80' }],
    },
  ],
  cleared: ['my-number'],
  unknown: [],
  wouldBe: 'hold',
};

/** What a hold of this mail decides on. */
function contentOf({ sha256, reversePath, recipients }: NewMail): Content {
  const forwardPaths = recipients.map(({ forwardPath }) => forwardPath);
  return { sha256, envelopeSha256: envelopeSha256(reversePath, forwardPaths), revision: 1 };
}

/** Asks for an approval until `deadline`; nobody is reminded before. */
export function sampleHold(content: Content, deadline = at(60)): Hold {
  return {
    v: 1,
    state: 'held',
    content,
    origin: { authenticatedAs: null, addresses: [address('taro@corp.example')], noticeTo: null },
    needs: ['supervisor'],
    given: [],
    step: { startedAt: at(0), remindAt: null, deputyAt: null, deadline },
    level: 0,
    deputiesCalled: false,
    asked: [],
    ended: null,
  };
}

/** Held until `deadline`, unless it is changed to be queued. */
export function newMail(changed: Partial<NewMail> = {}, deadline = at(60)): NewMail {
  const octets = changed.octets ?? Buffer.from('Subject: 見積書\r\n\r\nhello\r\n');
  const mail: NewMail = {
    id: newMailId(),
    origin: 'submitted',
    state: 'held',
    receivedAt: at(0),
    clientAddress: '192.0.2.1',
    authenticatedAs: null,
    reversePath: address('Taro@corp.example'),
    recipients: ['Hanako@client.example', 'jiro@partner.example'].map((path) => ({
      forwardPath: address(path),
      notify: 'SUCCESS,FAILURE',
      orcpt: null,
    })),
    ret: 'HDRS',
    envid: 'QQ314159',
    is8bit: true,
    isSmtpUtf8: false,
    octets,
    sha256: sha256Hex(octets),
    traceFields: 'Received: by relay.corp.example\r\n',
    messageId: '<Abc@corp.example>',
    subject: '見積書',
    author: address('taro@corp.example'),
    facts: null,
    verdict: VERDICT,
    policyDigest: 'p1',
    hold: null,
    giveUpAt: null,
    about: null,
    actor: { kind: 'client', id: '192.0.2.1', via: 'smtp' },
    ...changed,
  };
  return mail.state === 'held' ? { ...mail, hold: mail.hold ?? sampleHold(contentOf(mail), deadline) } : mail;
}

export function queuedMail(changed: Partial<NewMail> = {}): NewMail {
  return newMail({ state: 'queued', giveUpAt: at(7200), verdict: null, ...changed });
}

const EVENT = { release: 'released', return: 'returned', withdraw: 'withdrawn', expire: 'expired' } as const;

/** The step that ends a hold. */
export function decision(
  { mail, hold }: MailDetail,
  made: Decision = 'release',
  changed: Partial<HoldChange> = {},
): HoldChange {
  if (hold === null) throw new Error(`${mail.id} was never held`);
  const ended = { decision: made, by: 'clock', at: at(5), comment: null } as const;
  return {
    mailId: mail.id,
    expected: { revision: mail.revision, version: mail.holdVersion },
    hold: { ...hold, state: made === 'release' ? 'queued' : 'cancelled', ended },
    at: at(5),
    actor: { kind: 'user', id: 'u1', via: 'web' },
    giveUpAt: at(7200),
    events: [{ type: EVENT[made], detail: {} }],
    notices: [],
    ...changed,
  };
}

export function outcome(n: number, kind: Outcome['kind'], code: number): Outcome {
  return { n, kind, code, reply: `${code} said the hop`, hop: 'mx.client.example' };
}

export function report({ mail, lease }: DueMail, changed: Partial<AttemptReport> = {}): AttemptReport {
  return {
    mailId: mail.id,
    lease,
    at: at(2),
    outcomes: [outcome(0, 'delivered', 250), outcome(1, 'delivered', 250)],
    outcomeUnknown: false,
    nextAttemptAt: null,
    dsn: null,
    lesson: null,
    notices: [],
    ...changed,
  };
}

export function lesson(time: string, author: string, recipients: string[], together: string[] = []): Lesson {
  return {
    at: time,
    author: address(author),
    recipients: recipients.map(address),
    together: together.map(address),
    pairs: [],
    namings: [],
    pace: null,
  };
}

export function user(name: string, changed: Partial<UserRow> = {}): UserRow {
  return {
    id: `id-${name}`,
    name,
    address: address(`${name}@corp.example`),
    role: 'approver',
    source: 'local',
    subject: null,
    passwordHash: 'h1',
    language: 'ja',
    createdAt: at(0),
    ...changed,
  };
}
