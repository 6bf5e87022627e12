// How much memory the mails being received may take together. Small mails always may; a larger one gets a place for what it
// declared before it goes on, first come first served, and meanwhile its socket is not read. One that declared nothing gets
// a place that grows, one such mail at a time. The place comes back by release(), whatever happened.

import { letGo } from '../store/let-go.ts';
import { OctetMemory } from './octet-memory.ts';

/** `go` is told the place, or null when the lease gave up meanwhile. */
type Waiter = {
  readonly lease: DataLease;
  readonly octets: number;
  /** The place will have to grow. */
  readonly grows: boolean;
  readonly go: (place: Uint8Array | null) => void;
};

type Growth = Pick<Waiter, 'octets' | 'go'> & { readonly place: Uint8Array };

/** So many small mails may be kept whole beside the places; when there are more octets, fewer of each mail are. */
const SMALL_MAILS = 16;
const SHARE_WHEN_FULL = 1 / 8;

export class DataBudget {
  readonly #smallOctets: number;
  readonly #totalOctets: number;
  readonly #sharedOctets: number;
  readonly #memory: OctetMemory;
  #looseOctets = 0;
  #queue: Waiter[] = [];
  /** Two that wait for each other's memory would wait for ever; all others end without getting any more. */
  #growing: { readonly lease: DataLease; growth: Growth | null } | null = null;

  /**
   * `totalOctets` must hold at least one mail of the largest size. Of them mails that come at once take `sharedOctets`; one that
   * is or becomes larger waits until it has all for itself.
   */
  constructor(totalOctets: number, smallOctets: number, sharedOctets = totalOctets) {
    this.#memory = new OctetMemory(totalOctets);
    this.#smallOctets = smallOctets;
    this.#totalOctets = totalOctets;
    this.#sharedOctets = sharedOctets;
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

  reserve(waiter: Waiter): void {
    this.#queue.push(waiter);
    this.#serve();
  }

  /** Makes a place larger that was reserved for growing. */
  grow(growth: Growth): void {
    if (this.#growing === null) throw new Error('a place that may not grow');
    this.#growing.growth = growth;
    this.#serve();
  }

  /** A place that grows is taken with some room to spare, so that it does not grow with every few octets. */
  roomFor(octets: number, maxOctets: number): number {
    return Math.min(maxOctets, octets + this.#smallOctets);
  }

  /** The place without what its mail did not need. */
  settle(lease: DataLease, place: Uint8Array, octets: number): Uint8Array {
    const settled = this.#memory.resize(place, octets) ?? place;
    if (this.#growing?.lease === lease) this.#growing = null;
    this.#serve();
    return settled;
  }

  giveBack(lease: DataLease, place: Uint8Array | null): void {
    if (place !== null) this.#memory.giveBack(place);
    const mine: Pick<Waiter, 'go'>[] = this.#queue.filter((waiter) => waiter.lease === lease);
    this.#queue = this.#queue.filter((waiter) => waiter.lease !== lease);
    if (this.#growing?.lease === lease) {
      if (this.#growing.growth !== null) mine.push(this.#growing.growth);
      this.#growing = null;
    }
    for (const { go } of mine) go(null);
    this.#serve();
  }

  /** For a place of `octets`, in place of one of `own`. */
  #isRoomFor(octets: number, own = 0): boolean {
    const others = this.#totalOctets - this.freeOctets - own;
    return others === 0 || others + octets <= this.#sharedOctets;
  }

  #take(octets: number): Uint8Array | null {
    return this.#isRoomFor(octets) ? this.#memory.take(octets) : null;
  }

  /** What grows comes first, else those after it could keep it waiting for ever. */
  #serve(): void {
    if (!this.#serveGrowth()) return;
    const isNext = ({ grows }: Waiter) => !grows || this.#growing === null;
    for (let next = this.#queue.find(isNext); next !== undefined; next = this.#queue.find(isNext)) {
      const place = this.#take(next.octets);
      if (place === null) return;
      this.#queue.splice(this.#queue.indexOf(next), 1);
      if (next.grows) this.#growing = { lease: next.lease, growth: null };
      next.go(place);
    }
  }

  /** False: it has to wait. */
  #serveGrowth(): boolean {
    const growth = this.#growing?.growth ?? null;
    if (growth === null) return true;
    const { place: own, octets } = growth;
    const place = this.#isRoomFor(octets, own.length) ? this.#memory.resize(own, octets) : null;
    if (place === null) return false;
    if (this.#growing !== null) this.#growing.growth = null;
    growth.go(place);
    return true;
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
   * Keeps `chunk`, after waiting for a place where that is needed; nothing when the lease is or was meanwhile released. It is
   * the lease's own from now on: one that has a memory to itself is empty as soon as it is copied.
   * False: the mail is larger than its place, and is to be let go of. All together must not exceed the largest size.
   */
  async append(chunk: Uint8Array): Promise<boolean> {
    const sizeOctets = this.#sizeOctets + chunk.length;
    const isKept = sizeOctets <= this.#budget.keptBeforePlace(this.#declaredOctets);
    if (this.#place === null && !isKept) await this.#findPlace(sizeOctets);
    if (this.#declaredOctets === null) await this.#growPlace(sizeOctets);
    if (this.#isReleased) return true;
    if (this.#place !== null && sizeOctets > this.#place.length) return false;
    if (this.#place !== null) {
      this.#place.set(chunk, this.#sizeOctets);
      letGo(chunk);
    } else {
      this.#chunks.push(chunk);
      this.#budget.countLoose(chunk.length);
    }
    this.#sizeOctets = sizeOctets;
    return true;
  }

  #expected(sizeOctets: number): number {
    const declared = this.#declaredOctets;
    if (declared === null) return this.#budget.roomFor(sizeOctets, this.#maxOctets);
    const expected = Math.min(this.#maxOctets, declared + slackFor(declared));
    return sizeOctets <= expected ? expected : this.#maxOctets;
  }

  #findPlace(sizeOctets: number): Promise<void> {
    const octets = this.#expected(sizeOctets);
    const grows = this.#declaredOctets === null;
    return this.#waitFor((go) => this.#budget.reserve({ lease: this, octets, grows, go }));
  }

  async #growPlace(sizeOctets: number): Promise<void> {
    const place = this.#place;
    if (place === null || sizeOctets <= place.length) return;
    const octets = this.#expected(sizeOctets);
    await this.#waitFor((go) => this.#budget.grow({ place, octets, go }));
  }

  /** The place is ours the moment it is given: a release right after gives it back. */
  #waitFor(ask: (go: Waiter['go']) => void): Promise<void> {
    return new Promise((done) => {
      this.#isWaiting = true;
      ask((place) => {
        this.#isWaiting = false;
        if (place !== null) this.#moveInto(place);
        done();
      });
    });
  }

  #moveInto(place: Uint8Array): void {
    let at = 0;
    for (const chunk of this.#chunks) {
      place.set(chunk, at);
      at += chunk.length;
    }
    const copied = this.#chunks;
    this.#dropChunks();
    for (const chunk of copied) letGo(chunk);
    this.#place = place;
  }

  /** All octets, of which there will be no more; those of a large mail are gone with release(). */
  finish(): Uint8Array {
    if (this.#place === null) return join(this.#chunks, this.#sizeOctets);
    this.#place = this.#budget.settle(this, this.#place, this.#sizeOctets);
    return this.#place;
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
