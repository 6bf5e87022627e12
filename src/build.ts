// Builds dist/ from src/: types stripped by tsc, data and documents copied. Run by `npm ci` (prepare) and `npm test`.

import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
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
