// Delivers queued mail. Claims what is due, a few at a time, each with a lease; sleeps until something is due or
// somebody nudges. A fault of its own leaves the row queued: its lease runs out and it is tried again.

import { asQueued } from '../store/as-queued.ts';
import { type DueMail, FIRST_TOKEN, type FirstLease } from '../store/lease.ts';
import type { NewMail } from '../store/store.ts';
import { type AttemptSignals, attemptMail } from './attempt.ts';
import { keepLease, type LeaseKeeper } from './lease-keeper.ts';
import { OctetTurns } from './octet-turns.ts';
import type { RelayPorts } from './ports.ts';

export type Courier = {
  /** Look for due mail now. */
  nudge(): void;
  /**
   * A hand for a mail with these octets that is about to be queued; null: none is free, the mail has to wait for its turn, or
   * its octets will not stay: shared memory is another mail's as soon as this one is accepted.
   */
  reserve(octets: Uint8Array): Hand | null;
  /** Resolves when nothing is due and nothing is under way. */
  drain(): Promise<void>;
  /** Claims no more, lets deliveries finish for a while, then ends them and gives their leases back. */
  stop(): Promise<void>;
};

/** Kept for one mail, so that what was just received need not be looked for and read again. One of both is called. */
export type Hand = {
  /** To be stored with the mail. */
  readonly lease: FirstLease;
  /** The mail is stored with that lease. */
  deliver(mail: NewMail): void;
  /** It is not. */
  giveBack(): void;
};

/** This process among all that share the store. */
export type CourierIdentity = {
  readonly name: string;
  /** Whether the process of that name certainly lives no more. */
  isGone(name: string): boolean;
};

export type CourierSettings = {
  /** Deliveries at once. */
  readonly parallel: number;
  /** Renewed while a delivery lasts; after a crash of its machine its mails wait so long. */
  readonly leaseMs: number;
  /** The longest sleep: another process may have queued or left something. */
  readonly pollMs: number;
  /** How long stop() lets deliveries finish. */
  readonly graceMs: number;
  /** A mail over so many waits for its turn; meanwhile only smaller ones are claimed, so that these never wait for it. */
  readonly largeOctets: number;
  /** Of large mails delivered at once; one that is over it goes alone. */
  readonly maxLargeOctets: number;
};

const MIB = 1024 * 1024;

const DEFAULTS: CourierSettings = {
  parallel: 20,
  leaseMs: 120_000,
  pollMs: 10_000,
  graceMs: 10_000,
  largeOctets: MIB,
  maxLargeOctets: 24 * MIB,
};

class CourierLoop implements Courier {
  readonly #ports: RelayPorts;
  readonly #settings: CourierSettings;
  readonly #identity: CourierIdentity;
  readonly #ending = new AbortController();
  readonly #running = new Map<Promise<void>, LeaseKeeper>();
  readonly #turns: OctetTurns;
  #reserved = 0;
  #looking: Promise<void> | null = null;
  #isNudged = false;
  /** Something may be due that was left: there was no hand for it, or it was too large to wait beside others. */
  #isBehind = false;
  #isStopped = false;
  #alarm: NodeJS.Timeout | undefined;

  constructor(ports: RelayPorts, identity: CourierIdentity, settings: CourierSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#turns = new OctetTurns(settings.maxLargeOctets);
    this.#identity = identity;
  }

