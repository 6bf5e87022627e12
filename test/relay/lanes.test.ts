import { describe, expect, it } from 'vitest';
import { Lanes } from '../../src/relay/lanes.ts';

describe('Two lanes', () => {
  it('let small items pass large ones, but never more than a few in a row', () => {
    const lanes = new Lanes<string>();
    lanes.push('LARGE 1', false);
    lanes.push('LARGE 2', false);
    for (let n = 0; n < 20; n += 1) lanes.push(`small ${n}`, true);
    const order = Array.from({ length: 22 }, () => lanes.take());
    expect(order.indexOf('LARGE 1')).toBe(8);
    expect(order.indexOf('LARGE 2')).toBe(17);
    const small = order.filter((item) => item?.startsWith('small'));
    expect(small).toEqual(Array.from({ length: 20 }, (_, n) => `small ${n}`));
    expect(lanes.take()).toBeUndefined();
  });

  it('keep large items back when only small ones may be taken', () => {
    const lanes = new Lanes<string>();
    lanes.push('LARGE', false);
    lanes.push('small', true);
    expect([lanes.take(false), lanes.take(false), lanes.take()]).toEqual(['small', undefined, 'LARGE']);
  });
});
