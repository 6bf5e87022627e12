// What is done now and then: dropping history past its time, removing what was kept long enough, and writing the heads of
// the audit chains into the log, which is elsewhere. Called by the sweep, never while the clock is in doubt.

import type { RelayPorts } from './ports.ts';

/** How long what is kept, in milliseconds: `retention` of the configuration. */
export type Retention = {
  /** Octets of mails that were held. */
  readonly held: number;
  /** Octets of all others. */
  readonly sent: number;
  /** What else is known of a mail. */
  readonly facts: number;
  readonly audit: number;
};

export type ChorePorts = Pick<RelayPorts, 'store' | 'now' | 'log'> & { readonly retention: Retention };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ACTOR = { kind: 'system', id: 'sweep', via: 'sweep' } as const;

async function purge({ store, log, retention }: ChorePorts, at: Date): Promise<boolean> {
  const before = (ms: number) => new Date(at.getTime() - ms).toISOString();
  const purged = await store.purge({
    now: at.toISOString(),
    heldBefore: before(retention.held),
    sentBefore: before(retention.sent),
    factsBefore: before(retention.facts),
    auditBefore: before(retention.audit),
    actor: ACTOR,
  });
  const { erased, removed, events } = purged;
  if (erased + removed + events === 0) return false;
  log({ event: 'purged', count: erased, removed, events });
  return true;
}

/** Whoever can write to the database and has the key still cannot change what another machine has written down. */
async function anchor({ store, log }: ChorePorts): Promise<void> {
  for (const { writer, seq, hash } of await store.listHeads())
    log({ event: 'audit-anchor', writer, seq, hash });
}

/** Does what is due, first at once; each hour, the anchor each day. Throws what the store throws, and is due again then. */
export function createChores(ports: ChorePorts): () => Promise<void> {
  const { store, now } = ports;
  let dueAtMs = 0;
  let anchorAtMs = 0;
  // We may have died between erasing and clearing.
  let isLogDirty = true;
  return async () => {
    const at = now();
    const isDue = at.getTime() >= dueAtMs;
    if (isDue && (await purge(ports, at))) isLogDirty = true;
    if (isLogDirty) isLogDirty = !(await store.clearLog());
    if (at.getTime() >= anchorAtMs) {
      await anchor(ports);
      anchorAtMs = at.getTime() + DAY_MS;
    }
    if (!isDue) return;
    await store.dropForgotten(at.toISOString());
    dueAtMs = at.getTime() + HOUR_MS;
  };
}
