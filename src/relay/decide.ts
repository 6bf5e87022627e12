// The one way in which a held mail is decided, by a person or by the clock: the state changes and is queued or
// cancelled, its sender is told. A decision never delivers; the courier does.

import type { Decision } from '../guard/states.ts';
import type { Actor, DecisionInput, DecisionResult, MailId } from '../store/store.ts';
import { noticesOfDecision } from './notices.ts';
import type { RelayPorts } from './ports.ts';

export type DecidePorts = Pick<RelayPorts, 'store' | 'rules' | 'log' | 'now'> & {
  readonly settings: Pick<RelayPorts['settings'], 'giveUpAfterMs' | 'noticeFrom'>;
  /** Told when there is something to deliver or to tell. */
  readonly nudge: () => void;
};

export type DecideRequest = {
  readonly mailId: MailId;
  readonly decision: Decision;
  readonly actor: Actor;
  readonly comment: string | null;
  /** See DecisionInput: null only from the sweep. */
  readonly saw: DecisionInput['saw'];
};

/** Of several deciders one gets `done`; the others get `too-late` or `changed` with the mail as it is now. */
export async function decideMail(ports: DecidePorts, request: DecideRequest): Promise<DecisionResult> {
  const { store, rules, settings, now, log, nudge } = ports;
  const { mailId, decision } = request;
  const detail = await store.findMail(mailId);
  if (detail === null) return { kind: 'unknown' };
  const at = now();
  const { mail, facts } = detail;
  const subject = { mailId, reversePath: mail.reversePath, facts, needs: mail.needs };
  const noticePorts = { rules: rules(), noticeFrom: settings.noticeFrom };
  const result = await store.decide({
    ...request,
    at: at.toISOString(),
    giveUpAt: new Date(at.getTime() + settings.giveUpAfterMs).toISOString(),
    notices: noticesOfDecision(noticePorts, subject, decision, at.toISOString()),
  });
  if (result.kind === 'done') {
    const ms = at.getTime() - Date.parse(mail.receivedAt);
    log({ event: 'decided', mailId, state: result.mail.state, code: decision, ms });
    nudge();
  }
  return result;
}
