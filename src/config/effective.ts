// The configuration as it holds, defaults included, written as it would be in a file; and where each value comes from.
// Secrets are masked. For `config show` and `config explain`.

import { z } from 'zod';
import { originOf } from './config-tree.ts';
import type { LoadedConfig } from './load-config.ts';
import { type Path, pathText, placeText } from './problems.ts';
import { configSchema, SECRET_KEYS } from './schema.ts';

export type EffectiveValue = {
  readonly path: string;
  readonly value: unknown;
  /** `sekisho.yaml:3:11`, the name of a variable, or `default`. */
  readonly source: string;
};

const MASK = '***';

function isSecret(path: Path): boolean {
  return SECRET_KEYS.includes(path.map((key) => (typeof key === 'number' ? '*' : key)).join('.'));
}

/** A URL loses its password, every other secret is masked whole. */
function masked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /^\w+:/.test(value) ? value.replace(/:\/\/([^:@/]*):[^@]*@/, `://$1:${MASK}@`) : MASK;
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists of texts and numbers are values; lists of mappings have parts. */
function isLeaf(value: unknown): boolean {
  if (!isBranch(value)) return true;
  return Array.isArray(value) ? !value.some(isBranch) : Object.keys(value).length === 0;
}

function maskSecrets(value: unknown, path: Path): unknown {
  if (isSecret(path)) return masked(value);
  if (Array.isArray(value)) return value.map((item, n) => maskSecrets(item, [...path, n]));
  if (!isBranch(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskSecrets(inner, [...path, key])]),
  );
}

/** Keys and values that could stand in a file. */
export function effectiveConfig({ config }: LoadedConfig): unknown {
  return maskSecrets(z.encode(configSchema, config), []);
}

/** One entry per value, in the order of the schema. */
export function effectiveValues(loaded: LoadedConfig): readonly EffectiveValue[] {
  const found: EffectiveValue[] = [];
  const walk = (value: unknown, path: Path): void => {
    if (isLeaf(value)) {
      const origin = originOf(loaded.tree, path);
      const source = origin === null ? 'default' : placeText(origin.value);
      found.push({ path: pathText(path), value, source });
      return;
    }
    for (const [key, inner] of Object.entries(value as object)) {
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  walk(effectiveConfig(loaded), []);
  return found;
}
