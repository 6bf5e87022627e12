import { describe, expect, it } from 'vitest';
import { DataBudget } from '../../src/smtp/data-budget.ts';

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the memory budget', () => {
  it('lets small mails in at any time and reserves nothing for them', async () => {
    const budget = new DataBudget(100, 10);
    await budget.lease(null, 100).cover(50);
    await budget.lease(null, 100).cover(10);
    expect(budget.freeOctets).toBe(0);
  });

  it('reserves what was declared, or the most when nothing was, first come first served', async () => {
    const budget = new DataBudget(100, 10);
    const order: string[] = [];
    const first = budget.lease(60, 100);
    const second = budget.lease(null, 100);
    const third = budget.lease(20, 100);
    await first.cover(11);
    expect(budget.freeOctets).toBe(40);
    const waiting = [second.cover(11).then(() => order.push('second'))];
    waiting.push(third.cover(11).then(() => order.push('third')));
    await settled();
    expect([order, second.isWaiting, third.isWaiting]).toEqual([[], true, true]);
    first.release();
    await waiting[0];
    expect([order, budget.freeOctets]).toEqual([['second'], 0]);
    second.release();
    await Promise.all(waiting);
    expect(budget.freeOctets).toBe(80);
    third.release();
    third.release();
    expect(budget.freeOctets).toBe(100);
  });

  it('reserves the rest for a mail that outgrows what it declared', async () => {
    const budget = new DataBudget(100, 10);
    const lease = budget.lease(20, 90);
    await lease.cover(20);
    await lease.cover(21);
    expect(budget.freeOctets).toBe(10);
    lease.release();
    expect(budget.freeOctets).toBe(100);
  });

  it('lets go of a mail that was given up while it waited', async () => {
    const budget = new DataBudget(100, 10);
    const first = budget.lease(null, 100);
    await first.cover(11);
    const second = budget.lease(null, 100);
    const waiting = second.cover(11);
    second.release();
    await waiting;
    first.release();
    expect(budget.freeOctets).toBe(100);
  });
});
