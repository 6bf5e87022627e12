// BIFF records ([MS-XLS] §2.1.4) and the strings in them, which may run on over CONTINUE records.

import { viewOf } from './octets.ts';
import { Unreadable } from './unreadable.ts';

export type BiffRecord = {
  readonly at: number;
  readonly id: number;
  /** Its own octets, then those of each CONTINUE record behind it. */
  readonly pieces: readonly Uint8Array[];
};

const CONTINUE = 0x3c;

export function* readRecords(stream: Uint8Array, from = 0): Generator<BiffRecord> {
  const view = viewOf(stream);
  let open: { at: number; id: number; pieces: Uint8Array[] } | null = null;
  for (let at = from; at + 4 <= stream.length; ) {
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > stream.length) throw new Unreadable('damaged-file', 'a record of the workbook is cut off');
    const content = stream.subarray(at + 4, end);
    if (id === CONTINUE && open !== null) open.pieces.push(content);
    else {
      if (open !== null) yield open;
      open = { at, id, pieces: [content] };
    }
    at = end;
  }
  if (open !== null) yield open;
}

/** Reads on from piece to piece. A string that is cut at a border starts the next piece with its width again. */
export class PieceReader {
  readonly #pieces: readonly Uint8Array[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces;
  }

  get isAtEnd(): boolean {
    return this.#piece >= this.#pieces.length - 1 && this.#left() === 0;
  }

  #left(): number {
    return (this.#pieces[this.#piece]?.length ?? 0) - this.#at;
  }

  #turn(): void {
    if (this.#piece + 1 >= this.#pieces.length)
      throw new Unreadable('damaged-file', 'a string of the workbook is cut off');
    this.#piece += 1;
    this.#at = 0;
  }

  octet(): number {
    while (this.#left() <= 0) this.#turn();
    const value = this.#pieces[this.#piece]?.[this.#at] ?? 0;
    this.#at += 1;
    return value;
  }

  uint16(): number {
    return this.octet() | (this.octet() << 8);
  }

  uint32(): number {
    return (this.uint16() | (this.uint16() << 16)) >>> 0;
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) {
      if (this.#left() <= 0) this.#turn();
      const step = Math.min(left, this.#left());
      this.#at += step;
      left -= step;
    }
  }

  /** `length` characters, one or two octets each. */
  characters(length: number, isWide: boolean): string {
    let out = '';
    let wide = isWide;
    while (out.length < length) {
      if (this.#left() <= 0) {
        this.#turn();
        wide = (this.octet() & 1) === 1;
      }
      const width = wide ? 2 : 1;
      const count = Math.min(length - out.length, Math.floor(this.#left() / width));
      if (count === 0) throw new Unreadable('damaged-file', 'a string of the workbook is cut off');
      const octets =
        this.#pieces[this.#piece]?.subarray(this.#at, this.#at + count * width) ?? new Uint8Array();
      out += Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString(
        wide ? 'utf16le' : 'latin1',
      );
      this.#at += count * width;
    }
    return out;
  }

  /** XLUnicodeRichExtendedString (§2.5.293); `length` has been read. Phonetics and formats are skipped. */
  richString(length: number): string {
    const flags = this.octet();
    const runs = (flags & 8) !== 0 ? this.uint16() : 0;
    const extended = (flags & 4) !== 0 ? this.uint32() : 0;
    const text = this.characters(length, (flags & 1) !== 0);
    this.skip(runs * 4 + extended);
    return text;
  }
}

/** RK numbers: 30 bits of a double or of an integer, perhaps a hundredfold (§2.5.122). */
export function decodeRk(rk: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(4, rk & ~3, true);
  const value = (rk & 2) !== 0 ? rk >> 2 : view.getFloat64(0, true);
  return (rk & 1) !== 0 ? value / 100 : value;
}
