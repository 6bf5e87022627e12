// What was opened last is closed first, and nothing keeps the rest from being closed.

import { expect, it } from 'vitest';
import { createClosers } from '../../src/closers.ts';

it('closes in the opposite order, one after the other, once', async () => {
  const said: string[] = [];
  const closers = createClosers((name) => expect.fail(name));
  const open = (name: string) => ({
    async close() {
      said.push(`${name} begins`);
      await Promise.resolve();
      said.push(`${name} ends`);
    },
  });
  closers.add('store', open('store'));
  const stopped = closers.add('smtp', { stop: open('smtp').close });
  expect(Object.keys(stopped)).toEqual(['stop']);
  await closers.closeAll();
  await closers.closeAll();
  expect(said).toEqual(['smtp begins', 'smtp ends', 'store begins', 'store ends']);
});

it('goes on when one fails or never ends, and tells which', async () => {
  const failed: string[] = [];
  const closers = createClosers((name, error) => failed.push(`${name}: ${(error as Error).message}`), 10);
  closers.add('store', { close: async () => void failed.push('store closed') });
  closers.add('courier', { stop: () => new Promise<void>(() => {}) });
  closers.add('web', { close: () => Promise.reject(new Error('broken')) });
  await closers.closeAll();
  expect(failed).toEqual(['web: broken', 'courier: not closed within 10 ms', 'store closed']);
});
