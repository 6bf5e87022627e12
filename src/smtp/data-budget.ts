// How much memory the mails being received may take together. Small mails always may; a larger one reserves what
// it declared (or the most it may have) before it goes on, first come first served, and meanwhile its socket is
// not read. What was reserved comes back by release(), whatever happened.

type Waiter = { readonly lease: DataLease; readonly octets: number; readonly go: () => void };

export class DataBudget {
  readonly #smallOctets: number;
  #freeOctets: number;
  #queue: Waiter[] = [];

  /** `totalOctets` must hold at least one mail of the largest size. */
  constructor(totalOctets: number, smallOctets: number) {
    this.#freeOctets = totalOctets;
    this.#smallOctets = smallOctets;
  }

  /** A place for one mail. `declaredOctets` is the client's SIZE (RFC 1870), a hint it may exceed. */
  lease(declaredOctets: number | null, maxOctets: number): DataLease {
    return new DataLease(this, declaredOctets, maxOctets, this.#smallOctets);
  }

  get freeOctets(): number {
    return this.#freeOctets;
  }

  reserve(lease: DataLease, octets: number): Promise<void> {
    return new Promise((go) => {
      this.#queue.push({ lease, octets, go });
      this.#serve();
    });
  }

  giveBack(lease: DataLease, octets: number): void {
    this.#freeOctets += octets;
    const mine = this.#queue.filter((waiter) => waiter.lease === lease);
    this.#queue = this.#queue.filter((waiter) => waiter.lease !== lease);
    for (const waiter of mine) waiter.go();
    this.#serve();
  }

  #serve(): void {
    for (let next = this.#queue[0]; next && next.octets <= this.#freeOctets; next = this.#queue[0]) {
      this.#queue.shift();
      this.#freeOctets -= next.octets;
      next.lease.grant(next.octets);
      next.go();
    }
  }
}

export class DataLease {
  readonly #budget: DataBudget;
  readonly #declaredOctets: number;
  readonly #maxOctets: number;
  readonly #smallOctets: number;
  #grantedOctets = 0;
  #isWaiting = false;

  constructor(budget: DataBudget, declaredOctets: number | null, maxOctets: number, smallOctets: number) {
    this.#budget = budget;
    this.#declaredOctets = declaredOctets ?? maxOctets;
    this.#maxOctets = maxOctets;
    this.#smallOctets = smallOctets;
  }

  /** Resolves when `octets` of this mail may be kept, or when the lease was released meanwhile. */
  async cover(octets: number): Promise<void> {
    if (octets <= this.#smallOctets || octets <= this.#grantedOctets) return;
    const wanted = octets <= this.#declaredOctets ? this.#declaredOctets : this.#maxOctets;
    this.#isWaiting = true;
    await this.#budget.reserve(this, wanted - this.#grantedOctets);
    this.#isWaiting = false;
  }

  /** Whether the sender is held up by us, not by itself. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  grant(octets: number): void {
    this.#grantedOctets += octets;
  }

  /** Gives everything back; may be called more than once. */
  release(): void {
    const octets = this.#grantedOctets;
    this.#grantedOctets = 0;
    this.#budget.giveBack(this, octets);
  }
}
