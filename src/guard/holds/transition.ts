// The state machine of a hold, told in prose in hold.ts: one pure function from a hold and an event to the next hold
// and what follows from it. Called by relay/, which writes both in one transaction (compare and set on the revision).

import type { PersonId } from '../people.ts';
import type { Decision } from '../states.ts';
import { stateAfter } from '../states.ts';
import { GRANTS, type Grant } from '../verdict.ts';
import { askReviewers, asksSupervisor, reviewersOf, tell, tellSender } from './asking.ts';
import {
  type Authority,
  hasNextLine,
  senderAuthority,
  supervisorAuthority,
  withdrawAuthority,
} from './entitlement.ts';
import {
  type Content,
  type Decider,
  type Effect,
  type GivenGrant,
  type Hold,
  type HoldEvent,
  type HoldNotice,
  missingGrant,
  type Origin,
  type Refusal,
  type Transition,
} from './hold.ts';
import type { HoldContext } from './rules.ts';
import { startStep } from './step.ts';

type EventOf<Kind extends HoldEvent['kind']> = Extract<HoldEvent, { readonly kind: Kind }>;
type By = PersonId | 'clock';

const refuse = (hold: Hold, why: Refusal): Transition => ({ kind: 'refused', why, hold });
const done = (hold: Hold, ...effects: readonly (readonly Effect[])[]): Transition => ({
  kind: 'done',
  hold,
  effects: effects.flat(),
});

/** Starts a hold; `needs` holds at least one grant, or this throws RangeError. */
export function openHold(
  content: Content,
  origin: Origin,
  needs: readonly Grant[],
  context: HoldContext,
): { readonly hold: Hold; readonly effects: readonly Effect[] } {
  const [first] = needs;
  if (first === undefined) throw new RangeError('a hold needs at least one grant');
  const hold: Hold = {
    v: 1,
    state: 'held',
    content,
    origin,
    needs,
    given: [],
    step: startStep(first, context),
    level: 0,
    deputiesCalled: false,
    asked: [],
    ended: null,
  };
  const asking = askReviewers(hold, context);
  const told = tellSender(hold, first === 'delay' ? 'delayed' : 'held');
  return { hold: asking.hold, effects: [...told, ...asking.effects] };
}

const NOTICE_OF: Readonly<Record<Decision, HoldNotice>> = {
  release: 'released',
  return: 'returned',
  withdraw: 'withdrawn',
  expire: 'expired',
};

function end(
  hold: Hold,
  decision: Decision,
  by: By,
  comment: string | null,
  context: HoldContext,
): Transition {
  const ended = { decision, by, at: context.at, comment };
  const state = stateAfter(decision) === 'queued' ? 'queued' : 'cancelled';
  const others = hold.asked.filter((person) => person !== by);
  const action: Effect = decision === 'release' ? { kind: 'queue' } : { kind: 'cancel', decision };
  return done(
    { ...hold, state, ended },
    [action],
    tellSender(hold, NOTICE_OF[decision]),
    tell(others, 'handled', context),
  );
}

/** Adds a grant; with the last one the mail leaves, otherwise the next step begins with its whole time. */
function give(
  hold: Hold,
  given: GivenGrant,
  context: HoldContext,
  comment: string | null = null,
): Transition {
  const richer: Hold = { ...hold, given: [...hold.given, given] };
  const missing = missingGrant(richer);
  if (missing === null) return end(richer, 'release', given.by, comment, context);
  const next = { ...richer, step: startStep(missing, context), level: 0, deputiesCalled: false };
  const asking = askReviewers(next, context);
  return done(asking.hold, tellSender(next, 'granted'), asking.effects);
}

/** Stopping a mail is safe; whatever brings it nearer to being sent needs more than the number of a notice. */
function supervisorInSession(hold: Hold, by: Decider, context: HoldContext): Authority {
  if (by.via === 'number' && !context.rules.approveByNumber) return { kind: 'refused', why: 'needs-session' };
  return supervisorAuthority(hold, by, context);
}

