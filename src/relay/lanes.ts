// A queue with two lanes: small items overtake large ones, but a large one never waits for more than a few of them.

const SMALL_IN_A_ROW = 8;

export class Lanes<T> {
  readonly #small: T[] = [];
  readonly #large: T[] = [];
  #inARow = 0;

  get size(): number {
    return this.#small.length + this.#large.length;
  }

  push(item: T, isSmall: boolean): void {
    (isSmall ? this.#small : this.#large).push(item);
  }

  /** The next item, first in first out within its lane; undefined when none waits that may be taken. */
  take(mayBeLarge = true): T | undefined {
    if (!mayBeLarge) return this.#small.shift();
    const isLargesTurn = this.#small.length === 0 || this.#inARow >= SMALL_IN_A_ROW;
    if (this.#large.length > 0 && isLargesTurn) {
      this.#inARow = 0;
      return this.#large.shift();
    }
    this.#inARow += this.#large.length > 0 ? 1 : 0;
    return this.#small.shift();
  }
}
