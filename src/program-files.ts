// Where the program's own files lie. Of the built program every script lies in dist/ itself, each with the libraries it
// uses; documents and styles lie in folders as in src/. In the source every file lies in its room.

const IS_BUILT = !import.meta.url.endsWith('.ts');

/** A file that is read, by its path below src/, such as `web/assets/base.css`. */
export const fileOf = (path: string): URL => new URL(path, import.meta.url);

/** What runs in a thread or process of its own, by its path below src/ without an ending. */
export const PROGRAMS = {
  pdf: 'attachment/pdf-program',
  reader: 'relay/reader-worker',
  repair: 'relay/repair-worker',
  sqlite: 'store/sqlite-thread',
} as const;

export const programOf = (name: keyof typeof PROGRAMS): URL =>
  IS_BUILT ? fileOf(`${name}-program.js`) : fileOf(`${PROGRAMS[name]}.ts`);
