import { describe, expect, it } from 'vitest';
import { DataBudget } from '../../src/smtp/data-budget.ts';

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const KIB = 1024;
const octets = (length: number, fill = 1) => new Uint8Array(length).fill(fill);

describe('the memory budget', () => {
  it('lets small mails in at any time and reserves nothing for them', async () => {
    const budget = new DataBudget(100, 10);
    await budget.lease(100, 100).append(octets(50));
    const small = budget.lease(null, 100);
    await small.append(octets(4, 7));
    await small.append(octets(6, 8));
    expect([...small.finish()]).toEqual([7, 7, 7, 7, 8, 8, 8, 8, 8, 8]);
    expect(budget.freeOctets).toBe(0);
  });

  it('keeps little of a mail that waits when it says that it is large, or when much is kept already', async () => {
    const budget = new DataBudget(1000 * KIB, 8 * KIB);
    const first = budget.lease(1000 * KIB, 1000 * KIB);
    await first.append(octets(9 * KIB));
    const declared = budget.lease(9 * KIB, 1000 * KIB);
    void declared.append(octets(2 * KIB));
    const others = Array.from({ length: 40 }, () => budget.lease(null, 1000 * KIB));
    for (let round = 0; round < 8; round += 1) {
      for (const lease of others) if (!lease.isWaiting) void lease.append(octets(KIB));
      await settled();
    }
    expect(declared.isWaiting).toBe(true);
    // Of 320 KiB that they have, 16 small mails' worth and a little of each are in memory.
    expect(others.filter(({ isWaiting }) => isWaiting)).toHaveLength(40);
    const small = budget.lease(8 * KIB, 1000 * KIB);
    await small.append(octets(8 * KIB));
    expect(small.finish()).toHaveLength(8 * KIB);
    for (const lease of [declared, small, ...others]) lease.release();
    first.release();
    const later = budget.lease(null, 1000 * KIB);
    await budget.lease(null, 1000 * KIB).append(octets(9 * KIB));
    await later.append(octets(8 * KIB));
    expect(later.isWaiting).toBe(false);
  });

  it('reserves what was declared and a little more, first come first served', async () => {
    const budget = new DataBudget(1000 * KIB, KIB);
    const order: string[] = [];
    const first = budget.lease(640 * KIB, 1000 * KIB);
    const second = budget.lease(600 * KIB, 1000 * KIB);
    const third = budget.lease(64 * KIB, 1000 * KIB);
    await first.append(octets(2 * KIB));
    expect(budget.freeOctets).toBe((1000 - 640 - 10 - 64) * KIB);
    const waiting = [second.append(octets(2 * KIB)).then(() => order.push('second'))];
    waiting.push(third.append(octets(2 * KIB)).then(() => order.push('third')));
    await settled();
    expect([order, second.isWaiting, third.isWaiting]).toEqual([[], true, true]);
    first.release();
    await Promise.all(waiting);
    expect(order).toEqual(['second', 'third']);
    second.release();
    third.release();
    third.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
  });

  it('lets a mail that declared nothing grow while others are looked at, and leaves them what it does not need', async () => {
    const budget = new DataBudget(1000 * KIB, KIB);
    const first = budget.lease(null, 1000 * KIB);
    for (let n = 0; n < 40; n += 1) await first.append(octets(10 * KIB, n));
    expect(budget.freeOctets).toBeGreaterThan(580 * KIB);
    const second = budget.lease(null, 1000 * KIB);
    const waiting = second.append(octets(10 * KIB, 50));
    await settled();
    expect(second.isWaiting).toBe(true);
    const whole = first.finish();
    expect([whole.length, second.isWaiting]).toEqual([400 * KIB, false]);
    await waiting;
    for (let n = 51; n < 100; n += 1) await second.append(octets(10 * KIB, n));
    expect(whole.every((octet, at) => octet === Math.floor(at / (10 * KIB)))).toBe(true);
    expect(second.finish().every((octet, at) => octet === 50 + Math.floor(at / (10 * KIB)))).toBe(true);
    expect(budget.freeOctets).toBe(100 * KIB);
  });

  it('lets one that grows wait for those before it, then goes on where there is room, before any that came later', async () => {
    const budget = new DataBudget(1000 * KIB, KIB);
    const [before, beside] = [budget.lease(300 * KIB, 1000 * KIB), budget.lease(300 * KIB, 1000 * KIB)];
    await before.append(octets(2 * KIB, 1));
    const growing = budget.lease(null, 1000 * KIB);
    await growing.append(octets(100 * KIB, 2));
    await beside.append(octets(2 * KIB, 3));
    const more = growing.append(octets(300 * KIB, 4));
    const later = budget.lease(3 * KIB, 1000 * KIB);
    const afterwards = later.append(octets(2 * KIB, 5));
    await settled();
    expect([growing.isWaiting, later.isWaiting]).toEqual([true, true]);
    before.release();
    expect(await more).toBe(true);
    await afterwards;
    const whole = growing.finish();
    expect(whole).toHaveLength(400 * KIB);
    expect(whole.every((octet, at) => octet === (at < 100 * KIB ? 2 : 4))).toBe(true);
    expect([...new Set(beside.finish()), ...new Set(later.finish())]).toEqual([3, 5]);
    for (const lease of [growing, beside, later]) lease.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
  });

  it('lets one that grows beyond what is shared wait until it is alone, and moves it to the beginning then', async () => {
    const budget = new DataBudget(1000 * KIB, KIB, 600 * KIB);
    const [before, growing] = [budget.lease(400 * KIB, 1000 * KIB), budget.lease(null, 1000 * KIB)];
    await before.append(octets(300 * KIB, 1));
    before.finish();
    await growing.append(octets(200 * KIB, 2));
    const more = growing.append(octets(300 * KIB, 3));
    await settled();
    expect(growing.isWaiting).toBe(true);
    before.release();
    expect(await more).toBe(true);
    const whole = growing.finish();
    expect(whole.every((octet, at) => octet === (at < 200 * KIB ? 2 : 3))).toBe(true);
    expect([whole.length, whole.byteOffset]).toEqual([500 * KIB, 0]);
    growing.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
  });

  it('gives everything back when one that grows is given up, while it waits or right after', async () => {
    const budget = new DataBudget(1000 * KIB, KIB);
    for (const isServed of [false, true]) {
      const before = budget.lease(600 * KIB, 1000 * KIB);
      await before.append(octets(2 * KIB));
      const [growing, next] = [budget.lease(null, 1000 * KIB), budget.lease(null, 1000 * KIB)];
      await growing.append(octets(200 * KIB));
      const waiting = [growing.append(octets(300 * KIB)), next.append(octets(2 * KIB))];
      if (isServed) before.release();
      growing.release();
      await Promise.all(waiting);
      expect(next.finish()).toHaveLength(2 * KIB);
      before.release();
      next.release();
      expect(budget.freeOctets).toBe(1000 * KIB);
    }
  });

  it('keeps the octets of large mails apart, each whole, also in places used before', async () => {
    const budget = new DataBudget(400 * KIB, 10);
    const leases = [1, 2, 3, 4].map(() => budget.lease(KIB, 100 * KIB));
    for (const [n, lease] of leases.entries()) await lease.append(octets(20, n));
    leases[1]?.release();
    const late = budget.lease(KIB, 100 * KIB);
    await late.append(octets(5, 9));
    await late.append(octets(40, 9));
    await leases[2]?.append(octets(30, 2));
    expect(Buffer.from(late.finish()).equals(octets(45, 9))).toBe(true);
    expect(Buffer.from(leases[2]?.finish() ?? []).equals(octets(50, 2))).toBe(true);
    expect(Buffer.from(leases[3]?.finish() ?? []).equals(octets(20, 3))).toBe(true);
  });

  it('gives a mail the place for the largest that shows at once that it declared too little', async () => {
    const budget = new DataBudget(1000 * KIB, 100 * KIB);
    const lease = budget.lease(1, 900 * KIB);
    await lease.append(octets(100 * KIB));
    expect(await lease.append(octets(800 * KIB))).toBe(true);
    expect(budget.freeOctets).toBe(100 * KIB);
  });

  it('lets go of a mail that outgrows its place: waiting for more while holding some could last for ever', async () => {
    const budget = new DataBudget(1000 * KIB, 10);
    const lease = budget.lease(20, 900 * KIB);
    expect(await lease.append(octets(30 * KIB))).toBe(true);
    expect(await lease.append(octets(60 * KIB))).toBe(false);
    lease.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
  });

  it('lets go of a mail that was given up while it waited', async () => {
    const budget = new DataBudget(100, 10);
    const first = budget.lease(null, 100);
    await first.append(octets(11));
    const second = budget.lease(null, 100);
    const waiting = second.append(octets(11));
    second.release();
    await waiting;
    expect(second.finish().length).toBe(0);
    first.release();
    expect(budget.freeOctets).toBe(100);
  });

  it('is shared by so many octets; a larger mail goes alone, and is not kept waiting for ever', async () => {
    const budget = new DataBudget(1000 * KIB, KIB, 600 * KIB);
    const [first, second, larger] = [
      budget.lease(300 * KIB, 1000 * KIB),
      budget.lease(300 * KIB, 1000 * KIB),
      budget.lease(900 * KIB, 1000 * KIB),
    ];
    await first.append(octets(290 * KIB));
    const isIn = { second: false, larger: false };
    const waiting = [
      second.append(octets(290 * KIB)).then(() => Object.assign(isIn, { second: true })),
      larger.append(octets(800 * KIB)).then(() => Object.assign(isIn, { larger: true })),
    ];
    await new Promise(setImmediate);
    expect(isIn).toEqual({ second: false, larger: false });
    first.release();
    await waiting[0];
    second.release();
    await waiting[1];
    expect(isIn).toEqual({ second: true, larger: true });
    larger.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
  });
});
