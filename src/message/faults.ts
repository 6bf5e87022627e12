// Collects the reasons why a mail could not be read as every reader may read it. One list per mail or mail inside a
// mail; filled by the files of this folder as they read.

import type { Fault } from '../guard/facts.ts';

const MAX_FAULTS = 50;
const MAX_DETAIL = 80;

/** Says what is wrong; the place is known by whoever made it. */
export type Report = (code: string, detail: string) => void;

export class FaultList {
  readonly #prefix: string;
  readonly #list: Fault[] = [];

  /** `prefix` goes before every place: empty, or the path of the mail that is read. */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  /** What is reported through it gets this place. */
  at(where: string): Report {
    return (code, detail) => this.#add({ code, where: `${this.#prefix}${where}`, detail });
  }

  #add(fault: Fault): void {
    const known = this.#list.some(({ code, where }) => code === fault.code && where === fault.where);
    if (known || this.#list.length >= MAX_FAULTS) return;
    this.#list.push({ ...fault, detail: fault.detail.slice(0, MAX_DETAIL) });
  }

  get all(): readonly Fault[] {
    return this.#list;
  }
}
