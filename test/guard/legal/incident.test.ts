// Promise: for a mail that went out wrong, one of each kind of accident, it is said who has it and what they saw, the nine
// items of the report are filled in as far as is known, and everybody concerned gets a letter alone.

import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PersonalKind, PersonalPlace } from '../../../src/guard/facts.ts';
import { reportDeadlines } from '../../../src/guard/legal/deadlines.ts';
import { concernedOutside, type IncidentKit, incidentKit } from '../../../src/guard/legal/incident.ts';
import { apologyDrafts, reportItems } from '../../../src/guard/legal/incident-texts.ts';
import { addr, factsOf, file, type MailCase } from '../mail.ts';

const GOLDEN = resolve(import.meta.dirname, '../../fixtures/incidents');

type Pattern = MailCase & { readonly bounced?: readonly string[]; readonly wrongful?: boolean };

const numbered = (count: number, of: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => of(n + 1));

const place = (where: string, persons: number, ...kinds: readonly PersonalKind[]): PersonalPlace => ({
  where,
  persons,
  kinds: kinds.map((kind) => ({ kind, count: persons })),
  evidence: [{ at: 'line 2', kind: 'name', masked: '山* 太*' }],
});

/** A mail with one file, and whose data is in it. */
const withList = (name: string, persons: number, ...kinds: readonly PersonalKind[]) => ({
  files: [file({ path: name, name })],
  persons,
  personalPlaces: [place(name, persons, ...kinds)],
});

const members = numbered(6, (n) => `member${n}@firm-${n}.example`);

/** One accident of each kind; what comes of it stands in `test/fixtures/incidents/<pattern>.json`. */
const PATTERNS: Readonly<Record<string, Pattern>> = {
  'addresses-in-to': { to: members, bounced: ['member6@firm-6.example'] },
  'addresses-in-cc': { to: ['bob@corp.example'], cc: members.slice(0, 4) },
  'system-fills-cc': {
    from: 'booking@corp.example',
    to: ['first@one.example'],
    cc: ['second@two.example', 'third@three.example'],
  },
  'wrong-recipient': {
    to: ['sasaki@freemail.example'],
    content: withList('patients.csv', 3, 'name', 'birth-date', 'medical'),
  },
  'wrong-file': {
    to: ['tanto@client.example'],
    content: withList('roster.xlsx', 1200, 'name', 'address', 'phone'),
  },
  'protected-file': {
    to: ['tanto@client.example'],
    content: {
      files: [file({ path: 'list.zip', protection: 'protected', protectionBy: 'zip-aes', readable: false })],
    },
  },
  'names-in-the-text': {
    to: ['guest@new-client.example'],
    content: { persons: 2, personalPlaces: [place('body', 2, 'name', 'phone')] },
  },
  'my-numbers': { to: ['guest@client.example'], content: withList('staff.csv', 101, 'name', 'my-number') },
  'colleague-beside': { to: ['yamada@client.example', 'bob@corp.example'] },
  'hijacked-account': { bcc: numbered(3, (n) => `x${n}@target-${n}.example`), wrongful: true },
  insider: {
    to: ['me@freemail.example'],
    content: withList('orders.csv', 2, 'name', 'credit-card'),
    wrongful: true,
  },
};
const NAMES = Object.keys(PATTERNS);

function kitOf(name: string): IncidentKit {
  const { bounced = [], wrongful = false, ...mail } = PATTERNS[name] ?? {};
  const { facts, rules } = factsOf(mail);
  return incidentKit({
    mail: {
      id: 'm-4p42qdkbstt7z5hrmrv1k1p4ya',
      subject: 'Hello',
      author: facts.author,
      messageId: '<1@corp.example>',
      receivedAt: '2026-11-24T01:42:00.000Z',
    },
    recipients: facts.envelope.forwardPaths.map((address) => ({
      address,
      state: bounced.some((one) => addr(one) === address) ? ('refused' as const) : ('delivered' as const),
      settledAt: '2026-11-24T01:42:05.000Z',
    })),
    facts,
    organization: rules.organization,
    awareAt: '2026-11-24T03:00:00.000Z',
    isWrongful: wrongful,
  });
}

