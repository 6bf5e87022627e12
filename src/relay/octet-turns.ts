// Lets in what large mails take of memory while they are delivered: first come first served, as many at once as stay
// under a limit together, and one that is over it alone. Used by courier.ts.

type Waiter = { readonly octets: number; readonly go: () => void };

export class OctetTurns {
  readonly #maxOctets: number;
  readonly #waiting: Waiter[] = [];
  #underWay = 0;
  #octets = 0;

  constructor(maxOctets: number) {
    this.#maxOctets = maxOctets;
  }

  /** Runs `work` in its turn. */
  async take<T>(octets: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.push({ octets, go });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.#octets -= octets;
      this.#next();
    }
  }

  /** How many have not had their turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  #next(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#underWay > 0 && this.#octets + next.octets > this.#maxOctets) return;
      this.#waiting.shift();
      this.#underWay += 1;
      this.#octets += next.octets;
      next.go();
    }
  }
}
