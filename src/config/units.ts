// Sizes, spans of time and listening addresses as a person writes them: `50MiB`, `30d`, `127.0.0.1:2525`. Codecs, so
// that `config show` can write back what was read. Used by schema.ts only.

import { z } from 'zod';

const OCTETS = { GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 } as const;
const DAY_MS = 86_400_000;
/** A year is 365 days: these are limits, not anniversaries. */
const MS = { y: 365 * DAY_MS, d: DAY_MS, h: 3_600_000, m: 60_000, s: 1000 } as const;

/** A text of one form; whatever else is given, `error` says what is expected. */
const text = (form: RegExp, error: string) => z.string({ error }).regex(form, { error, abort: true });

function decodeWith(units: Readonly<Record<string, number>>, text: string): number {
  const [, count = '', unit = ''] = /^(\d+) ?([A-Za-z]+)$/.exec(text) ?? [];
  return Number(count) * (units[unit] ?? Number.NaN);
}

/** In the largest unit that leaves no rest. */
function encodeWith(units: Readonly<Record<string, number>>, value: number): string {
  const fits = Object.entries(units).find(([, size]) => value % size === 0 && value >= size);
  const [unit, size] = fits ?? Object.entries(units).at(-1) ?? ['', 1];
  return `${value / size}${unit}`;
}

/** Octets. */
export const size = z.codec(
  text(/^[1-9]\d{0,11} ?(B|KiB|MiB|GiB)$/, 'expected a size such as 50MiB (B, KiB, MiB, GiB)'),
  z.number(),
  { decode: (text) => decodeWith(OCTETS, text), encode: (octets) => encodeWith(OCTETS, octets) },
);

/** Milliseconds. */
export const duration = z.codec(
  text(/^[1-9]\d{0,5} ?[smhdy]$/, 'expected a span of time such as 30d (s, m, h, d, y)'),
  z.number(),
  { decode: (text) => decodeWith(MS, text), encode: (ms) => encodeWith(MS, ms) },
);

export type Endpoint = { readonly host: string; readonly port: number };

function decodeEndpoint(text: string): Endpoint {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(colon + 1)) };
}

/** The address as it stands in a URL or before a port. */
export function endpointText({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where to listen; port 0 is any free one. */
export const endpoint = z.codec(
  text(
    /^([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}$/,
    'expected an address and a port such as 127.0.0.1:2525',
  ).refine((text) => decodeEndpoint(text).port < 65_536, 'a port is at most 65535'),
  z.object({ host: z.string(), port: z.number() }),
  { decode: decodeEndpoint, encode: endpointText },
);
