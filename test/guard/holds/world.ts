// A small company for the tests of holds: a sender with every disguise, two lines of managers, deputies.

import { type AddrSpec, parseAddrSpec } from '../../../src/guard/address.ts';
import { businessHoursSchema } from '../../../src/guard/calendar/business-time.ts';
import type { Content, Decider, Hold, HoldEvent, Origin, Transition } from '../../../src/guard/holds/hold.ts';
import { type HoldContext, holdRulesSchema } from '../../../src/guard/holds/rules.ts';
import { openHold, transition } from '../../../src/guard/holds/transition.ts';
import { parsePeople } from '../../../src/guard/people.ts';
import type { Grant } from '../../../src/guard/verdict.ts';

export const address = (text: string) => parseAddrSpec(text) as AddrSpec;

const person = (id: string, manager: string | null, more: object = {}) => ({
  id,
  addresses: [`${id}@corp.example`],
  accounts: [id],
  manager,
  ...more,
});

export const PEOPLE = {
  people: [
    person('sato', 'mori', {
      addresses: ['sato@corp.example', 's.sato@corp.co.example'],
      accounts: ['sato', 'adm-sato'],
    }),
    person('kato', 'mori'),
    person('mori', 'oda'),
    person('oda', 'ceo'),
    person('ceo', null),
    person('abe', 'mori'),
    person('ito', 'oda'),
    person('clerk', 'oda'),
  ],
  groups: [{ name: 'sales', address: 'sales@corp.example', members: ['sato', 'kato'] }],
  deputies: [
    { for: 'mori', deputy: 'ito' },
    { for: 'mori', deputy: 'sato' },
    { for: 'mori', deputy: 'abe', from: '2026-11-24', until: '2026-11-24' },
    { for: 'abe', deputy: 'clerk', from: '2026-01-01' },
  ],
};

const DIRECTORY = parsePeople(PEOPLE);

/** Tuesday, 10:00 in Tokyo. */
export const START = '2026-11-24T01:00:00.000Z';

export function contextAt(at: string, rules: object = {}, more: Partial<HoldContext> = {}): HoldContext {
  return {
    at,
    people: DIRECTORY,
    calendar: { timezone: 'Asia/Tokyo', holidays: 'japan', hours: businessHoursSchema.parse({}) },
    rules: holdRulesSchema.parse(rules),
    approvers: [],
    ...more,
  };
}

export const content = (revision = 1): Content => ({
  sha256: `${revision}`.padStart(64, '0'),
  envelopeSha256: 'e'.repeat(64),
  revision,
});

export const ORIGIN: Origin = {
  authenticatedAs: null,
  addresses: [address('sato@corp.example')],
  noticeTo: address('sato@corp.example'),
};

export const by = (id: string, more: Partial<Decider> = {}): Decider => ({
  account: id,
  address: address(`${id}@corp.example`),
  role: 'sender',
  via: 'session',
  ...more,
});

export function open(needs: readonly Grant[], context = contextAt(START), origin = ORIGIN): Hold {
  return openHold(content(), origin, needs, context).hold;
}

/** The event by `who`, who saw the hold as it is. */
export const act = (
  hold: Hold,
  event: { kind: string; grant?: Grant } & Record<string, unknown>,
  who: Decider,
) => ({ comment: null, saw: hold.content, by: who, ...event }) as HoldEvent;

export function grant(hold: Hold, what: Grant, who: Decider, context = contextAt(START)): Transition {
  return transition(hold, act(hold, { kind: 'grant', grant: what }, who), context);
}

/** The hold after a transition that has to succeed. */
export function next(result: Transition): Hold {
  if (result.kind !== 'done') throw new Error(`refused: ${result.why}`);
  return result.hold;
}

/** `done` and the state, or why not. */
export const outcome = (result: Transition): string =>
  result.kind === 'done' ? result.hold.state : result.why;

/** Notices as `kind → address`. */
export const notices = ({
  effects,
}: {
  effects: Extract<Transition, { kind: 'done' }>['effects'];
}): string[] =>
  effects.flatMap((effect) =>
    effect.kind === 'notice' ? [`${effect.notice} → ${effect.to.split('@')[0]}`] : [],
  );

export function told(result: Transition): string[] {
  if (result.kind !== 'done') throw new Error(`refused: ${result.why}`);
  return notices(result);
}
