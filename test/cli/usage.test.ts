// How the command line behaves: exit codes, help, JSON everywhere, sentences instead of stacks.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { examplesOf } from '../../src/cli/examples.ts';
import { createProgram } from '../../src/cli/program.ts';
import { freshFolder, run } from './run.ts';
import { runHere } from './run-here.ts';

function leaves(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

const nameOf = (command: Command): string =>
  command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim();

describe('every command', () => {
  it('is one of the contract', async () => {
    const names = leaves(await createProgram(undefined)).map(nameOf);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['serve', 'demo', 'check', 'replay', 'inspect', 'trace', 'help'],
        ...['list', 'show', 'release', 'return', 'withdraw', 'escalate', 'repair'].map(
          (verb) => `held ${verb}`,
        ),
        ...['check', 'show', 'schema', 'explain'].map((verb) => `config ${verb}`),
        ...[
          ...['mbox', 'maildir', 'csv', 'maillog', 'imap'].map((source) => `history import ${source}`),
          'audit verify',
          'audit export',
          'user add',
          'user reset',
          'user token add',
          'user token list',
          'user token revoke',
        ],
      ]),
    );
  });

  it('has a description and --json', async () => {
    for (const command of leaves(await createProgram(undefined))) {
      const flags = command.options.map(({ long }) => long);
      expect([nameOf(command), flags]).toEqual([nameOf(command), expect.arrayContaining(['--json'])]);
      expect([nameOf(command), command.description()]).not.toEqual([nameOf(command), '']);
    }
  });
});

describe('the guide to operation', () => {
  it.each(['en', 'ja'])('names every command (%s)', async (language) => {
    const path = new URL(`../../src/docs/${language}/operation.md`, import.meta.url);
    const guide = readFileSync(path, 'utf8');
    const { commands } = await createProgram(undefined);
    const isNamed = (command: Command) => guide.includes(`\`sekisho ${command.name()}`);
    expect(commands.filter((command) => !isNamed(command)).map(nameOf)).toEqual([]);
  });
});

describe('the help of every command', () => {
  it('ends with examples, which are command lines that it takes', async () => {
    const program = await createProgram(undefined);
    for (const command of leaves(program)) {
      const name = nameOf(command);
      const examples = examplesOf(name);
      expect([name, examples.length]).not.toEqual([name, 0]);
      for (const line of examples) {
        expect([line, line.startsWith(name)]).toEqual([line, true]);
        const flags = line.match(/(?<= )--[a-z-]+/g) ?? [];
        const known = [...command.options, ...(command.parent?.options ?? [])].map(({ long }) => long);
        expect([line, flags.filter((flag) => !known.includes(flag))]).toEqual([line, []]);
      }
    }
  });
});

const ID = `m-${'0'.repeat(26)}`;

const CASES: readonly (readonly [words: string, code: number, out: RegExp, err: RegExp])[] = [
  ['', 2, /^$/, /Usage: sekisho/],
  ['--help', 0, /Commands:\n {2}serve/, /^$/],
  ['--version', 0, /^\d+\.\d+\.\d+\n$/, /^$/],
  ['help', 0, /Guides: .*checks/, /^$/],
  ['help doctor', 0, /Examples:\n {2}sekisho doctor\n/, /^$/],
  ['doctor --help', 0, /Examples:\n {2}sekisho doctor\n/, /^$/],
  ['help held', 0, /release \[options\] <id>/, /^$/],
  ['help checks', 0, /^# Checks/, /^$/],
  ['help cheks', 2, /^$/, /no help on "cheks"; did you mean "checks"\?\n$/],
  ['frobnicate', 2, /^$/, /unknown command/],
  ['held lst', 2, /^$/, /unknown command 'lst'/],
  ['config check --nope', 2, /^$/, /unknown option '--nope'/],
  ['config explain', 2, /^$/, /missing required argument 'check'/],
  ['config explain first-contct', 2, /^$/, /did you mean "first-contact"\?\n$/],
  ['config check', 0, /^sekisho\.yaml: fine\n/, /^$/],
  ['config check --config nowhere.yaml', 1, /cannot read nowhere\.yaml: there is no such file/, /^$/],
  [
    'config check --config nowhere.yaml --json',
    1,
    /^\{"ok":false,"problems":\[\{"file":"nowhere\.yaml"/,
    /^$/,
  ],
  ['config explain first-contact', 0, /holdOn\s+"domain-with-content"\s+default/, /^$/],
  ['config schema', 0, /"\$schema": "https:\/\/json-schema\.org/, /^$/],
  ['held list', 1, /^$/, /^there is no data yet: .*sekisho\.db is made at the first start\n$/],
  [`held show ${ID}`, 1, /^$/, /no data yet/],
  ['held show 7', 2, /^$/, /"7" is not the id of a mail/],
  ['trace a@corp.example --last many', 2, /^$/, /'many' is invalid.*whole number from 1/],
  ['serve --only mail', 2, /^$/, /Allowed choices are smtp, courier, web/],
  ['history import csv x.csv --columns date=Date', 2, /^$/, /--columns needs date= and from=\n$/],
  ['history import mbox nowhere.mbox', 1, /^$/, /^there is no such file: .*nowhere\.mbox\n$/],
  ['user add "a b"', 2, /^$/, /a name is 1 to 64 letters/],
];

describe('a command line', () => {
  it.each(CASES)('%s ends with %i', async (words, code, out, err) => {
    const parts = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    const ran = await runHere(parts, { cwd: freshFolder() });
    expect(ran).toEqual({ code, stdout: expect.stringMatching(out), stderr: expect.stringMatching(err) });
  });

  it('shows a guide in the caller’s language', async () => {
    const { stdout } = await runHere(['help', 'checks'], {
      cwd: freshFolder(),
      env: { LANG: 'ja_JP.UTF-8' },
    });
    expect(stdout).toMatch(/^# 検査/);
  });

  it('needs no colours where there is no terminal', async () => {
    const { stdout } = await run(['config', 'show', '--sources'], { cwd: freshFolder() });
    expect(stdout).not.toContain('\u001b');
  });

  it('reads paths from where npm was called', async () => {
    const cwd = freshFolder();
    const root = join(import.meta.dirname, '../..');
    const env = { INIT_CWD: cwd, npm_package_json: join(root, 'package.json') };
    expect((await run(['config', 'check'], { cwd: root, env })).stdout).toMatch(/^sekisho\.yaml: fine\n/);
    const below = join(cwd, 'below');
    mkdirSync(below);
    expect((await run(['config', 'check'], { cwd: below, env })).code).toBe(1);
  });
});

describe('an old Node.js', () => {
  it('is told what is needed before anything is loaded', async () => {
    const versions = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"16.20.2"}})';
    const ran = await run(['config', 'check'], {
      nodeOptions: ['--import', `data:text/javascript,${versions}`],
    });
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^sekisho needs Node\.js 24 or later; this is 16\.20\.2 .*\n.*"npm ci"/),
    });
  });
});
