// Somebody with access to the database changes a mail between the decision and the delivery: it is not sent, and the log
// says so.

import { expect, it } from 'vitest';
import { envelopeSha256 } from '../../src/store/digests.ts';
import { addr, companies } from '../guard/mail.ts';
import { startHop } from '../smtp/hop.ts';
import { eachDatabase } from '../store/databases.ts';
import { DAY, hopAt, mailOf, PLAIN, relayAt, submission } from './relay.ts';

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

const MIB = 1024 * 1024;
const LARGE = Buffer.concat([PLAIN, Buffer.alloc(3 * MIB, 'a line of a large mail\r\n')]);

/** What lies in the database is found to be changed only while the mail is being sent. */
const CHANGED_INSIDE = [
  'delete from early_octets where n = 20',
  'update early_octets set sealed = (select o.sealed from early_octets o where o.n = 1) where n = 25',
  `update mails set sha256 = '${'0'.repeat(64)}'`,
  'update mails set size_octets = size_octets - 1',
];

eachDatabase('A large mail', (places) => {
  it('goes to each hop octet by octet, and what is reported of it is its header', async () => {
    const [hop, other] = [
      await startHop({ extensions: [] }),
      await startHop({ extensions: [], dot: () => '554 5.7.1 no' }),
    ];
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port), {
      hopFor: (path) => hopAt(path.startsWith('x@') ? other.port : hop.port),
    });
    const { id } = await relay.accept(
      submission(['bob@client.example', 'x@client.example'], { octets: LARGE, ret: 'FULL' }),
    );
    const courier = relay.courier();
    await courier.drain();
    const { recipients } = await mailOf(relay.store, id);
    expect(recipients.map(({ state }) => state)).toEqual(['delivered', 'refused']);
    for (const [mail] of [hop.mails, other.mails])
      expect(mail?.subarray(-LARGE.length).equals(LARGE)).toBe(true);
    const report = hop.mails[1]?.toString() ?? '';
    expect(report).toContain('text/rfc822-headers');
    expect(report).toContain('Subject: Hello');
    expect(report).not.toContain('a line of a large mail');
  });

  it.each(CHANGED_INSIDE)('that is found changed on its way is never ended: %s', async (statement) => {
    const [hop, other] = [await startHop({ extensions: [] }), await startHop({ extensions: [] })];
    const place = await places.fresh();
    const relay = await relayAt(place, hopAt(hop.port), {
      hopFor: (path) => hopAt(path.startsWith('x@') ? other.port : hop.port),
    });
    const { id } = await relay.accept(
      submission(['bob@client.example', 'x@client.example'], { octets: LARGE }),
    );
    await place.sql(statement);
    const courier = relay.courier();
    await courier.drain();
    expect(hop.lines).toContain('DATA');
    const { mail, recipients } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({
      state: 'queued',
      attempts: 1,
      nextAttemptAt: new Date(relay.clock.now().getTime() + DAY).toISOString(),
      lastError: '4.3.0 The stored mail differs from what was accepted',
    });
    expect(recipients.map(({ state }) => state)).toEqual(['pending', 'pending']);
    const events = relay.logged.filter(({ event }) => event === 'integrity-failed');
    expect(events).toHaveLength(1);
    await relay.accept(submission(['bob@client.example', 'x@client.example']));
    await courier.drain();
    expect([hop, other].map(({ mails }) => mails.map(({ length }) => length > 1000))).toEqual([
      [false],
      [false],
    ]);
  });
});
