// Looks for work at once, when it is nudged, and every now and then; never twice at the same time. For the notifier and
// the channels.

import type { MailLog } from '../relay/ports.ts';

export type Looking = {
  /** Look now. */
  nudge(): void;
  /** Resolves when what waited at this moment has been looked at. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

/** What `look` throws goes to the log under `event`; the next look tries again. */
export function startLooking(
  look: () => Promise<void>,
  { pollMs, log, event }: { readonly pollMs: number; readonly log: MailLog; readonly event: string },
): Looking {
  let looking: Promise<void> | null = null;
  let isNudged = false;
  let isStopped = false;

  async function lookWhileNudged(): Promise<void> {
    while (isNudged && !isStopped) {
      isNudged = false;
      try {
        await look();
      } catch (error) {
        log({ event, level: 'error', error: String(error) });
      }
    }
  }

  function nudge(): void {
    isNudged = true;
    if (isStopped || looking !== null) return;
    looking = lookWhileNudged().finally(() => {
      looking = null;
    });
  }

  const timer = setInterval(nudge, pollMs).unref();
  nudge();
  return {
    nudge,
    async drain() {
      nudge();
      await looking;
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
