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

  #firstGap(octets: number): number | null {
    let start = 0;
    for (const place of this.#taken) {
      if (place.start - start >= octets) return start;
      start = place.end;
    }
    return this.#totalOctets - start >= octets ? start : null;
  }

  /** A place of its own, with whatever stood there before; null when no gap is large enough. */
  take(octets: number): Uint8Array | null {
    const start = this.#firstGap(octets);
    if (start === null) return null;
    this.#memory ??= new SharedArrayBuffer(this.#totalOctets);
    const place = { start, end: start + octets };
    this.#taken = [...this.#taken, place].sort((a, b) => a.start - b.start);
    return new Uint8Array(this.#memory, start, octets);
  }

  /** `place` came from `take`, and nobody looks at it any more. */
  giveBack(place: Uint8Array): void {
    this.#taken = this.#taken.filter(({ start }) => start !== place.byteOffset);
  }
}
