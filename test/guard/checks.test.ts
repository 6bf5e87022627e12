// Each check's table: what holds, what passes, and with which action. Cases are data.

import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../src/guard/checks-list.ts';
import { judge } from '../../src/guard/judge.ts';
import type { Action } from '../../src/guard/verdict.ts';
import { asksToHold } from '../../src/guard/verdict.ts';
import { box, colleaguesAt, companies, factsOf, file, type MailCase, persons } from './mail.ts';

type Row = readonly [title: string, action: Action | 'clear', mail: MailCase];

const known = (list: readonly string[]) => list.map((a) => ['ann@corp.example', a] as const);
const place = (count: number, kind: 'name' | 'my-number' | 'medical' = 'name', where = 'list.xlsx') => ({
  persons: count,
  personalPlaces: [
    {
      where,
      persons: count,
      kinds: [{ kind, count }],
      evidence: [{ at: 'Sheet1 row 2', kind, masked: '山* 太*' }],
    },
  ],
});

const TABLES: Partial<Record<CheckId, readonly Row[]>> = {
  'visible-recipients': [
    [
      'four private persons who never saw each other',
      'confirm',
      { to: persons(4), history: known(persons(4)) },
    ],
    ['ten of them', 'approve', { to: persons(10), history: known(persons(10)) }],
    [
      '225 of them in Cc',
      'approve',
      { to: ['bob@corp.example'], cc: persons(225), history: known(persons(225)) },
    ],
    [
      'known customers of many companies, never addressed together',
      'approve',
      { to: companies(12), history: known(companies(12)) },
    ],
    [
      'a Bcc field left in the header',
      'approve',
      { bcc: persons(12), header: { bcc: persons(12).map((a) => box(a)) } },
    ],
    [
      'four in Resent-To',
      'confirm',
      { bcc: persons(4), header: { resentTo: persons(4).map((a) => box(a)) } },
    ],
    [
      'many people of three companies, more than a conversation has',
      'confirm',
      { to: ['a.example', 'b.example', 'c.example'].flatMap((d) => colleaguesAt(d, 5)) },
    ],
    ['three private persons', 'clear', { to: persons(3) }],
    ['twelve people of one customer', 'clear', { to: colleaguesAt('customer.example', 12) }],
    [
      'six people of three companies in a project',
      'clear',
      { to: ['a.example', 'b.example', 'c.example'].flatMap((d) => colleaguesAt(d, 2)) },
    ],
    ['the same private persons by Bcc', 'clear', { to: ['ann@corp.example'], bcc: persons(40) }],
    ['a list that saw each other last month', 'clear', { to: companies(8), together: [companies(8)] }],
    [
      'a reply to everybody of the quoted thread',
      'clear',
      { to: companies(6), quoted: { from: companies(6)[0] ?? '', to: companies(6) } },
    ],
    ['160 colleagues', 'clear', { to: colleaguesAt('corp.example', 160) }],
    [
      'an affiliate among colleagues and one customer',
      'clear',
      { to: ['x@sister.example', 'y@customer.example'] },
    ],
    [
      'switched to log by the policy',
      'log',
      { to: persons(12), policy: { checks: { 'visible-recipients': { action: 'log' } } } },
    ],
  ],
  'first-contact': [
    [
      'an attachment to a company nobody has written to',
      'confirm',
      { to: ['x@new.example'], content: { files: [file()] } },
    ],
    ['personal data to a new company', 'confirm', { to: ['x@new.example'], content: place(1) }],
    ['a new freemail address', 'confirm', { to: ['who@freemail.example'] }],
    [
      'a new domain that looks like a known one',
      'confirm',
      { to: ['x@custorner.example'], history: [['ann@corp.example', 'a@customer.example', 9]] },
    ],
    ['three new companies at once', 'confirm', { to: companies(3) }],
    [
      'any new address under holdOn: address',
      'confirm',
      {
        to: ['new@customer.example'],
        history: [['ann@corp.example', 'old@customer.example']],
        policy: { checks: { 'first-contact': { holdOn: 'address' } } },
      },
    ],
    [
      'a new domain under holdOn: domain',
      'confirm',
      { to: ['x@new.example'], policy: { checks: { 'first-contact': { holdOn: 'domain' } } } },
    ],
    ['plain words to one new company', 'log', { to: ['x@new.example'] }],
    [
      'a new colleague of a known customer, with a file',
      'log',
      {
        to: ['new@customer.example'],
        history: [['bob@corp.example', 'old@customer.example']],
        content: { files: [file()] },
      },
    ],
    [
      'a reply to somebody who wrote first',
      'log',
      {
        to: ['x@new.example'],
        quoted: { from: 'x@new.example', to: ['ann@corp.example'] },
        content: { files: [file()] },
      },
    ],
    [
      'a known address',
      'clear',
      { to: ['a@customer.example'], history: [['ann@corp.example', 'a@customer.example']] },
    ],
    [
      'a declared domain',
      'clear',
      { to: ['x@partner.example'], policy: { knownDomains: ['partner.example'] } },
    ],
    ['a colleague', 'clear', { to: ['new@corp.example'] }],
    ['an automatic reply', 'log', { to: ['x@new.example'], header: { autoSubmitted: 'auto-replied' } }],
    [
      'a delivery report',
      'log',
      { to: ['x@new.example'], envelope: { reversePath: null }, header: { reportType: 'delivery-status' } },
    ],
    [
      'only recorded while learning',
      'log',
      { to: ['who@freemail.example'], learning: true, policy: { learnDays: 14 } },
    ],
  ],
  'unencrypted-personal-data': [
    ['5 persons', 'confirm', { to: ['x@customer.example'], content: place(5) }],
    ['99 persons', 'confirm', { to: ['x@customer.example'], content: place(99) }],
    ['100 persons', 'approve', { to: ['x@customer.example'], content: place(100) }],
    ['9,166 persons by Bcc', 'approve', { to: ['ann@corp.example'], bcc: persons(17), content: place(9166) }],
    ['persons in the text', 'confirm', { to: ['x@customer.example'], content: place(33, 'name', 'body') }],
    ['an affiliate is a third party', 'confirm', { to: ['x@sister.example'], content: place(20) }],
    ['4 persons', 'clear', { to: ['x@customer.example'], content: place(4) }],
    ['colleagues only', 'clear', { to: ['bob@corp.example'], content: place(500) }],
    ['nobody', 'clear', { to: ['x@customer.example'] }],
    [
      'a lower ceiling of the policy',
      'confirm',
      {
        to: ['x@customer.example'],
        content: place(500),
        policy: { checks: { 'unencrypted-personal-data': { action: 'confirm' } } },
      },
    ],
    [
      'two supervisors from the upper threshold on',
      'two-person',
      {
        to: ['x@customer.example'],
        content: place(500),
        policy: { checks: { 'unencrypted-personal-data': { action: 'two-person' } } },
      },
    ],
    [
      'the sender alone below it, whatever the policy asks above',
      'confirm',
      {
        to: ['x@customer.example'],
        content: place(99),
        policy: { checks: { 'unencrypted-personal-data': { action: 'two-person' } } },
      },
    ],
    [
      'thresholds of the policy',
      'clear',
      {
        to: ['x@customer.example'],
        content: place(40),
        policy: { checks: { 'unencrypted-personal-data': { confirmAt: 50 } } },
      },
    ],
    [
      'an override for one sender',
      'clear',
      {
        to: ['x@customer.example'],
        content: place(40),
        policy: {
          overrides: [
            {
              when: { from: ['ann@corp.example'] },
              checks: { 'unencrypted-personal-data': { confirmAt: 50 } },
            },
          ],
        },
      },
    ],
  ],
  'encrypted-content': [
    [
      'an AES zip',
      'log',
      {
        to: ['x@customer.example'],
        content: { files: [file({ protection: 'protected', protectionBy: 'zip-aes' })] },
      },
    ],
    [
      'asked for by the policy',
      'confirm',
      {
        to: ['x@customer.example'],
        content: { files: [file({ protection: 'weak' })] },
        policy: { checks: { 'encrypted-content': { action: 'confirm' } } },
      },
    ],
    ['nothing protected', 'clear', { to: ['x@customer.example'], content: { files: [file()] } }],
  ],
  'sender-mismatch': [
    [
      'a From outside the company',
      'confirm',
      { to: ['x@customer.example'], header: { from: [box('boss@elsewhere.example')] } },
    ],
    [
      'another From than the login',
      'confirm',
      { to: ['x@customer.example'], envelope: { authenticatedAs: 'eve@corp.example' } },
    ],
    ['no From', 'confirm', { to: ['x@customer.example'], header: { from: [] } }],
    [
      'two authors and no Sender',
      'confirm',
      { to: ['x@customer.example'], header: { from: [box('ann@corp.example'), box('bob@corp.example')] } },
    ],
    [
      'a VERP reverse-path of ours',
      'clear',
      { to: ['x@customer.example'], envelope: { reversePath: 'bounce-17@corp.example' as never } },
    ],
    [
      'a Sender who is the login',
      'clear',
      {
        to: ['x@customer.example'],
        header: { sender: box('eve@corp.example') },
        envelope: { authenticatedAs: 'eve@corp.example' },
      },
    ],
    [
      'a login that is no address',
      'clear',
      { to: ['x@customer.example'], envelope: { authenticatedAs: 'scanner' } },
    ],
    [
      'a delivery report',
      'clear',
      {
        to: ['x@customer.example'],
        envelope: { reversePath: null },
        header: { from: [box('mailer-daemon@elsewhere.example')], reportType: 'delivery-status' },
      },
    ],
  ],
  'blocked-recipient': [
    [
      'a blocked domain in the envelope only',
      'reject',
      {
        to: ['a@customer.example'],
        bcc: ['x@blocked.example'],
        policy: { blockedRecipients: ['blocked.example'] },
      },
    ],
    [
      'a blocked address in other case',
      'reject',
      { to: ['X@Blocked.example'], policy: { blockedRecipients: ['x@blocked.example'] } },
    ],
    [
      'its neighbour',
      'clear',
      { to: ['y@blocked.example'], policy: { blockedRecipients: ['x@blocked.example'] } },
    ],
    [
      'a sub-domain that is not named',
      'clear',
      { to: ['x@sub.blocked.example'], policy: { blockedRecipients: ['blocked.example'] } },
    ],
  ],
  'forbidden-attachment': [
    [
      'a program under a harmless name',
      'confirm',
      { to: ['x@customer.example'], content: { files: [file({ isProgram: true })] } },
    ],
    [
      'an ending hidden by blanks and dots',
      'confirm',
      {
        to: ['x@customer.example'],
        content: { files: [file({ name: 'list.pdf   .exe . ' })] },
        policy: { checks: { 'forbidden-attachment': { extensions: ['exe'] } } },
      },
    ],
    [
      'another name of the same file',
      'confirm',
      {
        to: ['x@customer.example'],
        content: { files: [file({ otherNames: ['run.EXE'] })] },
        policy: { checks: { 'forbidden-attachment': { extensions: ['.exe'] } } },
      },
    ],
    [
      'macros where the policy says so',
      'confirm',
      {
        to: ['x@customer.example'],
        content: { files: [file({ hasMacros: true })] },
        policy: { checks: { 'forbidden-attachment': { macros: true } } },
      },
    ],
    [
      'macros where it does not',
      'clear',
      { to: ['x@customer.example'], content: { files: [file({ hasMacros: true })] } },
    ],
    ['a workbook', 'clear', { to: ['x@customer.example'], content: { files: [file()] } }],
  ],
  uninspectable: [
    [
      'a damaged archive',
      'confirm',
      {
        to: ['x@customer.example'],
        content: { faults: [{ code: 'damaged-archive', where: 'a.zip', detail: 'no end' }] },
      },
    ],
    [
      'an internal mail with a fault is held too',
      'confirm',
      { to: ['bob@corp.example'], content: { faults: [{ code: 'timeout', where: 'mail', detail: '' }] } },
    ],
    ['a sound mail', 'clear', { to: ['x@customer.example'] }],
  ],
};

describe.each(Object.entries(TABLES))('%s', (id, rows) => {
  it.each(rows ?? [])('%s: %s', (_title, action, mail) => {
    const { facts, rules } = factsOf(mail);
    const verdict = judge(facts, rules);
    const finding = verdict.findings.find(({ check }) => check === id);
    expect(finding?.action ?? 'clear').toBe(action);
    expect(verdict.cleared.includes(id as CheckId)).toBe(action === 'clear');
    if (finding !== undefined && asksToHold(finding)) expect(['hold', 'reject']).toContain(verdict.action);
  });
});
