// The program of a store's thread in one file: the tests open hundreds of stores, and loading its several hundred modules
// anew took most of the time of each. What the relay runs is the many files of dist/, in the tests that start it.

import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}node_modules/.cache/threads`;
const CLIENT = `${ROOT}src/store/sqlite-client.ts`;
/** How the client names the program. */
const NAMED = /new URL\(`\.\/sqlite-thread.*, import\.meta\.url\)/;

/** Built at the start of each run from the source as it is then. */
export async function threadInOneFile(): Promise<Plugin> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: `${ROOT}src/store/sqlite-thread.ts`,
      outDir: FOLDER,
      target: 'node24',
      emptyOutDir: true,
      minify: false,
    },
  });
  const built = `new URL(${JSON.stringify(pathToFileURL(`${FOLDER}/sqlite-thread.js`).href)})`;
  return {
    name: 'thread-in-one-file',
    enforce: 'pre',
    transform(code, id) {
      if (id !== CLIENT) return null;
      if (!NAMED.test(code))
        throw new Error(`${CLIENT} names its thread in another way than test/threads.ts knows`);
      return { code: code.replace(NAMED, built), map: null };
    },
  };
}
