// Builds dist/ from src/: each program in one file with the libraries it uses (a thousand files took two seconds of every
// start), documents and styles copied, the notices of the libraries beside them; and the JSON Schemas that editors read
// beside the files under config/. Run by `npm ci` (prepare) and `npm test`.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { PROGRAMS } from './program-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the program reads, below src/; and what a licence asks to go with it. */
const READ = ['docs', 'web/assets', 'guard/personal/NOTICE.md'];

async function buildProgram(): Promise<void> {
  rmSync(`${root}/dist`, { recursive: true, force: true });
  const programs = Object.entries(PROGRAMS).map(([name, path]) => [`${name}-program`, `src/${path}.ts`]);
  const notices = await bundle({ main: 'src/main.ts', ...Object.fromEntries(programs) }, `${root}/dist`);
  writeFileSync(`${root}/dist/THIRD-PARTY.txt`, notices);
  for (const path of READ) {
    cpSync(`${root}/src/${path}`, `${root}/dist/${path}`, {
      recursive: true,
      filter: (from) => !from.endsWith('.ts'),
    });
  }
}

/** Always of this version: they are made here and not kept in the repository. */
function writeSchema(file: string, words: readonly string[]): void {
  const made = spawnSync(process.execPath, [`${root}/dist/main.js`, 'config', 'schema', ...words]);
  if (made.status !== 0) throw new Error(`no ${file}: ${made.stderr}`);
  mkdirSync(`${root}/config`, { recursive: true });
  writeFileSync(`${root}/config/${file}`, made.stdout);
}

await buildProgram();
writeSchema('sekisho.schema.json', []);
writeSchema('policy.schema.json', ['--policy']);
