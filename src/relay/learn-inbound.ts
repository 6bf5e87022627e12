// Takes the copy of a mail that came in to the company, learns who wrote it, and lets go of it: nothing of it is stored
// and nothing delivered. Called by the second listener of the SMTP edge.

import type { AddrSpec } from '../guard/address.ts';
import { sideOf } from '../guard/organizations.ts';
import { lessonOfReceived } from '../guard/received-lesson.ts';
import { readReceived } from '../message/received.ts';
import { newMailId } from '../store/mail-id.ts';
import type { AcceptMail, LogLine, RelayPorts, Submission } from './ports.ts';

type LearnPorts = Pick<RelayPorts, 'store' | 'rules' | 'log' | 'now'>;

/** Whoever gave us mail to send by this way would lose it: that is refused, loudly. */
function isOutgoing(
  { reversePath, recipients }: Submission,
  isOutside: (address: AddrSpec) => boolean,
): boolean {
  return (
    reversePath !== null &&
    !isOutside(reversePath) &&
    recipients.some(({ forwardPath }) => isOutside(forwardPath))
  );
}

/**
 * The accept function of the inbound listener. When it resolves, what the mail teaches is durable. It throws when the
 * store cannot be used: the client comes again. A mail that cannot be read teaches nothing and is taken all the same,
 * for a refusal would go back to a stranger.
 */
export function createLearnInbound({ store, rules, log, now }: LearnPorts): AcceptMail {
  return async (submission, signal) => {
    const id = newMailId();
    const current = rules();
    const isOutside = (address: AddrSpec) => sideOf(address, current) === 'outside';
    const { octets, reversePath, clientAddress: client } = submission;
    const tell = (event: string, more: Partial<LogLine> = {}) =>
      log({ event, mailId: id, client, reversePath, ...more });
    if (isOutgoing(submission, isOutside)) {
      tell('inbound-misdirected', { level: 'warn' });
      return { kind: 'misdirected', id };
    }
    const received = read();
    const lesson = received && lessonOfReceived(received, current, now().toISOString());
    signal?.throwIfAborted();
    if (lesson !== null) await store.learn([lesson]);
    if (received !== null) tell(lesson === null ? 'inbound-ignored' : 'inbound-learned');
    return { kind: 'learned', id };

    function read() {
      try {
        const mail = readReceived(octets, reversePath, (address) => !isOutside(address));
        if (mail === null) tell('inbound-unreadable', { level: 'warn' });
        return mail;
      } catch (error) {
        tell('inbound-unreadable', { level: 'warn', error: String(error) });
        return null;
      }
    }
  };
}
