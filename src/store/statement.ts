// Statements that are asked with every mail: their text is made once for each shape of what they are given, and only values
// go in after that. To build a query and make its text takes several times as long as SQLite needs to run it.

import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './schema.ts';

/** Runs the statement with these values. */
export type Statement<V, R> = (db: Db, values: V) => Promise<QueryResult<R>>;

type Path = readonly (string | number)[];

/** Stands where a value belongs while the text is made. */
class Place {
  readonly path: Path;

  constructor(path: Path) {
    this.path = path;
  }
}

/** Lists of other lengths make other texts; so many of the latest are kept of each statement. */
const MAX_SHAPES = 32;
/** A longer list is seldom of a length that was seen before, and its text not worth its room. */
const MAX_LIST = 32;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/**
 * How long its lists are and how many members its objects have: of a list of rows the first speaks for all. null: the text is
 * made for this once.
 */
function shapeOf(values: unknown): string | null {
  if (Array.isArray(values)) {
    const inner = values.length > MAX_LIST ? null : shapeOf(values[0]);
    return inner === null ? null : `[${values.length}${inner}]`;
  }
  if (!isObject(values)) return '';
  let shape = '{';
  for (const name in values) {
    const inner = shapeOf(values[name]);
    if (inner === null) return null;
    shape += `,${inner}`;
  }
  return `${shape}}`;
}

function placesFor(values: unknown, path: Path): unknown {
  if (Array.isArray(values)) return values.map((value, n) => placesFor(value, [...path, n]));
  if (!isObject(values)) return new Place(path);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, placesFor(value, [...path, name])]),
  );
}

function valueAt(values: unknown, { path }: Place): unknown {
  let value = values;
  for (const step of path) value = (value as Readonly<Record<string | number, unknown>>)[step];
  if (value === undefined) throw new Error(`no value of a statement at ${path.join('.')}`);
  return value;
}

/**
 * `make` builds the query from `values`, which are lists and plain objects of values, none of them undefined. It may only pass
 * on what stands in them: while the text is made something else stands there. How long a list is it may ask.
 */
export function statement<V, R>(make: (db: Db, values: V) => Compilable<R>): Statement<V, R> {
  // By the adapter of the database: its text differs.
  const made = new WeakMap<object, Map<string, CompiledQuery<R>>>();
  const madeFor = (db: Db, shape: string, values: V): CompiledQuery<R> => {
    const { adapter } = db.getExecutor();
    const known = made.get(adapter) ?? new Map<string, CompiledQuery<R>>();
    made.set(adapter, known);
    const query = known.get(shape) ?? make(db, placesFor(values, []) as V).compile();
    known.set(shape, query);
    const [oldest] = known.keys();
    if (known.size > MAX_SHAPES && oldest !== undefined) known.delete(oldest);
    return query;
  };
  return (db, values) => {
    const shape = shapeOf(values);
    if (shape === null) return db.executeQuery<R>(make(db, values));
    const query = madeFor(db, shape, values);
    const parameters = query.parameters.map((given) =>
      given instanceof Place ? valueAt(values, given) : given,
    );
    return db.executeQuery<R>({ ...query, parameters });
  };
}
