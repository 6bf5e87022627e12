// The one way in which anything happens to a held mail: load, let the state machine of guard/holds say what follows,
// write it. People, the clock and repairs come here; a decision never delivers, the courier does.

import type { Effect, Hold, HoldEvent, Refusal } from '../guard/holds/hold.ts';
import { transition } from '../guard/holds/transition.ts';
import type { HoldChange } from '../store/hold-change.ts';
import type { Actor, EventType, MailDetail, MailId, MailRow, NewEvent, NewNotice } from '../store/store.ts';
import { holdContext, isByMachine } from './hold-context.ts';
import type { RelayPorts } from './ports.ts';

export type ActPorts = Pick<RelayPorts, 'store' | 'rules' | 'people' | 'log' | 'now'> & {
  readonly settings: Pick<RelayPorts['settings'], 'giveUpAfterMs' | 'noticeFrom'>;
  /** Told when there is something to deliver or to tell. */
  readonly nudge: () => void;
};

export type ActRequest = {
  readonly mailId: MailId;
  readonly event: HoldEvent;
  /** Who is written down: a user's id, the operating-system user, the sweep. */
  readonly actor: Actor;
  /** What a repair makes of the mail and splits off, when the event is one: from the hold that it really meets. */
  readonly repaired?: (hold: Hold, at: string) => Pick<HoldChange, 'replaced' | 'linked'>;
  /** Said in the audit beside what every step says. */
  readonly detail?: NewEvent['detail'];
};

export type ActResult =
  | { readonly kind: 'done'; readonly mail: MailRow; readonly hold: Hold }
  /** With the mail as it is now: who was too late learns who decided. `hold` is null when it was never held. */
  | { readonly kind: 'refused'; readonly why: Refusal; readonly mail: MailRow; readonly hold: Hold | null }
  | { readonly kind: 'unknown' };

/** How often a step may be made under somebody's hands: grants, reminders and escalations of one mail are few. */
const MOST_TRIES = 5;

const EVENT_OF_DECISION = {
  release: 'released',
  return: 'returned',
  withdraw: 'withdrawn',
  expire: 'expired',
} as const;

function eventType({ kind }: HoldEvent, before: Hold, after: Hold): EventType {
  if (after.ended !== null) return EVENT_OF_DECISION[after.ended.decision];
  if (kind === 'repair') return 'repaired';
  if (after.given.length > before.given.length) return 'granted';
  return after.level > before.level ? 'escalated' : 'reminded';
}

/** What the audit says of a step: exactly what it was about, what was given by whom, and what is asked now. */
function eventOf(event: HoldEvent, before: Hold, after: Hold): HoldChange['events'][number] {
  const given = after.given.slice(before.given.length).map(({ grant, by, onBehalfOf }) => ({
    grant,
    by,
    onBehalfOf,
  }));
  const isBySomebody = event.kind !== 'clock';
  return {
    type: eventType(event, before, after),
    detail: {
      ...(event.kind === 'repair' ? { before: before.content } : {}),
      ...after.content,
      seen: isBySomebody,
      ...(isBySomebody ? { via: event.by.via } : {}),
      ...(given.length > 0 ? { given } : {}),
      ...(after.ended === null
        ? { needs: after.needs, level: after.level, deadline: after.step.deadline }
        : { by: after.ended.by }),
    },
  };
}

/** The notices among the effects. */
export function noticesOf(
  effects: readonly Effect[],
  mailId: MailId,
  createdAt: string,
): readonly NewNotice[] {
  const notices = effects.filter((effect) => effect.kind === 'notice');
  return notices.map(({ notice, to }) => ({ kind: notice, mailId, to, createdAt }));
}

async function stepOnce(
  ports: ActPorts,
  request: ActRequest,
  detail: MailDetail,
): Promise<ActResult | 'overtaken'> {
  const { store, settings, now } = ports;
  const { mailId, event, actor, repaired } = request;
  const { mail, hold, facts } = detail;
  if (hold === null || mail.state !== 'held') return { kind: 'refused', why: 'ended', mail, hold };
  const at = now().toISOString();
  const next = transition(hold, event, holdContext(ports, at, facts));
  if (next.kind === 'refused') return { kind: 'refused', why: next.why, mail, hold };
  const isSilent = settings.noticeFrom === null || isByMachine({ ...mail, facts });
  const step = eventOf(event, hold, next.hold);
  const written = await store.changeHold({
    mailId,
    expected: { revision: mail.revision, version: mail.holdVersion },
    hold: next.hold,
    at,
    actor,
    giveUpAt: new Date(Date.parse(at) + settings.giveUpAfterMs).toISOString(),
    events: [{ ...step, detail: { ...step.detail, ...request.detail } }],
    notices: isSilent ? [] : noticesOf(next.effects, mailId, at),
    ...repaired?.(hold, at),
  });
  if (written.kind === 'unknown') return written;
  if (written.kind !== 'done') return 'overtaken';
  const { ended } = next.hold;
  const { state, receivedAt } = written.mail;
  const ms = Date.parse(at) - Date.parse(receivedAt);
  if (ended === null) ports.log({ event: 'hold-changed', mailId, state, code: step.type });
  else ports.log({ event: 'decided', mailId, state, code: ended.decision, ms });
  ports.nudge();
  return { kind: 'done', mail: written.mail, hold: next.hold };
}

/**
 * Carries out one event. Of many at the same moment one wins; the others are refused as `ended` or `changed`, or, when
 * somebody's grant came in between and the mail is still what was seen, their event meets the hold as it is then.
 */
export async function actOnHold(ports: ActPorts, request: ActRequest): Promise<ActResult> {
  for (let tries = 1; ; tries += 1) {
    const detail = await ports.store.findMail(request.mailId);
    if (detail === null) return { kind: 'unknown' };
    const result = await stepOnce(ports, request, detail);
    if (result !== 'overtaken') return result;
    if (tries === MOST_TRIES) return { ...detail, kind: 'refused', why: 'changed' };
  }
}
