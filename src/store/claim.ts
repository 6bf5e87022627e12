// Claims due mail: who writes gives the leases, who reads what is delivered under them. Called by store-over.ts.

import type { Facts } from '../guard/facts.ts';
import type { DueMail, LeaseStore } from './lease.ts';
import type { ClaimedMail } from './operations/claimed-mails.ts';
import type { Claimed } from './operations/leases.ts';
import type { Run } from './operations.ts';

function parseFacts(text: string): Facts {
  return JSON.parse(text) as Facts;
}

function toDue({ id: _, ...claim }: Claimed, { facts, octets, ...mail }: ClaimedMail): DueMail {
  return {
    ...mail,
    ...claim,
    facts: facts === null ? null : parseFacts(facts),
    verdict: null,
    ...(octets === null ? {} : { octets }),
  };
}

/** Their leases would have to run out, for nobody is delivering them. What cannot be given back runs out. */
async function giveBack(run: Run, claims: readonly Claimed[]): Promise<void> {
  await Promise.allSettled(claims.map(({ id, lease }) => run('releaseLease', { id, lease })));
}

export function claimOver(run: Run): LeaseStore['claimDueMail'] {
  return async (owner, now, leaseUntil, limit, maxOctets) => {
    const claim = { owner, now, leaseUntil, limit, maxOctets: maxOctets ?? null };
    const claims = await run('claimDueMail', claim);
    if (claims.length === 0) return [];
    try {
      const ids = claims.map(({ id }) => id);
      const mails = new Map((await run('readClaimed', ids)).map((mail) => [mail.mail.id, mail]));
      return claims.flatMap((claimed) => {
        const mail = mails.get(claimed.id);
        return mail === undefined ? [] : [toDue(claimed, mail)];
      });
    } catch (error) {
      await giveBack(run, claims);
      throw error;
    }
  };
}
