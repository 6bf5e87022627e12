// Makes a screenshot of Chromium small: 256 colours are enough for a page, and zlib can pack harder than a browser in a
// hurry. Reads and writes only what that needs (8-bit RGB in, palette out; PNG specification, third edition).

import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const CHANNELS = 3;
const COLOURS = 256;

type Pixels = { readonly width: number; readonly height: number; readonly rgb: Buffer };

function chunksOf(png: Buffer): Map<string, Buffer[]> {
  const chunks = new Map<string, Buffer[]>();
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return chunks;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

const PREDICT: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function decode(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.get('IHDR')?.[0];
  if (header === undefined || header[8] !== 8 || header[9] !== 2) throw new Error('not an 8-bit RGB picture');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(Buffer.concat(chunks.get('IDAT') ?? []));
  const stride = width * CHANNELS;
  const rgb = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const predict = PREDICT[lines[y * (stride + 1)] ?? 0] ?? (() => 0);
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= CHANNELS ? (rgb[at - CHANNELS] ?? 0) : 0;
      const up = y > 0 ? (rgb[at - stride] ?? 0) : 0;
      const corner = x >= CHANNELS && y > 0 ? (rgb[at - stride - CHANNELS] ?? 0) : 0;
      rgb[at] = (lines[y * (stride + 1) + 1 + x] ?? 0) + predict(left, up, corner);
    }
  }
  return { width, height, rgb };
}

function distance(a: number, b: number): number {
  const channel = (shift: number) => ((a >> shift) & 255) - ((b >> shift) & 255);
  return channel(16) ** 2 + channel(8) ** 2 + channel(0) ** 2;
}

/** Squared; below it nobody sees a difference. */
const ALIKE = 40;

/** The most frequent colours that differ to the eye, and for every other one the nearest of them. */
function paletteOf({ rgb }: Pixels): {
  readonly colours: readonly number[];
  indexOf(colour: number): number;
} {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += CHANNELS) {
    const colour = rgb.readUIntBE(at, CHANNELS);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const colours: number[] = [];
  for (const colour of byCount) {
    if (colours.length === COLOURS) break;
    if (colours.every((chosen) => distance(chosen, colour) > ALIKE)) colours.push(colour);
  }
  const known = new Map(colours.map((colour, index) => [colour, index]));
  const nearest = (colour: number) =>
    colours.reduce(
      (best, candidate, n) => (distance(candidate, colour) < distance(colours[best] ?? 0, colour) ? n : best),
      0,
    );
  return {
    colours,
    indexOf(colour) {
      const index = known.get(colour) ?? nearest(colour);
      known.set(colour, index);
      return index;
    },
  };
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function makeSmall(png: Buffer): Buffer {
  const pixels = decode(png);
  const { width, height, rgb } = pixels;
  const { colours, indexOf } = paletteOf(pixels);
  const lines = Buffer.alloc((width + 1) * height);
  for (let n = 0; n < width * height; n += 1) {
    lines[n + Math.floor(n / width) + 1] = indexOf(rgb.readUIntBE(n * CHANNELS, CHANNELS));
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const palette = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const packed = deflateSync(lines, { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
