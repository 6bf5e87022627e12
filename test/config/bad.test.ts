// A wrong configuration is no start: every folder under bad/ is one, with what must be said about it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertPeopleFile } from '../../src/config/directory-settings.ts';
import { ConfigError, readConfig } from '../../src/config/load-config.ts';
import { assertFilesReadable } from '../../src/config/secrets.ts';

const BAD = join(import.meta.dirname, 'bad');

/** Lines of NAME=VALUE. */
function readEnv(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** What a person is told; the folder's own path is left out of it. */
function complaint(folder: string): string {
  try {
    const env = readEnv(join(folder, 'env'));
    const loaded = readConfig({ file: 'config.yaml', env, cwd: folder });
    assertFilesReadable(loaded);
    assertPeopleFile(loaded);
    return 'nothing';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.replaceAll(folder, '.');
  }
}

describe('a wrong configuration', () => {
  for (const name of readdirSync(BAD)) {
    it(`is refused with file, line and column: ${name}`, async () => {
      await expect(`${complaint(join(BAD, name))}\n`).toMatchFileSnapshot(join(BAD, name, 'expected.txt'));
    });
  }

  it('says what to write when there is none at all', () => {
    const read = () => readConfig({ file: null, env: {}, cwd: BAD });
    expect(read).toThrow(/no configuration in .*\n[\s\S]*organization: { domains: \[corp\.example\] }/);
  });
});
