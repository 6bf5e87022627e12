// The organisation and policy of a configuration file, for commands that judge mail without serving.

import type { Rules } from '../guard/policy.ts';
import { callerPath } from './caller-path.ts';

/** Null when no file was named. Throws ConfigError, which the program prints. */
export async function configuredRules(file: string | undefined): Promise<Rules | null> {
  if (file === undefined) return null;
  const { loadConfig } = await import('../config/load-config.ts');
  const { organization, policy } = loadConfig({
    file: callerPath(file),
    env: process.env,
    cwd: process.cwd(),
  });
  return { organization, policy };
}
