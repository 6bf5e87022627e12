// The daily digest of a relay that only observes.

import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_DIRECTORY } from '../../src/guard/people.ts';
import { organizationSchema, policySchema } from '../../src/guard/policy.ts';
import { startDigest } from '../../src/notify/digest.ts';
import { digestEn } from '../../src/notify/sentences/digest-en.ts';
import { digestJa } from '../../src/notify/sentences/digest-ja.ts';
import type { MailId } from '../../src/store/store.ts';
import { address } from '../store/samples.ts';
import { type House, openHouse } from '../web/house.ts';
import { firstContact, winterClosing } from '../web/mails.ts';

let house: House;
let ids: readonly MailId[];
const READERS = ['root@corp.example', 'second@corp.example'].map(address);

/** As a relay has it, looked at once; `mode` as it is then. */
async function look(mode: 'observe' | 'hold' = 'observe', digestTo = READERS): Promise<void> {
  const rules = {
    organization: organizationSchema.parse({ domains: ['corp.example'] }),
    policy: policySchema.parse({ mode }),
  };
  const digest = startDigest({
    store: house.store,
    rules: () => rules,
    people: () => NO_DIRECTORY,
    log: () => {},
    now: house.now,
    settings: {
      noticeFrom: address('sekisho@corp.example'),
      giveUpAfterMs: 1000,
      webUrl: () => 'https://sekisho.corp.example',
    },
    language: 'both',
    nudgeCourier() {},
    digestTo,
  });
  await digest.drain();
  await digest.stop();
}

const digests = () => house.store.listMails({ origin: 'notice', limit: 100 });

beforeAll(async () => {
  // 23:30 in Tokyo.
  house = await openHouse({ startAt: '2026-11-24T14:30:00Z', policy: { mode: 'observe' } });
  ids = [
    await house.accept(winterClosing()),
    await house.accept(firstContact('ann@corp.example', 'Secret subject')),
  ];
});
afterAll(() => house.close());

it('comes in the morning, not before, and only to those who are named, while nothing is held', async () => {
  await look();
  house.wait(7 * 60);
  await look();
  expect(await digests()).toEqual([]);
  house.wait(60);
  await look('hold');
  await look('observe', []);
  expect(await digests()).toEqual([]);
});

it('says what would have been held, by check, with ids and nothing of what the mails say', async () => {
  await look();
  const [one] = await digests();
  if (one === undefined) throw new Error('no digest');
  const {
    text = '',
    subject,
    headers,
  } = await simpleParser(Buffer.from(await house.store.readOctets(one.mail.id)));
  expect(subject).toBe('【観察】[Observed] 2026-11-24 2 通中 2 通を保留にする見込み');
  expect(text).toContain('2 通のうち 2 通が保留になる見込みでした（100.00 %）。');
  expect(text).toContain('Of 2 mails 2 would have been held (100.00 %).');
  expect(text).toContain('First contact: 2');
  for (const id of ids) expect(text).toContain(`23:30  https://sekisho.corp.example/held/${id}  `);
  expect(text).not.toMatch(/Secret subject|冬季休業|ann@|平素/);
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(one.mail).toMatchObject({ reversePath: null, state: 'queued', about: null });
});

it('comes once to each, whichever relay looks, and never tells of itself', async () => {
  await Promise.all([look(), look()]);
  expect((await digests()).flatMap(({ forwardPaths }) => forwardPaths).toSorted()).toEqual(READERS);
  house.wait(24 * 60);
  await look();
  expect(await digests()).toHaveLength(2);
});

it('has the same words in both languages', () => {
  expect(Object.keys(digestJa).toSorted()).toEqual(Object.keys(digestEn).toSorted());
});
