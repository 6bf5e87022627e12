// Values for the store's tests.

import { randomBytes } from 'node:crypto';
import { type AddrSpec, type Domain, parseAddrSpec, parseDomain } from '../../src/guard/address.ts';
import type { Lesson } from '../../src/guard/history.ts';
import type { Verdict } from '../../src/guard/verdict.ts';
import { sha256Hex } from '../../src/store/digests.ts';
import { newMailId } from '../../src/store/mail-id.ts';
import type {
  AttemptReport,
  DecisionInput,
  DueMail,
  MailRow,
  NewMail,
  Outcome,
  UserRow,
} from '../../src/store/store.ts';

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

export function newMail(changed: Partial<NewMail> = {}): NewMail {
  const octets = changed.octets ?? Buffer.from('Subject: 見積書\r\n\r\nhello\r\n');
  return {
    id: newMailId(randomBytes),
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
    deadline: at(60),
    giveUpAt: null,
    about: null,
    actor: { kind: 'client', id: '192.0.2.1', via: 'smtp' },
    ...changed,
  };
}

export function queuedMail(changed: Partial<NewMail> = {}): NewMail {
  return newMail({ state: 'queued', deadline: null, giveUpAt: at(7200), verdict: null, ...changed });
}

export function decision(mail: MailRow, changed: Partial<DecisionInput> = {}): DecisionInput {
  return {
    mailId: mail.id,
    decision: 'release',
    at: at(5),
    actor: { kind: 'user', id: 'u1', via: 'web' },
    comment: null,
    saw: { sha256: mail.sha256, envelopeSha256: mail.envelopeSha256, revision: mail.revision },
    giveUpAt: at(7200),
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
    passwordHash: 'h1',
    language: 'ja',
    createdAt: at(0),
    ...changed,
  };
}
