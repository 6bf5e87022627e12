import { expect, it } from 'vitest';
import { letGo } from '../../src/store/let-go.ts';

it('Memory that is let go of is gone when it was one’s own, and stays when others look at it too', () => {
  const own = new Uint8Array(200_000).fill(1);
  letGo(own);
  expect(own).toHaveLength(0);
  const whole = new Uint8Array(200_000).fill(2);
  letGo(whole.subarray(10, 20));
  const shared = new Uint8Array(new SharedArrayBuffer(8)).fill(3);
  letGo(shared);
  expect([whole.length, whole[15], shared.length, shared[7]]).toEqual([200_000, 2, 8, 3]);
  // Small buffers of Node share one memory.
  const [small, neighbour] = [Buffer.from('small'), Buffer.from('neighbour')];
  letGo(small);
  expect([small.toString(), neighbour.toString()]).toEqual(['small', 'neighbour']);
});
