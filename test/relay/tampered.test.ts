// Somebody with access to the database changes a mail between the decision and the delivery: it is not sent, and the log
// says so.

import { expect, it } from 'vitest';
import { envelopeSha256 } from '../../src/store/digests.ts';
import { addr, companies } from '../guard/mail.ts';
import { startHop } from '../smtp/hop.ts';
import { eachDatabase } from '../store/databases.ts';
import { hopAt, mailOf, relayAt, submission } from './relay.ts';

const strangers = companies(12).map(String);
const THIEF = 'thief@evil.example';

/** As the column has to be for another first recipient: whoever changes the one knows how to change the other. */
const fitting = envelopeSha256(addr('ann@corp.example'), [THIEF, ...strangers.slice(1)].map(addr));
const another = `update recipients set forward_path = '${THIEF}' where n = 0`;

const CHANGES: readonly [what: string, statements: readonly string[]][] = [
  ['another forward-path', [another]],
  [
    'another forward-path and the digest that fits it',
    [another, `update mails set envelope_sha256 = '${fitting}'`],
  ],
  [
    'another forward-path, its digest, and no trace of what was released',
    [another, `update mails set envelope_sha256 = '${fitting}', hold = null`],
  ],
  [
    'one forward-path more',
    [
      `insert into recipients (mail_id, n, forward_path, forward_key, state)
       select mail_id, 12, '${THIEF}', '${THIEF}', state from recipients where n = 0`,
    ],
  ],
  ['one forward-path less', ['delete from recipients where n = 11']],
  ['another reverse-path', [`update mails set reverse_path = '${THIEF}'`]],
];

eachDatabase('A mail that was released', (places) => {
  it.each(CHANGES)('is not sent with %s', async (_what, statements) => {
    const hop = await startHop();
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port), { mail: { to: companies(12) } });
    const { kind, id } = await relay.accept(submission(strangers));
    expect(kind).toBe('held');
    await relay.decide({ mailId: id, decision: 'release' });
    for (const statement of statements) await place.sql(statement);
    await relay.courier().drain();
    expect(hop.mails).toEqual([]);
    const { mail } = await mailOf(relay.store, id);
    expect(mail.state).toBe('queued');
    expect(relay.logged).toContainEqual(expect.objectContaining({ event: 'integrity-failed', mailId: id }));
  });
});
