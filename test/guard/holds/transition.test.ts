// What a hold does, event by event. The sender is sato, whose manager is mori, whose manager is oda.

import { describe, expect, it } from 'vitest';
import { nextDueAt } from '../../../src/guard/holds/hold.ts';
import { openHold, transition } from '../../../src/guard/holds/transition.ts';
import type { Grant } from '../../../src/guard/verdict.ts';
import {
  act,
  address,
  by,
  content,
  contextAt,
  grant,
  next,
  notices,
  ORIGIN,
  open,
  outcome,
  START,
  told,
} from './world.ts';

const clock = { kind: 'clock' } as const;
const TWO: readonly Grant[] = ['supervisor', 'second-supervisor'];
/** After START: half of two business days, three quarters, and all. */
const HALF = '2026-11-25T01:00:00.000Z';
const THREE_QUARTERS = '2026-11-25T05:30:00.000Z';
const DEADLINE = '2026-11-26T01:00:00.000Z';

describe('a hold leaves', () => {
  it('when its sender has confirmed', () => {
    const result = grant(open(['sender']), 'sender', by('sato'));
    expect(outcome(result)).toBe('queued');
    expect(next(result).ended).toEqual({ decision: 'release', by: 'sato', at: START, comment: null });
    expect(result).toMatchObject({
      effects: [{ kind: 'queue' }, { notice: 'released', to: 'sato@corp.example' }],
    });
  });

  it('when the manager has approved', () => {
    expect(outcome(grant(open(['supervisor']), 'supervisor', by('mori')))).toBe('queued');
  });

  it('when two supervisors have approved, who are two people with two names', () => {
    const once = next(grant(open(TWO), 'supervisor', by('mori')));
    expect(once.state).toBe('held');
    expect(outcome(grant(once, 'second-supervisor', by('mori')))).toBe('same-person');
    // abe stands in for mori today, whose name is used up.
    expect(outcome(grant(once, 'second-supervisor', by('abe')))).toBe('not-entitled');
    expect(outcome(grant(once, 'second-supervisor', by('oda')))).toBe('queued');
  });

  it('when first the sender and then the supervisor has granted, in this order', () => {
    const hold = open(['sender', 'supervisor']);
    expect(outcome(grant(hold, 'supervisor', by('mori')))).toBe('not-asked');
    const confirmed = grant(hold, 'sender', by('sato'));
    expect(told(confirmed)).toEqual(['granted → sato', 'review → mori', 'review → abe']);
    expect(outcome(grant(next(confirmed), 'supervisor', by('mori')))).toBe('queued');
  });

  it('after its delay by itself, or sooner when the sender says so', () => {
    const hold = open(['delay']);
    expect(nextDueAt(hold)).toBe('2026-11-24T01:05:00.000Z');
    expect(outcome(transition(hold, clock, contextAt('2026-11-24T01:04:59.999Z')))).toBe('too-early');
    expect(outcome(transition(hold, clock, contextAt('2026-11-24T01:05:00.000Z')))).toBe('queued');
    expect(outcome(grant(hold, 'delay', by('sato')))).toBe('queued');
    expect(outcome(grant(hold, 'delay', by('kato')))).toBe('not-entitled');
  });

  it('by the word of a supervisor in place of a sender who is away, once', () => {
    const hold = open(['sender', 'supervisor']);
    const confirmed = next(grant(hold, 'sender', by('mori')));
    expect(outcome(grant(confirmed, 'supervisor', by('mori')))).toBe('same-person');
    expect(outcome(grant(confirmed, 'supervisor', by('oda')))).toBe('queued');
  });
});

describe('a hold ends', () => {
  it('when a supervisor gives it back with a reason', () => {
    const hold = open(['supervisor']);
    const returned = transition(
      hold,
      act(hold, { kind: 'return', comment: 'Bcc please' }, by('mori')),
      contextAt(START),
    );
    expect(next(returned).ended).toEqual({
      decision: 'return',
      by: 'mori',
      at: START,
      comment: 'Bcc please',
    });
    expect(told(returned)).toEqual(['returned → sato', 'handled → abe']);
    expect(returned).toMatchObject({
      effects: expect.arrayContaining([{ kind: 'cancel', decision: 'return' }]),
    });
  });

  it('when its sender withdraws it, and nobody else can', () => {
    const hold = open(['sender']);
    const withdraw = (who: string) =>
      transition(hold, act(hold, { kind: 'withdraw' }, by(who)), contextAt(START));
    expect(['kato', 'mori'].map((who) => outcome(withdraw(who)))).toEqual(['not-entitled', 'not-entitled']);
    expect(outcome(withdraw('sato'))).toBe('cancelled');
  });

  it('by a supervisor who has granted before and thinks again', () => {
    const once = next(grant(open(TWO), 'supervisor', by('mori')));
    expect(outcome(transition(once, act(once, { kind: 'return' }, by('mori')), contextAt(START)))).toBe(
      'cancelled',
    );
  });

  it('once: every later decision is told who decided and when', () => {
    const gone = next(grant(open(['sender']), 'sender', by('sato')));
    const events = [
      clock,
      ...['return', 'withdraw', 'repair', 'escalate'].map((kind) => act(gone, { kind }, by('mori'))),
    ];
    for (const event of events) {
      const result = transition(gone, event, contextAt(DEADLINE));
      expect(result).toMatchObject({
        kind: 'refused',
        why: 'ended',
        hold: { ended: { by: 'sato', at: START } },
      });
    }
  });
});

