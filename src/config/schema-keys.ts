// Which keys the schema knows at a place: for suggestions, and to read the names of environment variables.

import { z } from 'zod';
import type { Path } from './problems.ts';

/** The schema without its wrappers: what is written, before defaults and units. */
export function coreOf(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return coreOf(schema.in);
  const isWrapper =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional;
  return isWrapper ? coreOf(schema.unwrap()) : schema;
}

/** The schema of the value at `path`, without wrappers; null when there is none. */
export function schemaAt(schema: unknown, path: Path): unknown {
  const core = coreOf(schema);
  const [first, ...rest] = path;
  if (first === undefined) return core;
  if (core instanceof z.ZodObject) return schemaAt(core.shape[first] ?? null, rest);
  if (core instanceof z.ZodArray) return schemaAt(core.element, rest);
  return null;
}

/** The keys of the mapping at `path`; empty when it is none. */
export function keysAt(schema: unknown, path: Path): readonly string[] {
  const core = schemaAt(schema, path);
  return core instanceof z.ZodObject ? Object.keys(core.shape) : [];
}
