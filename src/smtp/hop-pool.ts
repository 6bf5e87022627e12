// Kept connections per next hop: at most so many at once, each used so often and idle so long. Hands out a
// connection that was kept before it opens another. Used by next-hop.ts.

import type { Hop } from '../relay/ports.ts';
import { type HopConnection, type HopSettings, openHopConnection } from './hop-connection.ts';

export type PoolSettings = HopSettings & {
  readonly maxParallelPerHop: number;
  readonly maxUses: number;
  readonly idleMs: number;
};

export type Lent = { readonly connection: HopConnection; readonly uses: number; readonly key: string };

type Idle = { readonly lent: Lent; readonly timer: NodeJS.Timeout };
type Room = { idle: Idle[]; busy: number; waiting: (() => void)[] };

export class HopPool {
  readonly #settings: PoolSettings;
  readonly #rooms = new Map<string, Room>();
  readonly #closing = new AbortController();

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  #roomOf(key: string): Room {
    const room = this.#rooms.get(key) ?? { idle: [], busy: 0, waiting: [] };
    this.#rooms.set(key, room);
    return room;
  }

  /** Runs `work` as one of the hop's parallel deliveries, after those that wait. */
  async inTurn<T>(hop: Hop, work: (key: string) => Promise<T>): Promise<T> {
    const key = JSON.stringify([hop.host, hop.port, hop.tls, hop.user, hop.password]);
    const room = this.#roomOf(key);
    if (room.busy < this.#settings.maxParallelPerHop) room.busy += 1;
    else await new Promise<void>((go) => room.waiting.push(go));
    try {
      return await work(key);
    } finally {
      const next = room.waiting.shift();
      if (next) next();
      else room.busy -= 1;
    }
  }

  /** A kept connection, or null. */
  takeIdle(key: string): Lent | null {
    const idle = this.#roomOf(key).idle.pop();
    if (idle === undefined) return null;
    clearTimeout(idle.timer);
    return idle.lent.connection.isOpen() ? idle.lent : this.takeIdle(key);
  }

  /** Opens a new connection. Throws HopUnavailable. */
  async open(hop: Hop, key: string, signal: AbortSignal): Promise<Lent> {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    const connection = await openHopConnection(hop, this.#settings, either);
    connection.onEnd(() => this.#forget(key, connection));
    return { connection, uses: 0, key };
  }

  /** Keeps a connection that is in order for the next mail. */
  keep({ connection, uses, key }: Lent): void {
    const isSpent = uses + 1 >= this.#settings.maxUses;
    if (isSpent || this.#closing.signal.aborted || !connection.isOpen()) {
      connection.close();
      return;
    }
    const room = this.#roomOf(key);
    const timer = setTimeout(() => connection.close(), this.#settings.idleMs);
    timer.unref();
    room.idle.push({ lent: { connection, uses: uses + 1, key }, timer });
  }

  /** A connection has ended, by whichever side. */
  #forget(key: string, connection: HopConnection): void {
    const room = this.#roomOf(key);
    for (const one of room.idle) if (one.lent.connection === connection) clearTimeout(one.timer);
    room.idle = room.idle.filter((one) => one.lent.connection !== connection);
  }

  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Ends what is under way and closes what is kept. */
  close(): void {
    this.#closing.abort();
    for (const room of this.#rooms.values()) {
      for (const { lent } of [...room.idle]) lent.connection.close();
    }
  }
}