describe('a decision', () => {
  it.each([
    ['other octets', { sha256: 'f'.repeat(64) }],
    ['another envelope', { envelopeSha256: 'f'.repeat(64) }],
    ['another revision', { revision: 2 }],
  ])('on %s than the hold has is refused', (_, changed) => {
    const hold = open(['sender']);
    const saw = { ...hold.content, ...changed };
    for (const kind of ['grant', 'return', 'withdraw', 'repair', 'escalate']) {
      const event = act(hold, { kind, grant: 'sender', saw }, by('sato'));
      expect(outcome(transition(hold, event, contextAt(START)))).toBe('changed');
    }
  });
});

describe('a repair', () => {
  const repair = (hold: ReturnType<typeof open>, who: string, needs: readonly Grant[], revision = 2) =>
    transition(
      hold,
      act(hold, { kind: 'repair', content: content(revision), needs }, by(who)),
      contextAt(HALF),
    );

  it('asks again for what was granted on the old revision, and starts the clock anew', () => {
    const once = next(grant(open(TWO), 'supervisor', by('mori')));
    const repaired = repair(once, 'sato', []);
    expect(next(repaired)).toMatchObject({
      state: 'held',
      content: content(2),
      needs: ['supervisor'],
      given: [],
    });
    expect(next(repaired).step.deadline).toBe('2026-11-27T01:00:00.000Z');
    expect(told(repaired)).toEqual(['repaired → sato', 'review → mori', 'handled → abe', 'handled → oda']);
  });

  it('that leaves nothing to ask still asks the sender to look', () => {
    expect(next(repair(open(['supervisor']), 'mori', [])).needs).toEqual(['sender']);
    expect(next(repair(open(['delay']), 'sato', ['delay'])).needs).toEqual(['sender']);
  });

  it('cannot make a mail need less than its own verdict', () => {
    expect(next(repair(open(['sender']), 'sato', ['supervisor'])).needs).toEqual(['supervisor']);
  });

  it('is made by the sender or a supervisor, on the next revision only', () => {
    expect(outcome(repair(open(['sender']), 'kato', []))).toBe('not-entitled');
    expect(outcome(repair(open(['sender']), 'sato', [], 3))).toBe('changed');
  });
});