/** The sender's grants may also come from a supervisor in the sender's place. */
function authorityFor(grant: Grant, hold: Hold, { by }: EventOf<'grant'>, context: HoldContext): Authority {
  const isSenders = grant === 'sender' || grant === 'delay';
  if (isSenders) {
    if (by.role === 'machine') return { kind: 'refused', why: 'not-a-person' };
    const own = senderAuthority(hold, by, context);
    if (own.kind === 'may') {
      const hasGranted = hold.given.some((given) => given.by === own.person);
      return hasGranted ? { kind: 'refused', why: 'same-person' } : own;
    }
  }
  return supervisorInSession(hold, by, context);
}

function onGrant(hold: Hold, event: EventOf<'grant'>, context: HoldContext): Transition {
  const { grant, comment = null } = event;
  if (grant !== missingGrant(hold)) return refuse(hold, 'not-asked');
  const authority = authorityFor(grant, hold, event, context);
  if (authority.kind === 'refused') return refuse(hold, authority.why);
  const { person, onBehalfOf } = authority;
  return give(hold, { grant, by: person, onBehalfOf, at: context.at }, context, comment);
}

/** The hold as if nobody had granted: whoever has may still stop, repair or pass on the mail. */
const ungranted = (hold: Hold): Hold => ({ ...hold, given: [] });

function onReturn(hold: Hold, { by, comment }: EventOf<'return'>, context: HoldContext): Transition {
  const own = senderAuthority(hold, by, context);
  const authority = own.kind === 'may' ? own : supervisorAuthority(ungranted(hold), by, context);
  if (authority.kind === 'refused') return refuse(hold, authority.why);
  return end(hold, 'return', authority.person, comment, context);
}

function onWithdraw(hold: Hold, { by, comment }: EventOf<'withdraw'>, context: HoldContext): Transition {
  const authority = withdrawAuthority(hold, by, context);
  if (authority.kind === 'refused') return refuse(hold, authority.why);
  return end(hold, 'withdraw', authority.person, comment, context);
}

/** The next manager is asked as well, with a whole step's time. */
function passOn(hold: Hold, context: HoldContext): Transition {
  const missing = missingGrant(hold);
  if (missing === null || !asksSupervisor(hold)) return refuse(hold, 'not-asked');
  if (hold.level >= context.rules.escalations || !hasNextLine(hold, context))
    return refuse(hold, 'nobody-left');
  const step = startStep(missing, context);
  const asking = askReviewers({ ...hold, level: hold.level + 1, step, deputiesCalled: false }, context);
  return done(asking.hold, tellSender(hold, 'escalated'), asking.effects);
}

function onEscalate(hold: Hold, { by }: EventOf<'escalate'>, context: HoldContext): Transition {
  const authority = supervisorInSession(ungranted(hold), by, context);
  return authority.kind === 'refused' ? refuse(hold, authority.why) : passOn(hold, context);
}

/** What the repaired mail needs: what its own verdict asks, and again whatever was granted; at least a look. */
export function needsAfterRepair({ needs, given }: Hold, anew: readonly Grant[]): readonly Grant[] {
  const again = needs.filter((need) => given.some(({ grant }) => grant === need));
  const all = GRANTS.filter((grant) => anew.includes(grant) || again.includes(grant));
  const seen = all.filter((grant) => grant !== 'delay');
  return seen.length > 0 ? seen : ['sender'];
}

function onRepair(hold: Hold, event: EventOf<'repair'>, context: HoldContext): Transition {
  const own = senderAuthority(hold, event.by, context);
  const authority = own.kind === 'may' ? own : supervisorInSession(ungranted(hold), event.by, context);
  if (authority.kind === 'refused') return refuse(hold, authority.why);
  if (event.content.revision !== hold.content.revision + 1) return refuse(hold, 'changed');
  const needs = needsAfterRepair(hold, event.needs);
  const { hold: opened, effects } = openHold(event.content, hold.origin, needs, context);
  const asked = [...new Set([...hold.asked, ...opened.asked])];
  const others = hold.asked.filter((p) => p !== authority.person && !opened.asked.includes(p));
  const asking = effects.filter((effect) => effect.kind !== 'notice' || effect.notice !== 'held');
  return done({ ...opened, asked }, tellSender(hold, 'repaired'), asking, tell(others, 'handled', context));
}

