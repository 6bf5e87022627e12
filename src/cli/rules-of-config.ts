// The organisation and policy of a configuration file, for commands that judge mail without serving.

import type { Rules } from '../guard/policy.ts';
import { callerPath } from './caller-path.ts';

export type Configured = {
  readonly rules: Rules;
  /** Where a setting of the policy was written: `policy.yaml:3:5`, the name of a variable, or `default`. */
  readonly sourceOf: (setting: string) => string;
};

/** Null when no file was named. Throws ConfigError, which the program prints. */
export async function configured(file: string | undefined): Promise<Configured | null> {
  if (file === undefined) return null;
  const { readConfig } = await import('../config/load-config.ts');
  const { placeText } = await import('../config/problems.ts');
  const { config, tree } = readConfig({ file: callerPath(file), env: process.env, cwd: process.cwd() });
  const { organization, policy } = config;
  return {
    rules: { organization, policy },
    sourceOf: (setting) => {
      const origin = tree.origins.get(`${setting}.action`) ?? tree.origins.get(setting);
      return origin === undefined ? 'default' : placeText(origin.value);
    },
  };
}

export async function configuredRules(file: string | undefined): Promise<Rules | null> {
  return (await configured(file))?.rules ?? null;
}