describe('the clock', () => {
  const strict = { whenUnapproved: 'expire' };

  it('reminds at half time, calls standing deputies at three quarters, and ends at the deadline', () => {
    const hold = open(['supervisor'], contextAt(START, strict));
    expect(hold.step).toEqual({
      startedAt: START,
      remindAt: HALF,
      deputyAt: THREE_QUARTERS,
      deadline: DEADLINE,
    });
    expect(outcome(transition(hold, clock, contextAt('2026-11-25T00:59:59.999Z', strict)))).toBe('too-early');
    const reminded = transition(hold, clock, contextAt(HALF, strict));
    expect(told(reminded)).toEqual(['reminder → mori']);
    expect(nextDueAt(next(reminded))).toBe(THREE_QUARTERS);
    const called = transition(next(reminded), clock, contextAt(THREE_QUARTERS, strict));
    // sato is a standing deputy of mori as well, but it is sato's mail.
    expect(told(called)).toEqual(['review → ito']);
    expect(outcome(transition(next(called), clock, contextAt('2026-11-26T00:59:59.999Z', strict)))).toBe(
      'too-early',
    );
    const ended = transition(next(called), clock, contextAt(DEADLINE, strict));
    expect(next(ended).ended).toMatchObject({ decision: 'expire', by: 'clock' });
    expect(told(ended)).toEqual(['expired → sato', 'handled → mori', 'handled → abe', 'handled → ito']);
    expect(nextDueAt(next(ended))).toBeNull();
  });

  it('lets a standing deputy act only when called, and a dated one on their day', () => {
    const hold = open(['supervisor']);
    expect(outcome(grant(hold, 'supervisor', by('ito')))).toBe('not-entitled');
    const early = grant(hold, 'supervisor', by('abe'));
    expect(next(early).given).toEqual([{ grant: 'supervisor', by: 'abe', onBehalfOf: 'mori', at: START }]);
    expect(outcome(grant(hold, 'supervisor', by('abe'), contextAt(HALF)))).toBe('not-entitled');
    const called = next(transition(hold, clock, contextAt(THREE_QUARTERS)));
    expect(outcome(grant(called, 'supervisor', by('ito'), contextAt(THREE_QUARTERS)))).toBe('queued');
  });

  it('passes an unanswered hold on to the next manager, as often as the policy says', () => {
    const hold = open(['supervisor']);
    expect(outcome(grant(hold, 'supervisor', by('oda')))).toBe('not-entitled');
    const escalated = transition(hold, clock, contextAt(DEADLINE));
    expect(told(escalated)).toEqual(['escalated → sato', 'review → oda']);
    expect(next(escalated)).toMatchObject({ state: 'held', level: 1, step: { startedAt: DEADLINE } });
    for (const who of ['mori', 'oda']) {
      expect(outcome(grant(next(escalated), 'supervisor', by(who), contextAt(DEADLINE)))).toBe('queued');
    }
    const over = transition(next(escalated), clock, contextAt(next(escalated).step.deadline));
    expect(next(over).ended?.decision).toBe('expire');
  });

  it('lets a supervisor pass it on at once, while there is a next one', () => {
    const pass = (hold: ReturnType<typeof open>, who: string, rules = { escalations: 9 }) =>
      transition(hold, act(hold, { kind: 'escalate' }, by(who)), contextAt(START, rules));
    const hold = open(['supervisor']);
    expect(outcome(pass(hold, 'sato'))).toBe('own-mail');
    expect(outcome(pass(open(['sender']), 'mori'))).toBe('not-asked');
    expect(outcome(pass(hold, 'mori', { escalations: 0 }))).toBe('nobody-left');
    const top = next(pass(next(pass(hold, 'mori')), 'oda'));
    expect(top.asked).toEqual(['mori', 'abe', 'oda', 'ceo']);
    expect(outcome(pass(top, 'ceo'))).toBe('nobody-left');
  });

  it('sends an unconfirmed mail only if the policy says so, and never one that lacks a supervisor', () => {
    const send = { whenUnconfirmed: 'send', whenUnapproved: 'expire' };
    const late = contextAt(DEADLINE, send);
    expect(outcome(transition(open(['sender']), clock, contextAt(DEADLINE)))).toBe('cancelled');
    expect(outcome(transition(open(['sender']), clock, late))).toBe('queued');
    for (const needs of [['supervisor'], ['sender', 'supervisor'], TWO] as const) {
      expect(outcome(transition(open(needs), clock, late))).toBe('cancelled');
    }
  });

  it('reminds the sender where the sender is asked, or where nobody is named', () => {
    expect(told(transition(open(['sender']), clock, contextAt(HALF)))).toEqual(['reminder → sato']);
    const origin = {
      ...ORIGIN,
      addresses: [address('ceo@corp.example')],
      noticeTo: address('ceo@corp.example'),
    };
    expect(told(transition(open(['supervisor'], contextAt(START), origin), clock, contextAt(HALF)))).toEqual([
      'reminder → ceo',
    ]);
  });

  it('asks at half time whoever has become a deputy since', () => {
    const hold = open(['supervisor'], contextAt('2026-11-23T01:00:00.000Z'));
    expect(hold.asked).toEqual(['mori']);
    expect(told(transition(hold, clock, contextAt('2026-11-24T10:00:00.000Z')))).toEqual([
      'reminder → mori',
      'review → abe',
    ]);
  });
});

describe('opening', () => {
  it('tells the sender and asks the supervisors and their deputies of the day', () => {
    expect(notices(openHold(content(), ORIGIN, ['supervisor'], contextAt(START)))).toEqual([
      'held → sato',
      'review → mori',
      'review → abe',
    ]);
    expect(notices(openHold(content(), ORIGIN, ['delay'], contextAt(START)))).toEqual(['delayed → sato']);
    expect(() => openHold(content(), ORIGIN, [], contextAt(START))).toThrow(RangeError);
  });

  it('tells no sender that is a machine', () => {
    const origin = { ...ORIGIN, noticeTo: null };
    expect(notices(openHold(content(), origin, ['sender'], contextAt(START)))).toEqual([]);
  });

  it('asks whom the table of approvers names, by any address of the sender, before the directory', () => {
    const approvers = [{ for: 's.sato@corp.co.example', approver: 'kato@corp.example' }];
    const context = contextAt(START, {}, { approvers });
    const origin = { ...ORIGIN, addresses: [address('Sato+x@corp.example')] };
    const hold = open(['supervisor'], context, origin);
    expect(hold.asked).toEqual(['kato']);
    expect(outcome(grant(hold, 'supervisor', by('kato'), context))).toBe('queued');
    expect(outcome(grant(hold, 'supervisor', by('mori'), context))).toBe('not-entitled');
  });

  it('goes to the next manager at once when the approver named is the sender', () => {
    const approvers = [{ for: '*@corp.example', approver: 'mori@corp.example' }];
    const context = contextAt(START, {}, { approvers });
    const origin = { ...ORIGIN, addresses: [address('mori@corp.example')] };
    expect(open(['supervisor'], context, origin).asked).toEqual(['oda']);
  });
});
