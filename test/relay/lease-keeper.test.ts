// A lease is kept while its mail is being delivered, and counts as lost before anybody else may take it.

import { expect, it, onTestFinished } from 'vitest';
import { keepLease } from '../../src/relay/lease-keeper.ts';
import type { Store } from '../../src/store/store.ts';
import { onDatabase } from '../store/databases.ts';
import { queuedMail } from '../store/samples.ts';
import { HOUR, standingClock } from './relay.ts';

const LEASE_MS = 300;

onDatabase('sqlite', 'A lease', (places) => {
  async function keptLease(renewLease?: (store: Store) => Store['renewLease'], leaseMs = LEASE_MS) {
    const store = await places.shared();
    const clock = standingClock();
    const at = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();
    await store.insertMail(queuedMail({ receivedAt: at(0) }));
    const [due] = await store.claimDueMail('a', at(0), at(leaseMs), 1);
    if (due === undefined) throw new Error('nothing due');
    const mail = { id: due.mail.id, lease: due.lease };
    const lost = Promise.withResolvers<void>();
    const ports = {
      store: { ...store, renewLease: renewLease?.(store) ?? store.renewLease },
      now: clock.now,
      log: () => {},
    };
    const keeper = keepLease(ports, mail, leaseMs, lost.resolve);
    onTestFinished(() => keeper.stop());
    return { store, clock, at, mail, keeper, lost: lost.promise };
  }

  it('is renewed again and again before it ends', async () => {
    const second = Promise.withResolvers<void>();
    let renewals = 0;
    const counted = (store: Store): Store['renewLease'] => {
      return async (...renewal) => {
        const renewed = await store.renewLease(...renewal);
        renewals += 1;
        if (renewals === 2) second.resolve();
        return renewed;
      };
    };
    const { keeper, at, lost } = await keptLease(counted, 2000);
    const ended = await Promise.race([second.promise.then(() => 'kept'), lost.then(() => 'lost')]);
    expect(ended).toBe('kept');
    expect(keeper.until() > at(2000)).toBe(true);
  });

  it('is lost, at the next renewal and not only at its end, when somebody else has it', async () => {
    const { store, at, mail, keeper, lost } = await keptLease(undefined, HOUR);
    let isLost = false;
    void lost.then(() => {
      isLost = true;
    });
    const taken = await store.claimDueMail('b', at(2 * HOUR), at(3 * HOUR), 9);
    expect(taken.map((due) => due.mail.id)).toContain(mail.id);
    await keeper.renew();
    expect(isLost).toBe(true);
  });

  it.each<[string, () => Promise<never>]>([
    ['never answers', () => new Promise(() => {})],
    ['always fails', () => Promise.reject(new Error('gone'))],
  ])('is lost when the store %s', async (_name, renewLease) => {
    const { lost } = await keptLease(() => renewLease);
    await lost;
  });

  it('is not shortened by a clock that was set back, and lengthened by one that was set forward', async () => {
    const { clock, keeper, at } = await keptLease();
    const before = keeper.until();
    clock.move(-HOUR);
    await keeper.renew();
    expect(keeper.until() > before).toBe(true);
    clock.move(2 * HOUR);
    await keeper.renew();
    expect(keeper.until()).toBe(at(LEASE_MS));
  });

  it('that is stopped is never lost', async () => {
    let isLost = false;
    const { keeper, lost } = await keptLease(() => async () => null);
    void lost.then(() => {
      isLost = true;
    });
    keeper.stop();
    await keeper.renew();
    expect(isLost).toBe(false);
  });
});
