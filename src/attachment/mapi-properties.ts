// The property list of a TNEF container ([MS-OXTNEF] §2.1.3.4): type, number, perhaps a name, then the value. Values
// are looked up by number.

import { viewOf } from './octets.ts';
import { decodeText } from './text-decoding.ts';
import { Unreadable } from './unreadable.ts';

export type MapiValues = {
  /** Empty when absent. */
  text(id: number): string;
  binary(id: number): Uint8Array | null;
  /** An attached object, without the 16 octets of its interface id. */
  object(id: number): Uint8Array | null;
};

/** Octets of the types of fixed size, filled up to four. */
const FIXED: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const STRING8 = 0x1e;
const UNICODE = 0x1f;
const OBJECT = 0x0d;
const BINARY = 0x102;
const MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;
const INTERFACE_ID_OCTETS = 16;

const damaged = (): Unreadable => new Unreadable('damaged-file', 'the properties of the item are damaged');
const toFour = (size: number): number => Math.ceil(size / 4) * 4;

class Cursor {
  #at = 0;
  readonly #octets: Uint8Array;
  readonly #view: DataView;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
    this.#view = viewOf(octets);
  }

  take(size: number): Uint8Array {
    if (this.#at + size > this.#octets.length) throw damaged();
    const taken = this.#octets.subarray(this.#at, this.#at + size);
    this.#at += Math.min(toFour(size), this.#octets.length - this.#at);
    return taken;
  }

  uint32(): number {
    const at = this.#at;
    this.take(4);
    return this.#view.getUint32(at, true);
  }
}

/** A property beyond 0x8000 has a name: a set, a kind, and a number or a string. */
function skipName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.uint32() === 0) cursor.take(4);
  else cursor.take(cursor.uint32());
}

function readValue(cursor: Cursor, type: number): Uint8Array {
  const fixed = FIXED[type & ~MULTIPLE];
  const isMultiple = (type & MULTIPLE) !== 0;
  if (fixed !== undefined) return cursor.take(fixed * (isMultiple ? cursor.uint32() : 1));
  if (![STRING8, UNICODE, OBJECT, BINARY].includes(type & ~MULTIPLE)) throw damaged();
  let first: Uint8Array | undefined;
  for (let left = cursor.uint32(); left > 0; left -= 1) {
    const value = cursor.take(cursor.uint32());
    first ??= value;
  }
  return first ?? new Uint8Array();
}

type Value = { readonly type: number; readonly octets: Uint8Array };

function toText({ type, octets }: Value): string {
  const text = type === UNICODE ? new TextDecoder('utf-16le').decode(octets) : null;
  const end = octets.indexOf(0);
  return (text ?? decodeText(end < 0 ? octets : octets.subarray(0, end)) ?? '').replace(/\0+$/, '');
}

/** Throws Unreadable `damaged-file`. */
export function readMapiProperties(octets: Uint8Array): MapiValues {
  const cursor = new Cursor(octets);
  const values = new Map<number, Value>();
  for (let left = cursor.uint32(); left > 0; left -= 1) {
    const tag = cursor.uint32();
    const type = tag & 0xffff;
    const id = tag >>> 16;
    if (id >= FIRST_NAMED) skipName(cursor);
    values.set(id, { type, octets: readValue(cursor, type) });
  }
  const find = (id: number, types: readonly number[]): Value | null => {
    const value = values.get(id);
    return value !== undefined && types.includes(value.type) ? value : null;
  };
  return {
    text: (id) => {
      const value = find(id, [STRING8, UNICODE]);
      return value === null ? '' : toText(value);
    },
    binary: (id) => find(id, [BINARY])?.octets ?? null,
    object: (id) => find(id, [OBJECT])?.octets.subarray(INTERFACE_ID_OCTETS) ?? null,
  };
}
