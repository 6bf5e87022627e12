// One piece of memory for the octets of all large mails being received. It is shared: reader and store threads look at
// it where it lies, so that a large mail exists once, however many look at it. Made once by data-budget.ts.

type Place = { readonly start: number; readonly end: number };

export class OctetMemory {
  readonly #totalOctets: number;
  /** Pages that were never written to take nothing from the machine. */
  #memory: SharedArrayBuffer | null = null;
  /** In order, without overlap. */
  #taken: readonly Place[] = [];

  constructor(totalOctets: number) {
    this.#totalOctets = totalOctets;
  }

  get freeOctets(): number {
    return this.#taken.reduce((free, { start, end }) => free - (end - start), this.#totalOctets);
  }

  #firstGap(octets: number, taken = this.#taken): number | null {
    let start = 0;
    for (const place of taken) {
      if (place.start - start >= octets) return start;
      start = place.end;
    }
    return this.#totalOctets - start >= octets ? start : null;
  }

  /** A place of its own, with whatever stood there before; null when no gap is large enough. */
  take(octets: number): Uint8Array | null {
    const start = this.#firstGap(octets);
    if (start === null) return null;
    return this.#put(start, octets, this.#taken);
  }

  #put(start: number, octets: number, others: readonly Place[]): Uint8Array {
    this.#memory ??= new SharedArrayBuffer(this.#totalOctets);
    const place = { start, end: start + octets };
    this.#taken = [...others, place].sort((a, b) => a.start - b.start);
    return new Uint8Array(this.#memory, start, octets);
  }

  /**
   * The place made larger or smaller, with what stands in it; nobody else may look at it yet. One that grows moves towards the
   * beginning if it can, since memory that was never written to takes nothing; else it stays where it is, if it can. null: there
   * is no room, and it stays as it was.
   */
  resize(place: Uint8Array, octets: number): Uint8Array | null {
    const { byteOffset: own } = place;
    const others = this.#taken.filter(({ start }) => start !== own);
    const next = others.find(({ start }) => start > own)?.start ?? this.#totalOctets;
    const gap = octets > place.length || own + octets > next ? this.#firstGap(octets, others) : own;
    const start = own + octets <= next && (gap === null || gap > own) ? own : gap;
    if (start === null) return null;
    const resized = this.#put(start, octets, others);
    if (start !== own) resized.set(place);
    return resized;
  }

  /** `place` came from `take`, and nobody looks at it any more. */
  giveBack(place: Uint8Array): void {
    this.#taken = this.#taken.filter(({ start }) => start !== place.byteOffset);
  }
}
