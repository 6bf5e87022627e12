// The organisation and policy that hold now. SIGHUP reads them anew: all or nothing, the old ones stay when the new
// ones are wrong. Everything else in the file waits for the next start.

import { isDeepStrictEqual } from 'node:util';
import type { Rules } from '../guard/policy.ts';
import { type Change, changesBetween } from './changes.ts';
import { type ConfigSource, type LoadedConfig, readConfig } from './load-config.ts';
import type { Config } from './schema.ts';

export type Reloaded = {
  /** In what holds from now on. */
  readonly changes: readonly Change[];
  /** Sections that changed but are only read at a start. */
  readonly waiting: readonly string[];
};

export type LiveRules = {
  readonly rules: () => Rules;
  /** The policy as somebody wrote it, in YAML. */
  readonly policyText: () => string;
  /** Throws ConfigError and changes nothing. */
  reload(): Reloaded;
};

const LIVE = new Set<string>(['organization', 'policy']);

const rulesOf = ({ organization, policy }: Config): Rules => ({ organization, policy });

function changedSections(before: Config, after: Config): readonly string[] {
  const sections = Object.keys(before) as (keyof Config)[];
  return sections.filter((name) => !LIVE.has(name) && !isDeepStrictEqual(before[name], after[name]));
}

export function createLiveRules(source: ConfigSource, started: LoadedConfig): LiveRules {
  let current = rulesOf(started.config);
  let text = started.policyText;
  return {
    rules: () => current,
    policyText: () => text,
    reload() {
      const { config, policyText } = readConfig({ ...source, file: started.file });
      const changes = changesBetween(current, rulesOf(config));
      current = rulesOf(config);
      text = policyText;
      return { changes, waiting: changedSections(started.config, config) };
    },
  };
}