describe('the incident kit', () => {
  it.each(NAMES)('is what it was, to the letter: %s', async (name) => {
    const kit = kitOf(name);
    const texts = (['ja', 'en'] as const).map((language) => ({
      report: reportItems(kit, language),
      letters: apologyDrafts(kit, language).slice(0, 2),
    }));
    const golden = `${JSON.stringify({ kit, texts }, null, 2)}\n`;
    await expect(golden).toMatchFileSnapshot(join(GOLDEN, `${name}.json`));
  });

  it.each(NAMES)('writes to everybody concerned alone, and names nobody else: %s', (name) => {
    const kit = kitOf(name);
    const everybody = [...kit.got, ...kit.missed].map(({ address }) => address);
    for (const language of ['ja', 'en'] as const) {
      const letters = apologyDrafts(kit, language);
      expect(letters.map(({ to }) => to)).toEqual(concernedOutside(kit).map(({ address }) => address));
      for (const { to, subject, text } of letters) {
        const named = everybody.filter((address) => `${subject}\n${text}`.includes(address));
        expect(named).toEqual([to]);
      }
    }
  });

  it.each(NAMES)('fills in nine items: %s', (name) => {
    for (const language of ['ja', 'en'] as const) {
      const items = reportItems(kitOf(name), language);
      expect(items.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      for (const { title, text } of items)
        expect([title, text]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
    }
  });

  it('knows who saw whose address, and that a refused recipient saw none but was seen', () => {
    const { got, missed, shown } = kitOf('addresses-in-to');
    expect(shown).toHaveLength(6);
    expect(got.map(({ saw, isShown }) => [saw, isShown])).toEqual(Array.from({ length: 5 }, () => [5, true]));
    expect(missed).toMatchObject([{ address: 'member6@firm-6.example', gotAt: null, saw: 0, isShown: true }]);
    expect(apologyDrafts(kitOf('addresses-in-to'), 'ja').at(-1)?.text).toContain('ほかの受信者 5 名に見える');
  });

  it('shows whose data it is by counts and kinds, never a value', () => {
    const kit = kitOf('wrong-file');
    expect(kit.files).toMatchObject([{ path: 'roster.xlsx', persons: 1200, protection: 'none' }]);
    const all = JSON.stringify([kit, reportItems(kit, 'ja'), apologyDrafts(kit, 'ja')]);
    expect(all).not.toContain('山');
  });

  it.each([
    ['wrong-recipient', 'special-care'],
    ['insider', 'financial'],
    ['wrong-file', 'many'],
    ['my-numbers', 'my-number'],
    ['insider', 'wrongful'],
  ])('estimates what is to be reported: %s for %s', (name, category) => {
    const { estimate } = kitOf(name);
    expect(estimate.isDue).toBe(true);
    expect(estimate.grounds.map((ground) => ground.category)).toContain(category);
  });
});

describe('the deadlines of a report', () => {
  it.each([
    ['2026-11-02T03:00:00Z', false, '2026-11-04', '2026-11-06', '2026-12-01'],
    ['2026-11-02T03:00:00Z', true, '2026-11-04', '2026-11-06', '2027-01-04'],
    // The thirtieth day is a Saturday.
    ['2026-11-06T03:00:00Z', false, '2026-11-08', '2026-11-10', '2026-12-07'],
    // It is a holiday (3 May 2027, followed by two more).
    ['2027-04-04T03:00:00Z', false, '2027-04-06', '2027-04-08', '2027-05-06'],
    // It is already tomorrow in Tokyo.
    ['2026-11-01T15:30:00Z', false, '2026-11-04', '2026-11-06', '2026-12-01'],
  ] as const)('%s, wrongful %s: %s to %s, %s', (aware, wrongful, from, until, final) => {
    expect(reportDeadlines(aware, 'Asia/Tokyo', wrongful)).toMatchObject({
      preliminaryFrom: from,
      preliminaryUntil: until,
      finalDays: wrongful ? 60 : 30,
      finalUntil: final,
    });
  });
});
