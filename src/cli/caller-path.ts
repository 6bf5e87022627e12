// Paths on the command line are meant from where the caller stands. npm runs a script in the package's own folder and
// tells the caller's in INIT_CWD; whoever starts the program elsewhere below an npm script stands where he stands.

import { dirname, resolve } from 'node:path';

/** The caller's folder. */
export function callerFolder(): string {
  const { INIT_CWD, npm_package_json: manifest } = process.env;
  const here = process.cwd();
  const isScript = INIT_CWD !== undefined && manifest !== undefined && dirname(manifest) === here;
  return isScript ? INIT_CWD : here;
}

/** The absolute path. */
export function callerPath(path: string): string {
  return resolve(callerFolder(), path);
}
