// `npm run soak` in small: the same load, two kills.

import { expect, it } from 'vitest';
import { soak } from './soak.ts';

const SEED = 20_261_128;
const KILLS = 2;
const MAILS_AFTER = 20;

it('a relay that is killed again and again under mixed load loses nothing, and doubles only what the log calls unknown', async () => {
  const { lost, leaked, doubledUnexplained, exitCode, isAuditWhole, mails } = await soak({
    seed: SEED,
    clients: 4,
    killsOn: (kills) => kills < KILLS,
    livesOn: (sent) => sent < MAILS_AFTER,
    awaitsExpiry: false,
    say: () => {},
  });
  expect({ lost, leaked, doubledUnexplained }).toEqual({ lost: [], leaked: [], doubledUnexplained: [] });
  expect({ exitCode, isAuditWhole }).toEqual({ exitCode: 0, isAuditWhole: true });
  expect(mails['small, answered']).toBeGreaterThan(MAILS_AFTER / 4);
}, 240_000);
