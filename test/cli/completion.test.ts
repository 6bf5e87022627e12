// The completion scripts, asked by the shells themselves.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { runHere } from './run-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-completion-'));
const fileOf = (shell: string) => join(folder, `sekisho.${shell}`);

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runHere(['completion', shell], { cwd: folder });
    expect(code).toBe(0);
    writeFileSync(fileOf(shell), stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ask(shell: string, script: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, ['-c', script], { encoding: 'utf8', cwd: folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** What may come after the words of a line; the last one may be begun. */
const SHELLS: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) =>
    ask(
      'bash',
      `source ${fileOf('bash')}; COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${words.length - 1}; _sekisho; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  zsh: (words) =>
    ask(
      'zsh',
      `compdef() { :; }; compadd() { shift; print -l -- "$@"; }; source ${fileOf('zsh')}; words=(${words.map((word) => `"${word}"`).join(' ')}); CURRENT=${words.length}; _sekisho`,
    ),
  fish: (words) =>
    ask('fish', `source ${fileOf('fish')}; complete -C "${words.join(' ')}"`).map(
      (line) => line.split('\t')[0] ?? '',
    ),
};

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  it.runIf(needs(shell))(
    'completes commands, their commands, options and the words that an option takes',
    () => {
      const next = (...words: string[]) => SHELLS[shell]?.(['sekisho', ...words]);
      expect(next('')).toEqual(expect.arrayContaining(['serve', 'held', 'doctor', 'backup']));
      expect(next('held', '')).toEqual(expect.arrayContaining(['list', 'show', 'release']));
      expect(next('held', '')).not.toContain('serve');
      expect(next('history', 'import', '')).toEqual(expect.arrayContaining(['mbox', 'csv']));
      expect(next('serve', '--only', '')).toEqual(expect.arrayContaining(['smtp', 'courier', 'web']));
      expect(next('serve', '--only', '')).toHaveLength(3);
      expect(next('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    },
  );
});
