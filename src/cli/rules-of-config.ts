// The organisation of a configuration file and the policy in force under it, with the people of its directory, for
// commands that judge mail without serving.

import type { LoadedConfig } from '../config/load-config.ts';
import type { People } from '../guard/people.ts';
import type { Rules } from '../guard/policy.ts';
import { callerPath } from './caller-path.ts';
import { Problem } from './explain-error.ts';
import { type PolicyUsed, tellUsed } from './policy-in-force.ts';

export type Configured = {
  readonly rules: Rules;
  readonly used: PolicyUsed;
  /** Where a setting of the policy was written: `policy.yaml:3:5`, `policy version 7:3:5`, the name of a variable, or `default`. */
  readonly sourceOf: (setting: string) => string;
};

/** As the relay has them when it starts: the file as it is now, what a directory server said when it was last asked. */
async function peopleOf(file: string, { config }: LoadedConfig): Promise<People> {
  const [{ directorySettingsOf }, { joinStored, sourcesOf }, { readPeopleFile }, { withStore }] =
    await Promise.all([
      import('../config/directory-settings.ts'),
      import('../directory/sync.ts'),
      import('../directory/people-file.ts'),
      import('./with-store.ts'),
    ]);
  const settings = directorySettingsOf(config);
  const asksServer = sourcesOf(settings).includes('ldap');
  const stored = asksServer ? await withStore({ config: file }, ({ store }) => store.readDirectory()) : [];
  const fromServer = stored.filter(({ source }) => source === 'ldap');
  if (asksServer && fromServer.length === 0)
    throw new Problem('the directory server was never read: `sekisho directory sync` does it');
  if (settings.file === null) return joinStored(fromServer, settings);
  const fromFile = { source: 'file' as const, syncedAt: '', rows: readPeopleFile(settings.file) };
  return joinStored([...fromServer, fromFile], settings);
}

/** Null when no file was named. Throws ConfigError, DirectoryError or Problem, which the program prints. */
export async function configured(file: string | undefined): Promise<Configured | null> {
  if (file === undefined) return null;
  const { placeText } = await import('../config/problems.ts');
  const { readInForce } = await import('./policy-in-force.ts');
  const { loaded, used } = await readInForce({ config: callerPath(file) });
  const { organization, policy, directory } = loaded.config;
  const hasDirectory = directory.file !== null || directory.ldap !== null;
  return {
    used,
    rules: { organization, policy, ...(hasDirectory ? { people: await peopleOf(file, loaded) } : {}) },
    sourceOf: (setting) => {
      const { origins } = loaded.tree;
      const origin = origins.get(`${setting}.action`) ?? origins.get(setting);
      return origin === undefined ? 'default' : placeText(origin.value);
    },
  };
}

/** For `replay`, whose lines have no room for it: which version of the pages it was goes to stderr. */
export async function configuredRules(file: string | undefined): Promise<Rules | null> {
  const given = await configured(file);
  if (given !== null) tellUsed(given.used);
  return given?.rules ?? null;
}
