// Reads a small file that a person named, or says in words why it cannot be read.

import { readFileSync } from 'node:fs';

export type TextRead =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string };

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};

export function readText(path: string): TextRead {
  try {
    return { kind: 'read', text: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { kind: 'failed', reason: REASONS[code] ?? String(error) };
  }
}
