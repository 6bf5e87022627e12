// Builds dist/ from src/: types stripped by tsc, data and documents copied; and the JSON Schemas that editors read
// beside the files under config/. Run by `npm ci` (prepare) and `npm test`.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const compiled = spawnSync(process.execPath, [tsc, '-p', `${root}/tsconfig.json`], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync(`${root}/src`, `${root}/dist`, {
  recursive: true,
  filter: (from) => !/\.tsx?$/.test(from) && !from.startsWith(`${root}/src/web/client/`),
});

/** Always of this version: they are made here and not kept in the repository. */
function writeSchema(file: string, words: readonly string[]): void {
  const made = spawnSync(process.execPath, [`${root}/dist/main.js`, 'config', 'schema', ...words]);
  if (made.status !== 0) throw new Error(`no ${file}: ${made.stderr}`);
  mkdirSync(`${root}/config`, { recursive: true });
  writeFileSync(`${root}/config/${file}`, made.stdout);
}
writeSchema('sekisho.schema.json', []);
writeSchema('policy.schema.json', ['--policy']);
