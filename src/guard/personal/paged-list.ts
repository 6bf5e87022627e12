// A list in pages, for what counts up to hundreds of thousands: a long array, or the table of a large Map, is laid anew and
// as a whole each time it grows, which costs more than all that is looked up in it.

const PAGE_BITS = 12;
const PAGE = 1 << PAGE_BITS;

export class PagedList<T> {
  readonly #pages: (T | undefined)[][] = [];

  /** Undefined where nothing was put. */
  get(at: number): T | undefined {
    return this.#pages[at >>> PAGE_BITS]?.[at & (PAGE - 1)];
  }

  /** `at`: from 0, below 2^31. */
  set(at: number, value: T): void {
    const number = at >>> PAGE_BITS;
    let page = this.#pages[number];
    if (page === undefined) {
      while (this.#pages.length < number) this.#pages.push([]);
      page = [];
      this.#pages[number] = page;
    }
    const place = at & (PAGE - 1);
    while (page.length < place) page.push(undefined);
    page[place] = value;
  }
}
