// What the pool and a reader thread say to each other. A thread that answered rubbish is as good as a dead one, so
// answers are parsed before anybody believes them.

import type { Reading, ReadingOptions } from '../message/reading.ts';

/** Reading so much is work for seconds. Its thread gives way to others then, for good, and cleans up afterwards. */
export const HEAVY_OCTETS = 2 * 1024 * 1024;

/** The octets are the thread's own, handed over, or lie in shared memory, where nobody writes while it reads. */
export type Question = {
  readonly id: number;
  readonly octets: Uint8Array;
  readonly options: ReadingOptions;
};

export type Answer =
  | { readonly kind: 'read'; readonly id: number; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string };

type Shape = 'list' | 'number' | 'object';

/** The outline of ContentFacts. Depth is not the point: a reader that keeps its program keeps its types. */
const CONTENT: readonly (readonly [string, Shape])[] = [
  ['header', 'object'],
  ['body', 'object'],
  ['files', 'list'],
  ['faults', 'list'],
  ['persons', 'number'],
  ['personalPlaces', 'list'],
  ['marks', 'list'],
];
const HEADER_LISTS = ['from', 'replyTo', 'to', 'cc', 'bcc', 'resentTo', 'references', 'forwardingFields'];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const FITS: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  list: (value) => Array.isArray(value),
  number: (value) => typeof value === 'number' && value >= 0,
  object: isRecord,
};

function parseReading(value: unknown): Reading | null {
  if (!isRecord(value) || !isRecord(value.content) || !Array.isArray(value.texts)) return null;
  const { content } = value;
  if (!CONTENT.every(([key, shape]) => FITS[shape](content[key]))) return null;
  const { header } = content;
  if (!isRecord(header) || typeof header.subject !== 'string') return null;
  return HEADER_LISTS.every((key) => Array.isArray(header[key])) ? (value as Reading) : null;
}

/** The answer to question `id`, or null when this is none. */
export function parseAnswer(message: unknown, id: number): Answer | null {
  if (!isRecord(message) || message.id !== id) return null;
  if (message.kind === 'failed') return { kind: 'failed', id, error: String(message.error) };
  const reading = message.kind === 'read' ? parseReading(message.reading) : null;
  return reading === null ? null : { kind: 'read', id, reading };
}
