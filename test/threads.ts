// The programs of threads in few files, as in dist/: the tests start hundreds, and loading its several hundred modules
// anew took most of the time of each.

import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { bundle } from '../src/bundle.ts';
import { PROGRAMS } from '../src/program-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}node_modules/.cache/threads`;
const NAMER = `${ROOT}src/program-files.ts`;
/** How the source finds them. */
const NAMED = /fileOf\(`\$\{PROGRAMS\[name\]\}\.ts`\)/;

/** Built at the start of each run from the source as it is then. */
export async function threadsInFewFiles(): Promise<Plugin> {
  const programs = Object.entries(PROGRAMS).map(([name, path]) => [`${name}-program`, `src/${path}.ts`]);
  await bundle(Object.fromEntries(programs), FOLDER);
  const built = `new URL(\`\${name}-program.js\`, ${JSON.stringify(pathToFileURL(`${FOLDER}/`).href)})`;
  return {
    name: 'threads-in-few-files',
    enforce: 'pre',
    transform(code, id) {
      if (id !== NAMER) return null;
      if (!NAMED.test(code))
        throw new Error(`${NAMER} finds programs in another way than test/threads.ts knows`);
      return { code: code.replace(NAMED, built), map: null };
    },
  };
}
