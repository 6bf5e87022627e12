// The configuration with the policy that the relays judge by: its own, or, where it leaves that to the pages, what was
// applied there last. For commands that judge, try or show a policy; they say which one it was.

import { existsSync } from 'node:fs';
import type { ConfigSource, LoadedConfig } from '../config/load-config.ts';
import { callerFolder } from './caller-path.ts';
import { SQLITE, withStore } from './with-store.ts';

export type PolicyUsed = {
  readonly from: 'built-in' | 'config' | 'pages';
  /** Of the pages; null: elsewhere there are none. */
  readonly version: number | null;
};

export const BUILT_IN: PolicyUsed = { from: 'built-in', version: null };
const CONFIG: PolicyUsed = { from: 'config', version: null };

export type InForce = {
  readonly loaded: LoadedConfig;
  readonly used: PolicyUsed;
  /** How the same is read once more, with other variables of the environment over it. */
  readonly source: ConfigSource;
};

export function usedText({ from, version }: PolicyUsed, file: string | null = null): string {
  if (from === 'pages') return `policy: version ${version}, applied on the pages`;
  return `policy: ${file ?? 'of the configuration'}`;
}

/** The last line of a judgement; where no configuration was named there is nothing to say. */
export function usedLines(used: PolicyUsed, file: string | undefined): readonly string[] {
  return used.from === 'built-in' ? [] : [usedText(used, file)];
}

/** Beside an output whose shape leaves no room for it; a policy of the configuration needs no word. */
export function tellUsed(used: PolicyUsed): void {
  if (used.from === 'pages') process.stderr.write(`${usedText(used)}\n`);
}

/** Throws ConfigError, or Error when what was applied no longer fits the configuration. */
export async function readInForce({ config }: { readonly config?: string | undefined }): Promise<InForce> {
  const [{ readConfig }, { storageOf }] = await Promise.all([
    import('../config/load-config.ts'),
    import('../config/secrets.ts'),
  ]);
  const source: ConfigSource = { file: config ?? null, env: process.env, cwd: callerFolder() };
  const loaded = readConfig(source);
  const ofConfig = { loaded, used: CONFIG, source };
  if (loaded.config.policyFrom !== 'pages') return ofConfig;
  const { url } = storageOf(loaded);
  // Before the first start nobody can have applied anything.
  if (url.startsWith(SQLITE) && !existsSync(url.slice(SQLITE.length))) return ofConfig;
  const [{ findApplied }, { parsePolicy }, { withoutSection }] = await Promise.all([
    import('../relay/live-policy.ts'),
    import('../config/parse-policy.ts'),
    import('../config/environment.ts'),
  ]);
  const parse = (yaml: string) => parsePolicy(loaded.config, yaml);
  const applied = await withStore({ ...(config === undefined ? {} : { config }) }, ({ store }) =>
    findApplied({ store }, { isOnPages: true, parse }),
  );
  if (applied === null) return ofConfig;
  const policy = { text: applied.yaml, name: `policy version ${applied.n}` };
  const ofPages: ConfigSource = { ...source, env: withoutSection(source.env, 'policy'), policy };
  return { loaded: readConfig(ofPages), used: { from: 'pages', version: applied.n }, source: ofPages };
}
