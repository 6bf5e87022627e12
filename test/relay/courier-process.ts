// A relay that only delivers, as a process that can be stopped in its tracks: its leases are short. Started by
// two-relays.test.ts with a JSON of {url, keyFile, writerId, port, parallel}; prints its log, and ends with its standard input.

import { NO_DIRECTORY } from '../../src/guard/people.ts';
import { identifyProcess } from '../../src/process-identity.ts';
import { startCourier } from '../../src/relay/courier.ts';
import type { RelayPorts } from '../../src/relay/ports.ts';
import { createPreviewRepair } from '../../src/relay/repair-thread.ts';
import { startSharedClock } from '../../src/relay/shared-clock.ts';
import { createNextHop } from '../../src/smtp/next-hop.ts';
import { openStore } from '../../src/store/open-store.ts';
import { rulesOf } from '../guard/mail.ts';

const LEASE_MS = 1500;

type Given = {
  readonly url: string;
  readonly keyFile: string;
  readonly writerId: string;
  readonly port: number;
  readonly parallel: number;
};

const { url, keyFile, writerId, port, parallel } = JSON.parse(process.argv[2] ?? '') as Given;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const onFailure = (error: unknown) => say({ event: 'store', error: String(error) });

const store = await openStore({ url, keyFile, writerId, onFailure });
const clock = await startSharedClock({
  store,
  now: () => new Date(),
  monotonicNow: () => performance.now(),
  onFailure,
});
const ports: RelayPorts = {
  store,
  rules: () => rulesOf(),
  people: () => NO_DIRECTORY,
  readMail: async () => {
    throw new Error('a courier reads no mail');
  },
  previewRepair: createPreviewRepair([]),
  nextHop: createNextHop({ hostName: writerId }),
  hopFor: () => ({ host: '127.0.0.1', port, tls: 'none', user: null, password: null }),
  log: say,
  now: clock.now,
  isClockSteady: () => true,
  random: Math.random,
  settings: {
    hostName: writerId,
    giveUpAfterMs: 1e9,
    maxHeldPerSender: 1000,
    noticeFrom: null,
    markKey: new Uint8Array(32),
    webUrl: () => '',
  },
};
const courier = startCourier(ports, identifyProcess(), { leaseMs: LEASE_MS, pollMs: 200, parallel });
process.stdin.on('end', async () => {
  await courier.stop();
  await ports.nextHop.close();
  await clock.close();
  await store.close();
});
process.stdin.resume();
