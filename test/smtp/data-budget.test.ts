import { describe, expect, it } from 'vitest';
import { DataBudget } from '../../src/smtp/data-budget.ts';

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const KIB = 1024;
const octets = (length: number, fill = 1) => new Uint8Array(length).fill(fill);

describe('the memory budget', () => {
  it('lets small mails in at any time and reserves nothing for them', async () => {
    const budget = new DataBudget(100, 10);
    await budget.lease(null, 100).append(octets(50));
    const small = budget.lease(null, 100);
    await small.append(octets(4, 7));
    await small.append(octets(6, 8));
    expect([...small.octets()]).toEqual([7, 7, 7, 7, 8, 8, 8, 8, 8, 8]);
    expect(budget.freeOctets).toBe(0);
  });

  it('keeps little of a mail that waits when it says that it is large, or when much is kept already', async () => {
    const budget = new DataBudget(1000 * KIB, 8 * KIB);
    const first = budget.lease(null, 1000 * KIB);
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
    expect(small.octets()).toHaveLength(8 * KIB);
    for (const lease of [declared, small, ...others]) lease.release();
    first.release();
    const later = budget.lease(null, 1000 * KIB);
    await budget.lease(null, 1000 * KIB).append(octets(9 * KIB));
    await later.append(octets(8 * KIB));
    expect(later.isWaiting).toBe(false);
  });

  it('reserves what was declared and a little more, or the most when nothing was, first come first served', async () => {
    const budget = new DataBudget(1000 * KIB, KIB);
    const order: string[] = [];
    const first = budget.lease(640 * KIB, 1000 * KIB);
    const second = budget.lease(null, 1000 * KIB);
    const third = budget.lease(64 * KIB, 1000 * KIB);
    await first.append(octets(2 * KIB));
    expect(budget.freeOctets).toBe((1000 - 640 - 10 - 64) * KIB);
    const waiting = [second.append(octets(2 * KIB)).then(() => order.push('second'))];
    waiting.push(third.append(octets(2 * KIB)).then(() => order.push('third')));
    await settled();
    expect([order, second.isWaiting, third.isWaiting]).toEqual([[], true, true]);
    first.release();
    await waiting[0];
    expect([order, budget.freeOctets]).toEqual([['second'], 0]);
    second.release();
    await Promise.all(waiting);
    expect(budget.freeOctets).toBe((1000 - 64 - 1 - 64) * KIB);
    third.release();
    third.release();
    expect(budget.freeOctets).toBe(1000 * KIB);
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
    expect(Buffer.from(late.octets()).equals(octets(45, 9))).toBe(true);
    expect(Buffer.from(leases[2]?.octets() ?? []).equals(octets(50, 2))).toBe(true);
    expect(Buffer.from(leases[3]?.octets() ?? []).equals(octets(20, 3))).toBe(true);
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
    expect(second.octets().length).toBe(0);
    first.release();
    expect(budget.freeOctets).toBe(100);
  });
});
