// The ready-made policies: each is complete, loads as it stands, and keeps what its name promises.

import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/load-config.ts';
import { CHECK_IDS } from '../../src/guard/checks-list.ts';
import { type Policy, policySchema } from '../../src/guard/policy.ts';
import { ACTIONS, NEEDS } from '../../src/guard/verdict.ts';

const FOLDER = resolve(import.meta.dirname, '../../config');

function policyOf(name: string): Policy {
  const env = { SEKISHO__POLICY: join(FOLDER, `${name}.yaml`) };
  return readConfig({ file: join(FOLDER, 'sekisho.yaml'), env, cwd: FOLDER }).config.policy;
}

describe('the ready-made policy', () => {
  it('"standard" says all defaults as they are', () => {
    expect(policyOf('policy')).toEqual(policySchema.parse({}));
  });

  it('"observe" holds nothing', () => {
    expect(policyOf('policy-observe').mode).toBe('observe');
  });

  it('"self-confirm" asks nobody but the sender', () => {
    const { mode, checks } = policyOf('policy-self-confirm');
    expect(mode).toBe('hold');
    const asks = CHECK_IDS.flatMap((id) => NEEDS[checks[id].action].map((grant) => `${id} ${grant}`));
    expect(asks.filter((ask) => !ask.endsWith(' sender'))).toEqual([]);
  });

  it('"strict" is nowhere weaker than the standard, in actions and in numbers', () => {
    const [standard, strict] = [policyOf('policy').checks, policyOf('policy-strict').checks];
    const rank = (action: (typeof ACTIONS)[number]) => ACTIONS.indexOf(action);
    const weaker = CHECK_IDS.filter((id) => rank(strict[id].action) < rank(standard[id].action));
    expect(weaker).toEqual([]);
    for (const id of CHECK_IDS) {
      for (const [key, value] of Object.entries(standard[id])) {
        const own = Object.entries(strict[id]).find(([name]) => name === key)?.[1];
        if (typeof value === 'number' && key !== 'withinMinutes')
          expect([id, key, Number(own) <= value]).toEqual([id, key, true]);
      }
    }
    expect(strict['first-contact'].holdOn).toBe('address');
  });
});
