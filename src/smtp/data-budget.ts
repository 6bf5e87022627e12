// How much memory the mails being received may take together. Small mails always may; a larger one gets a place for
// what it declared (or the most it may have) before it goes on, first come first served, and meanwhile its socket is
// not read. The place comes back by release(), whatever happened.

import { OctetMemory } from './octet-memory.ts';

type Waiter = {
  readonly lease: DataLease;
  readonly octets: number;
  readonly go: (place: Uint8Array | null) => void;
};

/** So many small mails may be kept whole beside the places; when there are more octets, fewer of each mail are. */
const SMALL_MAILS = 16;
const SHARE_WHEN_FULL = 1 / 8;

export class DataBudget {
  readonly #smallOctets: number;
  readonly #memory: OctetMemory;
  #looseOctets = 0;
  #queue: Waiter[] = [];

  /** `totalOctets` must hold at least one mail of the largest size. */
  constructor(totalOctets: number, smallOctets: number) {
    this.#memory = new OctetMemory(totalOctets);
    this.#smallOctets = smallOctets;
  }

  /** A place for one mail. `declaredOctets` is the client's SIZE (RFC 1870), an estimate. */
  lease(declaredOctets: number | null, maxOctets: number): DataLease {
    return new DataLease(this, declaredOctets, maxOctets);
  }

  get freeOctets(): number {
    return this.#memory.freeOctets;
  }

  /** Counts octets kept outside of all places, or with a negative number what is kept there no more. */
  countLoose(octets: number): void {
    this.#looseOctets += octets;
  }

  /**
   * How much of a mail is kept before it needs a place. What waits for one is kept as well: of fifty large mails at once
   * these beginnings would be as much as all places.
   */
  keptBeforePlace(declaredOctets: number | null): number {
    const isFull = this.#looseOctets > SMALL_MAILS * this.#smallOctets;
    const isLarge = declaredOctets === null ? isFull : declaredOctets > this.#smallOctets;
    return isLarge ? this.#smallOctets * SHARE_WHEN_FULL : this.#smallOctets;
  }

  /** Resolves with the place, or with null when the lease gave up meanwhile. */
  reserve(lease: DataLease, octets: number): Promise<Uint8Array | null> {
    return new Promise((go) => {
      this.#queue.push({ lease, octets, go });
      this.#serve();
    });
  }

  giveBack(lease: DataLease, place: Uint8Array | null): void {
    if (place !== null) this.#memory.giveBack(place);
    const mine = this.#queue.filter((waiter) => waiter.lease === lease);
    this.#queue = this.#queue.filter((waiter) => waiter.lease !== lease);
    for (const { go } of mine) go(null);
    this.#serve();
  }

  #serve(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const place = this.#memory.take(next.octets);
      if (place === null) return;
      this.#queue.shift();
      next.go(place);
    }
  }
}

/** What clients count wrong: line ends that become CRLF, a header field added after counting. */
const slackFor = (declaredOctets: number): number => Math.ceil(declaredOctets / 64) + 64 * 1024;

/** One array of its own. */
function join(chunks: readonly Uint8Array[], sizeOctets: number): Uint8Array {
  const octets = Buffer.allocUnsafeSlow(sizeOctets);
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

/** The octets of one mail as they come in. */
export class DataLease {
  readonly #budget: DataBudget;
  readonly #declaredOctets: number | null;
  readonly #maxOctets: number;
  #chunks: Uint8Array[] = [];
  #place: Uint8Array | null = null;
  #sizeOctets = 0;
  #isWaiting = false;
  #isReleased = false;

  constructor(budget: DataBudget, declaredOctets: number | null, maxOctets: number) {
    this.#budget = budget;
    this.#declaredOctets = declaredOctets;
    this.#maxOctets = maxOctets;
  }

  /**
   * Keeps `chunk`, after waiting for a place where that is needed; nothing when the lease is or was meanwhile released.
   * False: the mail is larger than its place, and is to be let go of. All together must not exceed the largest size.
   */
  async append(chunk: Uint8Array): Promise<boolean> {
    const sizeOctets = this.#sizeOctets + chunk.length;
    const isKept = sizeOctets <= this.#budget.keptBeforePlace(this.#declaredOctets);
    if (this.#place === null && !isKept) await this.#findPlace(sizeOctets);
    if (this.#isReleased) return true;
    if (this.#place !== null && sizeOctets > this.#place.length) return false;
    if (this.#place !== null) this.#place.set(chunk, this.#sizeOctets);
    else {
      this.#chunks.push(chunk);
      this.#budget.countLoose(chunk.length);
    }
    this.#sizeOctets = sizeOctets;
    return true;
  }

  /** A place cannot grow: two mails that wait for each other's would wait for ever. */
  async #findPlace(sizeOctets: number): Promise<void> {
    const declared = this.#declaredOctets ?? this.#maxOctets;
    const expected = Math.min(this.#maxOctets, declared + slackFor(declared));
    this.#isWaiting = true;
    const place = await this.#budget.reserve(this, sizeOctets <= expected ? expected : this.#maxOctets);
    this.#isWaiting = false;
    let at = 0;
    for (const chunk of place === null ? [] : this.#chunks) {
      place?.set(chunk, at);
      at += chunk.length;
    }
    this.#dropChunks();
    this.#place = place;
  }

  /** The octets kept so far; those of a large mail are gone with release(). */
  octets(): Uint8Array {
    return this.#place?.subarray(0, this.#sizeOctets) ?? join(this.#chunks, this.#sizeOctets);
  }

  /** Whether the sender is held up by us, not by itself. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Gives everything back; may be called more than once. */
  release(): void {
    const place = this.#place;
    this.#isReleased = true;
    this.#place = null;
    this.#dropChunks();
    this.#budget.giveBack(this, place);
  }

  #dropChunks(): void {
    this.#budget.countLoose(-this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    this.#chunks = [];
  }
}
