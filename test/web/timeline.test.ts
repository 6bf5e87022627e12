// The events of the audit as a person reads them on the page of a mail.

import { describe, expect, it } from 'vitest';
import type { Actor, EventRow, EventType, MailId } from '../../src/store/store.ts';
import { timelineOf } from '../../src/web/timeline.ts';
import { en } from '../../src/web/words/en.ts';
import { at } from '../store/samples.ts';

const user = (id: string): Actor => ({ kind: 'user', id, via: 'web' });
const courier: Actor = { kind: 'system', id: 'relay-1', via: 'courier' };
const client: Actor = { kind: 'client', id: '192.0.2.1', via: 'smtp' };

function event(minute: number, type: EventType, actor: Actor): EventRow {
  return {
    type,
    mailId: 'm-1' as MailId,
    at: at(minute),
    actor,
    detail: {},
    writer: 'w',
    seq: minute,
    hash: '',
  };
}

const names = new Map([
  ['u1', 'Sato'],
  ['u2', 'Suzuki'],
]);

describe('what happened to a mail', () => {
  it('draws looks together, with who looked, and says when the last one was', () => {
    const events = [
      event(0, 'received', client),
      event(0, 'held', client),
      event(1, 'viewed', user('u1')),
      event(2, 'viewed', user('u2')),
      event(3, 'viewed', user('u1')),
      event(4, 'released', user('u1')),
    ];
    expect(timelineOf(events, names, en).map(({ text, by, at: when }) => [text, by, when])).toEqual([
      ['Received', 'mail client', at(0)],
      ['Held', 'mail client', at(0)],
      ['Looked at (3 times)', 'Sato, Suzuki', at(3)],
      ['Released', 'Sato', at(4)],
    ]);
  });

  it('counts recipients of one delivery, and leaves out steps that say nothing more', () => {
    const events = [
      event(1, 'attempted', courier),
      event(1, 'delivered', courier),
      event(1, 'delivered', courier),
      event(1, 'refused', courier),
      event(1, 'done', courier),
    ];
    expect(timelineOf(events, names, en).map(({ text }) => text)).toEqual([
      'Delivered (2 recipients)',
      'Refused by the next hop (1 recipient)',
    ]);
  });

  it('names somebody whose account is gone', () => {
    expect(timelineOf([event(1, 'returned', user('gone'))], names, en)[0]?.by).toBe('somebody');
  });
});
