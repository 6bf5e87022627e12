// What people install: the packed package in an empty folder, with nothing of this checkout in reach.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, plainText } from '../e2e/person.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);
/** The Node.js that runs this test comes first, as it does for whoever installed one that is new enough. */
const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;

type Shown = {
  readonly link: string;
  readonly page: string;
  readonly mails: readonly { readonly subject: string; readonly result: string; readonly id: string }[];
};

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}

describe('the package, installed globally', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-package-'));
  const program = join(folder, 'bin/sekisho');
  let files: readonly string[] = [];

  beforeAll(async () => {
    // Without its scripts: dist/ is built already, and other tests run from it.
    const npm = (...words: string[]) => execute('npm', words, { cwd: ROOT, env: { ...process.env, PATH } });
    const packed = await npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    // npm 11 answers a list, npm 12 an object by the package's name.
    const [{ filename, files: inside }] = Object.values(JSON.parse(packed.stdout)) as [
      { filename: string; files: { path: string }[] },
    ];
    files = inside.map(({ path }) => path);
    await npm(
      ...['install', '--global', '--prefix', folder, '--prefer-offline', '--no-fund', '--no-audit'],
      join(folder, filename),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what its guides name, and nothing of the tests', () => {
    expect(files).toEqual(
      expect.arrayContaining(['dist/main.js', 'dist/docs/ja/operation.md', 'config/sekisho.yaml', 'LICENSE']),
    );
    expect(files.filter((path) => !/^(dist|config|docker)\/|^[\w.]+$/.test(path))).toEqual([]);
  });

  it('shows the demo, where a held mail is released over HTTP', async () => {
    const child = spawn(program, ['demo', '--json'], { cwd: folder, env: { PATH, TMPDIR: folder } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { link, page, mails } = JSON.parse(await firstLine(child)) as Shown;
    const { id } = mails.find(({ result }) => result === 'held') ?? expect.fail('nothing is held');
    const admin = openBrowser(page);
    await admin.get(link);
    const password = 'correct horse battery';
    await admin.press(new URL(link).pathname, { name: 'admin', password, password2: password });
    await admin.get(`/held/${id}`);
    const answer = await admin.press(`/held/${id}/decision`, { decision: 'release', comment: '' });
    expect({ status: answer.status, text: plainText(answer.text) }).toEqual({
      status: 200,
      text: expect.stringContaining('Released by admin'),
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
