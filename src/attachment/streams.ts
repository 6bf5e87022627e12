// The streams of an OLE2 container by their paths, and the part of them that lies within one storage: an object
// embedded in a document is a container of its own.

import type { CfbEntry } from './cfb.ts';
import type { Findings, Source } from './findings.ts';

export type Streams = {
  readonly entries: readonly CfbEntry[];
  has(path: string): boolean;
  /** Empty when absent. Throws Unreadable when the chain of its sectors is broken. */
  octets(path: string): Uint8Array;
};

/** Reads the streams of one kind of container. */
export type ReadStreams = (streams: Streams, source: Source, found: Findings) => void;

export function toStreams(entries: readonly CfbEntry[]): Streams {
  const byPath = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]));
  return {
    entries,
    has: (path) => byPath.has(path.toLowerCase()),
    octets: (path) => byPath.get(path.toLowerCase())?.read() ?? new Uint8Array(),
  };
}

/** What lies in the storage of that path, with paths that start there. */
export function within(streams: Streams, storage: string): Streams {
  const prefix = `${storage}/`;
  const inside = streams.entries.filter(({ path }) => path.startsWith(prefix));
  return toStreams(inside.map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) })));
}
