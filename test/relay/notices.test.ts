import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type NoticeSubject, noticesOfDecision, noticesOfHold } from '../../src/relay/notices.ts';
import { newMailId } from '../../src/store/mail-id.ts';
import type { NewNotice } from '../../src/store/store.ts';
import { addr, factsOf, type MailCase, NOW } from '../guard/mail.ts';

const mailId = newMailId(randomBytes);

function subjectOf(mail: MailCase, changed: Partial<NoticeSubject> = {}) {
  const { facts, rules } = factsOf({ to: ['bob@client.example'], ...mail });
  const { reversePath } = facts.envelope;
  const subject: NoticeSubject = { mailId, reversePath, facts, needs: ['supervisor'], ...changed };
  return { subject, ports: { rules, noticeFrom: addr('sekisho@corp.example') } };
}

const brief = (notices: readonly NewNotice[]) => notices.map(({ kind, to }) => `${kind} ${to}`);

function onHold(mail: MailCase, changed: Partial<NoticeSubject> = {}) {
  const { subject, ports } = subjectOf(mail, changed);
  return brief(noticesOfHold(ports, subject, NOW));
}

const approvers = [
  { for: '*@corp.example', approver: 'boss@corp.example' },
  { for: 'ann@corp.example', approver: 'Boss@corp.example' },
  { for: 'ann@corp.example', approver: 'ann@corp.example' },
  { for: 'other@corp.example', approver: 'nobody@corp.example' },
];

describe('A hold tells', () => {
  it('its sender, and each approver once where a supervisor is needed; never the sender as one', () => {
    expect(onHold({ policy: { approvers } })).toEqual(['held ann@corp.example', 'review Boss@corp.example']);
    expect(onHold({ policy: { approvers } }, { needs: ['sender'] })).toEqual(['held ann@corp.example']);
  });

  it('the author when the reverse-path is not ours, and nobody when neither is', () => {
    const bulk = { envelope: { reversePath: addr('bounce-7@mailer.example') } };
    expect(onHold(bulk)).toEqual(['held ann@corp.example']);
    expect(onHold({ ...bulk, from: 'x@elsewhere.example' })).toEqual([]);
  });

  it('nobody of mail that a machine sent', () => {
    expect(onHold({ header: { autoSubmitted: 'auto-generated' } })).toEqual([]);
    expect(onHold({ header: { autoSubmitted: 'no' } })).toEqual(['held ann@corp.example']);
    expect(onHold({}, { reversePath: null })).toEqual([]);
  });

  it('the sender even of a mail of which nothing could be read', () => {
    expect(onHold({}, { facts: null })).toEqual(['held ann@corp.example']);
  });

  it('nobody where there is no address to write from', () => {
    const { subject, ports } = subjectOf({});
    expect(noticesOfHold({ ...ports, noticeFrom: null }, subject, NOW)).toEqual([]);
    expect(noticesOfDecision({ ...ports, noticeFrom: null }, subject, 'return', NOW)).toEqual([]);
  });
});

describe('A decision tells', () => {
  it.each([
    ['release', 'released'],
    ['return', 'returned'],
    ['withdraw', 'withdrawn'],
    ['expire', 'expired'],
  ] as const)('the sender that the mail was to %s', (decision, kind) => {
    const { subject, ports } = subjectOf({});
    expect(noticesOfDecision(ports, subject, decision, NOW)).toEqual([
      { kind, mailId, to: 'ann@corp.example', createdAt: NOW },
    ]);
  });
});
