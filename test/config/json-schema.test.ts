// The JSON Schemas that editors read are those of this version, and the files that ship name them.

import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from '../cli/run-here.ts';

const CONFIG = resolve(import.meta.dirname, '../../config');
const read = (name: string) => readFileSync(join(CONFIG, name), 'utf8');

describe('the schemas for editors', () => {
  // Written by the build; git does not keep them.
  it.each([
    ['sekisho.schema.json', ['config', 'schema']],
    ['policy.schema.json', ['config', 'schema', '--policy']],
  ])('%s is what the program writes', async (name, words) => {
    const { code, stdout } = await runHere(words, { cwd: tmpdir() });
    expect(code).toBe(0);
    expect(JSON.parse(read(name))).toEqual(JSON.parse(stdout));
  });

  it('are named in the first line of every file that ships', () => {
    for (const name of readdirSync(CONFIG).filter((one) => one.endsWith('.yaml'))) {
      const schema = name.startsWith('policy') ? 'policy' : 'sekisho';
      expect(read(name).split('\n')[0]).toBe(`# yaml-language-server: $schema=./${schema}.schema.json`);
    }
  });
});
