// Whether a mail could be stored now, asked at every MAIL and found out at most once a second: the question costs the
// database a write of its own. Whatever happens in that second, a mail is durable before it is answered.

import type { MailLog } from '../relay/ports.ts';
import { type Reply, reply } from './reply.ts';

const NOT_READY = reply(451, '4.3.0 Mail cannot be stored now, try again later');
const NO_ROOM = reply(452, '4.3.1 Not enough room to store a mail now, try again later');
const REMEMBERED_MS = 1000;

export type ReadinessPorts = {
  /** Rejects while no mail can be stored. */
  readonly isReady: () => Promise<void>;
  /** How many octets of mails can be stored with some room left. */
  readonly roomOctets: () => Promise<number>;
  readonly log: MailLog;
  readonly monotonicNow: () => number;
};

/** Why a mail of this size (octets; 0: not told) cannot be stored now; null: it can. */
export type FindUnreadiness = (sizeOctets: number) => Promise<Reply | null>;

export function createReadiness({ isReady, roomOctets, log, monotonicNow }: ReadinessPorts): FindUnreadiness {
  let askedAt = Number.NEGATIVE_INFINITY;
  let room: Promise<number> = Promise.resolve(0);

  function ask(): Promise<number> {
    if (monotonicNow() - askedAt < REMEMBERED_MS) return room;
    askedAt = monotonicNow();
    room = isReady().then(roomOctets);
    // What went wrong is asked anew by the next one.
    room.catch(() => {
      askedAt = Number.NEGATIVE_INFINITY;
    });
    return room;
  }

  return async (sizeOctets) => {
    try {
      if ((await ask()) >= sizeOctets) return null;
    } catch (error) {
      log({ event: 'not-ready', level: 'error', error: String(error) });
      return NOT_READY;
    }
    // As what went wrong: asked anew.
    askedAt = Number.NEGATIVE_INFINITY;
    log({ event: 'not-ready', level: 'error', error: 'the disk is nearly full' });
    return NO_ROOM;
  };
}
