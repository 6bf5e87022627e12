// Values of a configuration before they are checked, with the place that each of them came from. A YAML file makes one;
// the policy's own file and the environment are grafted onto it.

import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { plainOf } from '../directory/yaml-value.ts';
import { ConfigError, type ConfigProblem, type Path, type Place, pathText } from './problems.ts';

/** Where a key and its value stand, and the folder against which a relative path in it is read. */
export type Origin = { readonly key: Place; readonly value: Place; readonly folder: string };

export type ConfigTree = {
  readonly value: unknown;
  readonly origins: ReadonlyMap<string, Origin>;
};

/** The origin of a value, or of what it is a part of; null when nobody gave it (a default). */
export function originOf({ origins }: ConfigTree, path: Path): Origin | null {
  return origins.get(pathText(path)) ?? null;
}

/** The place to name when the value at `path` is wrong: its own, or that of the nearest part around it. */
export function nearestPlace(tree: ConfigTree, path: Path, of: 'key' | 'value' = 'value'): Place | null {
  const own = originOf(tree, path);
  if (own !== null) return own[of];
  return path.length === 0 ? null : nearestPlace(tree, path.slice(0, -1), 'key');
}

export function valueAt(value: unknown, path: Path): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  return valueAt((value as Record<string | number, unknown>)[first], rest);
}

/** The same with `part` at `path`; maps on the way are made where there are none. */
function withValueAt(value: unknown, path: Path, part: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return part;
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  const around = isMapping ? (value as Record<string, unknown>) : {};
  return { ...around, [first]: withValueAt(around[first], rest, part) };
}

/** Puts `branch` at `path`, in the place of what was there. */
export function graft(tree: ConfigTree, path: Path, branch: ConfigTree): ConfigTree {
  const at = pathText(path);
  const isBelow = (name: string) => name === at || name.startsWith(`${at}.`) || name.startsWith(`${at}[`);
  const kept = [...tree.origins].filter(([name]) => !isBelow(name));
  const joined = (name: string) =>
    name === '' ? at : name.startsWith('[') ? `${at}${name}` : `${at}.${name}`;
  const added = [...branch.origins].map(([name, origin]) => [joined(name), origin] as const);
  return { value: withValueAt(tree.value, path, branch.value), origins: new Map([...kept, ...added]) };
}

/** A value from one place outside any file; all its parts have that place. */
export function treeOfValue(value: unknown, origin: Origin): ConfigTree {
  const origins = new Map<string, Origin>();
  const walk = (part: unknown, path: Path): void => {
    origins.set(pathText(path), origin);
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      walk(inner, [...path, Array.isArray(part) ? Number(key) : key]);
    }
  };
  walk(value, []);
  return { value, origins };
}

type Walk = { readonly placeOf: (node: Node) => Place; readonly folder: string };

function collect(node: unknown, path: Path, key: Place, walk: Walk, origins: Map<string, Origin>): void {
  const value = node === null ? key : walk.placeOf(node as Node);
  origins.set(pathText(path), { key, value, folder: walk.folder });
  if (isMap(node)) {
    for (const { key: name, value: inner } of node.items) {
      if (!isScalar(name)) continue;
      collect(inner, [...path, String(name.value)], walk.placeOf(name), walk, origins);
    }
  }
  if (isSeq(node)) {
    for (const [n, item] of node.items.entries()) {
      collect(item, [...path, n], walk.placeOf(item as Node), walk, origins);
    }
  }
}

/** Reads YAML 1.2 (JSON is a part of it). `file` is the name to show. Throws {@link ConfigError}. */
export function parseTree(text: string, file: string, folder: string): ConfigTree {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems = document.errors.map(
    ({ message, pos }): ConfigProblem => ({
      ...placeAt(pos[0]),
      path: '',
      message: `not YAML: ${message}`,
      hint: null,
    }),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  const start = placeAt(0);
  if (!isMap(document.contents)) {
    throw new ConfigError([{ ...start, path: '', message: 'expected keys and values', hint: null }]);
  }
  const origins = new Map<string, Origin>();
  const walk: Walk = { placeOf: (node) => placeAt(node.range?.[0] ?? 0), folder };
  collect(document.contents, [], start, walk, origins);
  const made = plainOf(document);
  if (made.kind === 'value') return { value: made.value, origins };
  throw new ConfigError([{ ...start, path: '', message: `not read: ${made.why}`, hint: null }]);
}
