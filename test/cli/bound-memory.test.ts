// `serve` starts itself anew, in its own place, with bounds that are read at a start alone.

import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { removeFolder, startSekisho } from '../e2e/sekisho.ts';

it.runIf(process.platform === 'linux')(
  'serve bounds its heap and what glibc keeps, with the process id it was started with',
  async () => {
    const relay = await startSekisho({ nextHop: { host: '127.0.0.1', port: 9 } });
    onTestFinished(async () => {
      await relay.stop();
      removeFolder(relay);
    });
    const { pid } = relay.process;
    const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').split('\0');
    expect(read('cmdline').filter((one) => one.startsWith('--max-'))).toEqual([
      '--max-old-space-size=384',
      '--max-semi-space-size=4',
    ]);
    expect(read('environ')).toEqual(
      expect.arrayContaining(['MALLOC_MMAP_THRESHOLD_=262144', 'MALLOC_ARENA_MAX=1']),
    );
    expect(await relay.stop()).toBe(0);
  },
);
