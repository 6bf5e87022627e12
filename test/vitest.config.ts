import { accessSync, constants, statfsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { threadsInFewFiles } from './threads.ts';

// The threads and programs that tests start load the same source over and over: Node keeps it compiled.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url));

const MEMORY = '/dev/shm';
const ROOM = 4 << 30;

/** Tests wait for the disk at every commit; what a disk must keep is proved by tests that bring their own. */
function hasMemoryDisk(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}
if (hasMemoryDisk()) process.env.TMPDIR ??= MEMORY;

export default defineConfig(async () => ({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [await threadsInFewFiles()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/store/postgres-for-all.ts',
    pool: 'forks',
    // Loading what all files use once for each of them took a third of the time of a run.
    isolate: false,
    // A file that waits for a lease, a lookup or a browser leaves its core to another.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
}));
