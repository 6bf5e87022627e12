// The version of this program, as its package says.

import { readFileSync } from 'node:fs';
import { fileOf } from './program-files.ts';

export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(fileOf('../package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}