/** The step's time is over: the delay is granted, a supervisor's hold is passed on if it can be, the rest ends. */
function onDeadline(hold: Hold, context: HoldContext): Transition {
  const missing = missingGrant(hold);
  if (missing === 'delay')
    return give(hold, { grant: 'delay', by: 'clock', onBehalfOf: null, at: context.at }, context);
  if (asksSupervisor(hold) && context.rules.whenUnapproved === 'escalate') {
    const passed = passOn(hold, context);
    if (passed.kind === 'done') return passed;
  }
  const lacksOnlySender = missing === 'sender' && hold.needs.every((need) => need === 'sender');
  const decision = lacksOnlySender && context.rules.whenUnconfirmed === 'send' ? 'release' : 'expire';
  return end(hold, decision, 'clock', null, context);
}

/** Whoever may decide is reminded; who became a deputy meanwhile is asked. Where nobody is named, the sender is told. */
function remind(hold: Hold, context: HoldContext): Transition {
  const asked = asksSupervisor(hold) ? reviewersOf(hold, context) : [];
  if (asked.length === 0) return done(hold, tellSender(hold, 'reminder'));
  const waiting = asked.filter((person) => hold.asked.includes(person));
  const asking = askReviewers(hold, context);
  return done(asking.hold, tell(waiting, 'reminder', context), asking.effects);
}

/** By whoever waits for it or is asked: it only asks once more, and no more often than the clock would. */
function onRemind(hold: Hold, { by }: EventOf<'remind'>, context: HoldContext): Transition {
  const own = senderAuthority(hold, by, context);
  const authority = own.kind === 'may' ? own : supervisorInSession(ungranted(hold), by, context);
  if (authority.kind === 'refused') return refuse(hold, authority.why);
  if (hold.step.remindAt === null) return refuse(hold, 'reminded');
  return remind({ ...hold, step: { ...hold.step, remindAt: null } }, context);
}

function onClock(hold: Hold, context: HoldContext): Transition {
  const { step } = hold;
  const { at } = context;
  if (at >= step.deadline) return onDeadline(hold, context);
  if (step.deputyAt !== null && at >= step.deputyAt) {
    const called = { ...hold, step: { ...step, remindAt: null, deputyAt: null }, deputiesCalled: true };
    const asking = askReviewers(called, context);
    return done(asking.hold, asking.effects);
  }
  if (step.remindAt === null || at < step.remindAt) return refuse(hold, 'too-early');
  return remind({ ...hold, step: { ...step, remindAt: null } }, context);
}

function isWhatWasSeen(hold: Hold, saw: Content): boolean {
  const { sha256, envelopeSha256, revision } = hold.content;
  return saw.sha256 === sha256 && saw.envelopeSha256 === envelopeSha256 && saw.revision === revision;
}

/** The only way in which a hold changes. Of two events on the same hold the second is refused as `ended` or `changed`. */
export function transition(hold: Hold, event: HoldEvent, context: HoldContext): Transition {
  if (hold.state !== 'held') return refuse(hold, 'ended');
  if (event.kind === 'clock') return onClock(hold, context);
  if (!isWhatWasSeen(hold, event.saw)) return refuse(hold, 'changed');
  switch (event.kind) {
    case 'grant':
      return onGrant(hold, event, context);
    case 'return':
      return onReturn(hold, event, context);
    case 'withdraw':
      return onWithdraw(hold, event, context);
    case 'remind':
      return onRemind(hold, event, context);
    case 'escalate':
      return onEscalate(hold, event, context);
    case 'repair':
      return onRepair(hold, event, context);
  }
}