  start(): void {
    this.#looking = this.#takeOver().finally(() => {
      this.#looking = null;
      this.nudge();
    });
  }

  nudge(): void {
    this.#isNudged = true;
    if (this.#isStopped || this.#looking !== null) return;
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
      if (this.#isNudged && this.#free() > 0) this.nudge();
    });
  }

  reserve(octets: Uint8Array): Hand | null {
    const isLeft = octets.length > this.#settings.largeOctets || octets.buffer instanceof SharedArrayBuffer;
    if (this.#isStopped || this.#free() <= 0 || isLeft) return null;
    this.#reserved += 1;
    const until = new Date(this.#ports.now().getTime() + this.#settings.leaseMs).toISOString();
    const lease = { owner: this.#identity.name, until };
    return {
      lease,
      deliver: (mail) => {
        this.#reserved -= 1;
        const claim = { lease: { ...lease, token: FIRST_TOKEN }, isTakenOver: false };
        this.#start({ ...asQueued(mail), ...claim, octets: mail.octets });
      },
      giveBack: () => {
        this.#reserved -= 1;
        this.nudge();
      },
    };
  }

  async drain(): Promise<void> {
    this.nudge();
    while (this.#looking !== null || this.#running.size > 0) {
      await Promise.race([this.#looking, ...this.#running.keys()].filter((busy) => busy !== null));
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#alarm);
    await this.#looking;
    const grace = setTimeout(() => this.#ending.abort(), this.#settings.graceMs);
    await Promise.all(this.#running.keys());
    clearTimeout(grace);
  }

  /** Whatever a killed process was delivering need not wait until its leases run out. Never rejects. */
  async #takeOver(): Promise<void> {
    const { store, log } = this.#ports;
    try {
      const owners = await store.listLeaseOwners();
      const gone = owners.filter((owner) => this.#identity.isGone(owner));
      if (gone.length > 0) await store.endLeases(gone);
    } catch (error) {
      log({ event: 'courier-failed', level: 'error', error: String(error) });
    }
  }

  /** Claims while there are free hands and due mail, then sets the alarm. Never rejects. */
  async #look(): Promise<void> {
    clearTimeout(this.#alarm);
    try {
      while (this.#isNudged && !this.#isStopped) {
        this.#isNudged = false;
        const free = this.#free();
        this.#isBehind = free <= 0;
        if (this.#isBehind) return;
        const due = await this.#claim(free);
        this.#isBehind = due.length === free || this.#turns.waiting > 0;
        for (const mail of due) this.#start(mail);
        // Large ones among them may wait and have left hands free for what was behind them.
        if (due.length === free && this.#free() > 0) this.#isNudged = true;
      }
      await this.#setAlarm();
    } catch (error) {
      this.#ports.log({ event: 'courier-failed', level: 'error', error: String(error) });
      this.#wakeIn(this.#settings.pollMs);
    }
  }

  /** Hands without a mail; one that waits for its turn takes none. */
  #free(): number {
    return this.#settings.parallel - this.#reserved - (this.#running.size - this.#turns.waiting);
  }

  async #claim(limit: number): Promise<readonly DueMail[]> {
    const now = this.#ports.now();
    await this.#keepOwnLeases(now.toISOString());
    const until = new Date(now.getTime() + this.#settings.leaseMs).toISOString();
    return this.#ports.store.claimDueMail(
      this.#identity.name,
      now.toISOString(),
      until,
      limit,
      this.#turns.waiting > 0 ? this.#settings.largeOctets : undefined,
    );
  }

  /** After the clock was set forward our own leases look run out, and we would claim what we are delivering. */
  async #keepOwnLeases(now: string): Promise<void> {
    const keepers = [...this.#running.values()].filter((keeper) => keeper.until() <= now);
    await Promise.all(keepers.map((keeper) => keeper.renew()));
  }

  #start(due: DueMail): void {
    const lost = new AbortController();
    const mail = { id: due.mail.id, lease: due.lease };
    const keeper = keepLease(this.#ports, mail, this.#settings.leaseMs, () => lost.abort());
    const ending = this.#ending.signal;
    // Stopped while the mail was being stored: it is given back.
    if (this.#isStopped) lost.abort();
    const signals = { breakOff: AbortSignal.any([lost.signal, ending]), ending };
    const delivery = this.#attempt(due, signals).then((isDone) => {
      keeper.stop();
      this.#running.delete(delivery);
      if (!isDone || this.#isBehind || this.#isNudged) this.nudge();
    });
    this.#running.set(delivery, keeper);
  }

  /** Whether nothing is left to be done with this mail. Never rejects. */
  async #attempt(due: DueMail, signals: AttemptSignals): Promise<boolean> {
    const { sizeOctets } = due.mail;
    const attempt = () => attemptMail(this.#ports, due, signals);
    try {
      const isLarge = sizeOctets > this.#settings.largeOctets;
      return await (isLarge ? this.#turns.take(sizeOctets, attempt) : attempt());
    } catch (error) {
      const mailId = due.mail.id;
      this.#ports.log({ event: 'attempt-failed', level: 'error', mailId, error: String(error) });
      return false;
    }
  }

  async #setAlarm(): Promise<void> {
    const dueAt = await this.#ports.store.nextDueAt();
    const waitMs =
      dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt) - this.#ports.now().getTime();
    // What is due may be a large one that is left until those before it have had their turn: then we are nudged.
    const isLeft = waitMs <= 0 && this.#turns.waiting > 0;
    this.#wakeIn(isLeft ? this.#settings.pollMs : Math.min(this.#settings.pollMs, waitMs));
  }

  #wakeIn(ms: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.nudge(), Math.max(100, ms)).unref();
  }
}

/** Starts at once. `stop` must be called. */
export function startCourier(
  ports: RelayPorts,
  identity: CourierIdentity,
  settings: Partial<CourierSettings> = {},
): Courier {
  const courier = new CourierLoop(ports, identity, { ...DEFAULTS, ...settings });
  courier.start();
  return courier;
}
