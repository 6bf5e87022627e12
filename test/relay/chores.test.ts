// The chores of the sweep: removing in time and never early, and the anchor of the audit.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyAnchors } from '../../src/cli/anchors.ts';
import { createChores } from '../../src/relay/chores.ts';
import { startSweep } from '../../src/relay/sweep.ts';
import { startHop } from '../smtp/hop.ts';
import { onDatabase } from '../store/databases.ts';
import { DAY, HOUR, hopAt, mailOf, RETENTION, type Relay, relayAt, submission } from './relay.ts';

onDatabase('sqlite', 'Chores', (places) => {
  async function withSent() {
    const hop = await startHop();
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port));
    const { id } = await relay.accept(submission(['bob@client.example']));
    await relay.courier().drain();
    return { place, relay, id };
  }
  const portsOf = (relay: Relay) => ({ ...relay.ports, retention: RETENTION });
  const anchorsOf = (relay: Relay) => relay.logged.filter(({ event }) => event === 'audit-anchor');

  it('erase the octets of a sent mail after fourteen days, the rest after four hundred, and say so', async () => {
    const { relay, id } = await withSent();
    const doChores = createChores(portsOf(relay));
    relay.clock.move(13 * DAY);
    await doChores();
    expect((await mailOf(relay.store, id)).mail.erasedAt).toBeNull();
    relay.clock.move(DAY);
    await doChores();
    expect((await mailOf(relay.store, id)).mail.erasedAt).toBe(relay.clock.now().toISOString());
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'purged', count: 1 }));
    relay.clock.move(386 * DAY);
    await doChores();
    expect(await relay.store.findMail(id)).toBeNull();
  });

  it('remove nothing while the clock is in doubt', async () => {
    const { relay, id } = await withSent();
    relay.clock.move(1000 * DAY);
    let isSteady = false;
    const sweep = startSweep({ ...relay.actPorts, isClockSteady: () => isSteady, retention: RETENTION });
    await sweep.sweepOnce();
    expect((await mailOf(relay.store, id)).mail.erasedAt).toBeNull();
    isSteady = true;
    await sweep.sweepOnce();
    expect(await relay.store.findMail(id)).toBeNull();
    await sweep.stop();
  });

  it('clear the log of the database until it is clear, and only when something was erased', async () => {
    const { relay } = await withSent();
    const answers = [false, true];
    let asked = 0;
    const clearLog = async () => {
      asked += 1;
      return answers.shift() ?? true;
    };
    const doChores = createChores({ ...portsOf(relay), store: { ...relay.store, clearLog } });
    for (let n = 0; n < 4; n += 1) await doChores();
    expect(asked).toBe(2);
    relay.clock.move(14 * DAY);
    await doChores();
    await doChores();
    expect(asked).toBe(3);
  });

  it('write the heads of the audit into the log each day; whoever writes a new history does not fit them', async () => {
    const { place, relay } = await withSent();
    const doChores = createChores(portsOf(relay));
    for (let hours = 0; hours < 49; hours += 1) {
      await doChores();
      relay.clock.move(HOUR);
    }
    expect(anchorsOf(relay)).toHaveLength(3);
    const log = join(place.folder, 'relay.log');
    writeFileSync(log, relay.logged.map((line) => `Nov 27 host sekisho: ${JSON.stringify(line)}\n`).join(''));
    expect(await verifyAnchors(relay.store, log)).toEqual({ anchors: 3, firstBad: null });
    await place.sql(
      "update events set hash = 'x' || substr(hash, 2) where seq = (select max(seq) from events)",
    );
    const { seq } = anchorsOf(relay).at(-1) ?? {};
    expect(await verifyAnchors(relay.store, log)).toMatchObject({
      firstBad: `relay-1#${seq} (another than was written down)`,
    });
    await place.sql(`delete from events where seq = ${seq}`);
    expect(await verifyAnchors(relay.store, log)).toMatchObject({ firstBad: `relay-1#${seq} (missing)` });
  });
});
