// One mail that a server before us hands over in several transactions: each copy is judged with the recipients of those
// before it, and the held ones are one item.

import { expect, it } from 'vitest';
import { readMail } from '../../src/message/read-mail.ts';
import type { Store } from '../../src/store/store.ts';
import { eachDatabase } from '../store/databases.ts';
import { mailOf, relayAt, submission } from './relay.ts';

const START = Date.parse('2026-11-24T01:00:00Z');

/** By Bcc, as far as anybody sees. */
const mailWith = (messageId: string, more: readonly string[] = [], text = 'We meet at ten.') =>
  Buffer.from(
    [
      ...more,
      'From: Ann <ann@corp.example>',
      'To: Ann <ann@corp.example>',
      'Subject: Meeting',
      `Message-ID: ${messageId}`,
      '',
      text,
      '',
    ].join('\r\n'),
  );

async function openRelay(store: Store) {
  let now = new Date(START);
  const relay = await relayAt(store, undefined, {
    readMail,
    policy: {
      learnDays: 0,
      checks: {
        'first-contact': { action: 'log' },
        burst: { action: 'off' },
        'many-recipients': { confirmAt: 4 },
      },
    },
    clock: { now: () => now, move: () => undefined },
  });
  return {
    later: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    send: (n: number, octets: Uint8Array) =>
      relay.accept(
        submission([`who@shop${n}x.example`], { octets, reversePath: 'ann@corp.example' as never }),
      ),
  };
}

eachDatabase('Copies of one mail', (places) => {
  it('are judged with the recipients of those that came before within a minute', async () => {
    const store = await (await places.fresh()).open();
    const { send, later } = await openRelay(store);
    const kinds: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const { kind, id } = await send(n, mailWith('<1@corp.example>', [`Received: from a by b id ${n}`]));
      kinds.push(kind);
      const { facts } = await mailOf(store, id);
      expect(facts?.recipients).toHaveLength(n + 1);
      expect(facts?.envelope.forwardPaths).toHaveLength(1);
      later(10);
    }
    expect(kinds).toEqual(['queued', 'queued', 'queued', 'held']);
    later(61);
    expect((await send(9, mailWith('<1@corp.example>'))).kind).toBe('queued');
  });

  it('see each other when they come at the same moment', async () => {
    const store = await (await places.fresh()).open();
    const { send } = await openRelay(store);
    const octets = mailWith('<2@corp.example>');
    const kinds = (await Promise.all([0, 1, 2, 3, 4, 5].map((n) => send(n, octets)))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'held')).toHaveLength(3);
  });

  it('are one item when held', async () => {
    const store = await (await places.fresh()).open();
    const { send } = await openRelay(store);
    for (let n = 0; n < 6; n += 1) await send(n, mailWith('<3@corp.example>'));
    const rows = await store.listMails({ states: ['held'], areBurstsOne: true, limit: 10 });
    expect(rows.map(({ burstSize }) => burstSize)).toEqual([3]);
  });

  it('are none when another mail, another Message-ID or another text is sent', async () => {
    const store = await (await places.fresh()).open();
    const { send } = await openRelay(store);
    const kinds: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const id = n % 2 === 0 ? '<4@corp.example>' : `<4-${n}@corp.example>`;
      kinds.push((await send(n, mailWith(id, [], `We meet at ten in the room ${'x'.repeat(n + 1)}.`))).kind);
    }
    expect(kinds).toEqual(Array(6).fill('queued'));
  });
});
