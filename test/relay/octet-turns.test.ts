import { expect, it } from 'vitest';
import { OctetTurns } from '../../src/relay/octet-turns.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('lets in as many as fit together, in order, and one that is too large alone', async () => {
  const turns = new OctetTurns(100);
  const order: string[] = [];
  const leave = new Map<string, () => void>();
  const enter = (name: string, octets: number) =>
    turns.take(octets, async () => {
      order.push(name);
      await new Promise<void>((go) => leave.set(name, go));
    });
  const all = [enter('a', 60), enter('b', 40), enter('huge', 500), enter('c', 1)];
  await settled();
  expect([order, turns.waiting]).toEqual([['a', 'b'], 2]);
  leave.get('a')?.();
  await settled();
  expect(order).toEqual(['a', 'b']);
  leave.get('b')?.();
  await settled();
  expect([order, turns.waiting]).toEqual([['a', 'b', 'huge'], 1]);
  leave.get('huge')?.();
  await settled();
  leave.get('c')?.();
  await Promise.all(all);
  expect(order).toEqual(['a', 'b', 'huge', 'c']);
});

it('gives the turn on when work fails', async () => {
  const turns = new OctetTurns(10);
  const failed = turns.take(10, async () => {
    throw new Error('broken');
  });
  const next = turns.take(10, async () => 'done');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
