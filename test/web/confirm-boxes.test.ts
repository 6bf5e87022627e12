// What a sender has to tick: few boxes, from the reasons, the risky first.

import { describe, expect, it } from 'vitest';
import type { Evidence, Finding } from '../../src/guard/verdict.ts';
import type { MailDetail, MailRow } from '../../src/store/store.ts';
import { confirmBoxes, MAX_BOXES } from '../../src/web/confirm-boxes.ts';
import { groupRecipients } from '../../src/web/recipient-groups.ts';
import { en } from '../../src/web/words/en.ts';
import { factsOf, file, type MailCase } from '../guard/mail.ts';

function reason(check: Finding['check'], evidence: readonly Evidence[] = []): Finding {
  return {
    check,
    certain: true,
    severity: 'medium',
    action: 'confirm',
    sentence: check,
    values: {},
    evidence,
  };
}

const at = (...addresses: string[]): Evidence[] => addresses.map((value) => ({ kind: 'address', value }));
const inFile = (...paths: string[]): Evidence[] => paths.map((value) => ({ kind: 'file', value }));

function boxesOf(mail: MailCase, findings: readonly Finding[]): readonly string[] {
  const { facts, rules } = factsOf(mail);
  const rows = facts.envelope.forwardPaths.map((forwardPath, n) => {
    const settled = { replyCode: null, reply: null, hop: null, settledAt: null };
    return { n, forwardPath, notify: null, orcpt: null, state: 'pending', ...settled } as const;
  });
  const verdict = {
    action: 'hold',
    wouldBe: 'hold',
    needs: ['sender'],
    findings,
    cleared: [],
    unknown: [],
  } as const;
  const detail: MailDetail = { mail: {} as MailRow, recipients: rows, facts, verdict, hold: null };
  return confirmBoxes({ detail, groups: groupRecipients(detail, rules), words: en, language: 'en' });
}

const known = (...addresses: string[]) => addresses.map((one) => ['ann@corp.example', one, 9] as const);
const customers = ['a@one.example', 'b@two.example', 'c@three.example', 'd@three.example'];

describe('the boxes of a sender', () => {
  it('name the new organisation, ask about Bcc, and take the usual ones together', () => {
    const mail = { to: [...customers, 'x@new.example'], history: known(...customers) };
    expect(
      boxesOf(mail, [
        reason('visible-recipients', at(...customers)),
        reason('first-contact', at('x@new.example')),
      ]),
    ).toEqual([
      'It is right to write to 1 recipient at new.example for the first time.',
      'The recipients may see each other’s addresses: this is not meant to be Bcc.',
      'The other 4 recipients at 3 organisations are the right ones.',
    ]);
  });

  it('name a known organisation when a reason points at it', () => {
    const mail = { to: customers, history: known(...customers) };
    expect(boxesOf(mail, [reason('external-among-internal', at('c@three.example'))])).toEqual([
      'It is right to write to 2 recipients at three.example.',
      'The other 2 recipients at 2 organisations are the right ones.',
    ]);
  });

  it('name two files at most, and a reason that nothing else stands for', () => {
    const files = ['a.xlsx', 'b.xlsx', 'c.xlsx'].map((path) => file({ path, name: path }));
    const mail = { to: ['a@one.example'], history: known('a@one.example'), content: { files } };
    const findings = [
      reason('unencrypted-personal-data', inFile('a.xlsx', 'b.xlsx', 'c.xlsx')),
      {
        ...reason('confidential-marking', [{ kind: 'text', value: 'SECRET' }]),
        values: { word: 'SECRET', where: 'body' },
      },
    ];
    expect(boxesOf(mail, findings)).toEqual([
      'I have read “Marked SECRET”, and it is meant like this.',
      'I have checked what is in a.xlsx.',
      'I have checked what is in 2 more files.',
      'The 1 recipient at 1 organisation are the right ones.',
    ]);
  });

  it('are never more than seven, whatever comes together', () => {
    const strangers = Array.from({ length: 30 }, (_, n) => `x@stranger${n}.example`);
    const files = ['a.xlsx', 'b.xlsx', 'c.xlsx'].map((path) => file({ path, name: path }));
    const texts = Array.from({ length: 9 }, () => reason('missing-attachment'));
    const boxes = boxesOf({ to: strangers, content: { files } }, [
      reason('visible-recipients'),
      reason('unencrypted-personal-data', inFile('a.xlsx', 'b.xlsx', 'c.xlsx')),
      ...texts,
    ]);
    expect(boxes.length).toBeLessThanOrEqual(MAX_BOXES);
    expect(boxes.filter((box) => box.includes('first time'))).toHaveLength(4);
    expect(boxes).toContain('The recipients may see each other’s addresses: this is not meant to be Bcc.');
  });
});
