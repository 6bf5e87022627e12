// A held mail is repaired by a person: exactly what the preview showed is stored, asked for again, and delivered; what
// breaks or comes too late in between changes nothing.

import { createHash, generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { expect, it } from 'vitest';
import type { Domain } from '../../src/guard/address.ts';
import type { Decider } from '../../src/guard/holds/hold.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { type Operation, operationsSchema } from '../../src/message/rewrite/operations.ts';
import type { RepairWish } from '../../src/relay/prepare-repair.ts';
import { carryOutRepair, offerRepair, type RepairOffer } from '../../src/relay/repair.ts';
import { createPreviewRepair } from '../../src/relay/repair-thread.ts';
import { type MailId, StoreUnavailable } from '../../src/store/store.ts';
import { addr, companies } from '../guard/mail.ts';
import { startHop } from '../smtp/hop.ts';
import { eachDatabase } from '../store/databases.ts';
import {
  type Changes,
  eventsOf,
  hopAt,
  mailOf,
  noticesOf,
  type Relay,
  relayAt,
  submission,
} from './relay.ts';

const strangers = companies(12);
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const record = `v=DKIM1; k=rsa; p=${pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const resolver = async () => [[record]];

const MAIL = Buffer.from(
  [
    'From: ann@corp.example',
    `To: ${strangers.join(',\r\n ')}`,
    'Subject: Hello',
    'Message-ID: <1@corp.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Dear all, our office is closed on Friday.',
    '--b',
    'Content-Type: text/plain; name=notes.txt',
    'Content-Disposition: attachment; filename=notes.txt',
    '',
    'plain notes',
    '--b--',
    '',
  ].join('\r\n'),
);

const ANN: Decider = { account: 'ann', address: addr('ann@corp.example'), role: 'sender', via: 'session' };
const BOSS: Decider = {
  account: 'boss',
  address: addr('boss@corp.example'),
  role: 'approver',
  via: 'session',
};
const TO_BCC: readonly object[] = [{ op: 'to-bcc', addresses: null }];
const PROTECT: readonly object[] = [{ op: 'protect-attachment', parts: ['2'] }];
const QUIET = Object.fromEntries(
  ['many-recipients', 'first-contact', 'burst', 'freemail-recipient', 'encrypted-content'].map((id) => [
    id,
    { action: 'log' },
  ]),
);

const settings = (policy: Record<string, unknown> = {}): Changes => ({
  readMail: (octets, options) => readMail(octets, options),
  previewRepair: createPreviewRepair([{ domain: 'corp.example' as Domain, selector: 's1', privateKey }]),
  policy: { ...policy, checks: { ...QUIET, ...(policy.checks as object) } },
});

async function held(relay: Relay): Promise<MailId> {
  const { kind, id } = await relay.accept(submission(strangers, { octets: MAIL }));
  expect(kind).toBe('held');
  return id;
}

const wishOf = (mailId: MailId, operations: readonly object[], by = ANN, nonce = 'n1'): RepairWish => ({
  mailId,
  operations: operationsSchema.parse(operations) as readonly Operation[],
  by,
  nonce,
});

async function offered(relay: Relay, wish: RepairWish): Promise<RepairOffer> {
  const offer = await offerRepair(relay.actPorts, wish);
  if (offer.kind !== 'offered') throw new Error(JSON.stringify(offer));
  return offer;
}

const order = (wish: RepairWish, { saw, digest }: Pick<RepairOffer, 'saw' | 'digest'>, confirm = false) => ({
  ...wish,
  saw,
  digest,
  confirm,
  actor: { kind: 'user', id: wish.by.account ?? '', via: 'web' } as const,
});

const why = async (answer: Promise<{ readonly kind: string }>) => {
  const result = await answer;
  return 'why' in result ? result.why : result.kind;
};

eachDatabase('repairing a held mail', (places) => {
  it('takes twelve strangers to Bcc: stored as previewed, asked again, delivered to all, header clean, signed', async () => {
    const hop = await startHop();
    const relay = await relayAt(await places.fresh(), hopAt(hop.port), settings());
    const id = await held(relay);
    expect((await mailOf(relay.store, id)).mail.needs).toEqual(['supervisor']);
    await noticesOf(relay.store, id);
    const wish = wishOf(id, TO_BCC);
    const offer = await offered(relay, wish);
    expect(offer.needs).toEqual(['sender']);
    expect(offer.mails).toMatchObject([{ signedBy: 'corp.example', envelope: { forwardPaths: strangers } }]);
    expect((await mailOf(relay.store, id)).mail.revision).toBe(1);

    expect(await carryOutRepair(relay.actPorts, order(wish, offer))).toMatchObject({
      kind: 'done',
      linked: [],
      sent: [],
    });
    const { mail, hold } = await mailOf(relay.store, id);
    expect(mail).toMatchObject({ state: 'held', revision: 2, needs: ['sender'] });
    expect(hold?.needs).toEqual(['sender']);
    expect(await eventsOf(relay.store, id)).toEqual(['received', 'held', 'repaired']);
    const [, , repaired] = await relay.store.listEvents({ mailId: id, limit: 9 });
    expect(repaired?.detail).toMatchObject({
      operations: TO_BCC,
      before: { revision: 1 },
      revision: 2,
      sha256: mail.sha256,
    });
    expect(await noticesOf(relay.store, id)).toContain('repaired ann@corp.example');

    expect(await relay.decide({ mailId: id, decision: 'release', by: ANN })).toMatchObject({ kind: 'done' });
    await relay.courier().drain();
    const { recipients } = await mailOf(relay.store, id);
    expect(recipients.map(({ forwardPath, state }) => `${forwardPath} ${state}`)).toEqual(
      strangers.map((path) => `${path} delivered`),
    );
    const [sent] = hop.mails;
    const text = sent?.toString() ?? '';
    expect(hop.mails).toHaveLength(1);
    expect(strangers.filter((path) => text.includes(path))).toEqual([]);
    const { results } = await dkimVerify(sent ?? MAIL, { resolver });
    expect(results.map(({ signingDomain, status }) => [signingDomain, status.result])).toEqual([
      ['corp.example', 'pass'],
    ]);
  });

  it('asks again for what was granted on the old one', async () => {
    const checks = { 'visible-recipients': { action: 'two-person' } };
    const relay = await relayAt(
      await places.shared(),
      undefined,
      settings({
        checks: { 'important-recipient': { action: 'two-person' }, ...checks },
        importantRecipients: strangers,
      }),
    );
    const id = await held(relay);
    expect(await relay.decide({ mailId: id, decision: 'release', by: BOSS })).toMatchObject({ kind: 'done' });
    const wish = wishOf(id, [{ op: 'drop-recipients', addresses: strangers.slice(1) }]);
    const offer = await offered(relay, wish);
    expect(offer.needs).toContain('supervisor');
    await carryOutRepair(relay.actPorts, order(wish, offer, true));
    const { mail, recipients, hold } = await mailOf(relay.store, id);
    expect([mail.state, hold?.given]).toEqual(['held', []]);
    expect(recipients.filter(({ state }) => state === 'dropped')).toHaveLength(11);
  });

  it('splits into one mail each: every one of them is asked for by itself, and leaves when the sender says so', async () => {
    const hop = await startHop();
    const relay = await relayAt(await places.fresh(), hopAt(hop.port), settings());
    const [waiting, leaving] = [await held(relay), await held(relay)];
    const split = async (id: MailId, confirm: boolean) => {
      const wish = wishOf(id, [{ op: 'one-per-recipient' }]);
      const done = await carryOutRepair(relay.actPorts, order(wish, await offered(relay, wish), confirm));
      if (done.kind !== 'done') throw new Error(JSON.stringify(done));
      return done;
    };
    const first = await split(waiting, false);
    expect([first.linked.length, first.sent.length]).toEqual([11, 0]);
    for (const id of first.linked) {
      const { mail, recipients, hold } = await mailOf(relay.store, id);
      expect([mail.state, mail.about, hold?.needs, recipients.length]).toEqual([
        'held',
        waiting,
        ['sender'],
        1,
      ]);
    }
    const second = await split(leaving, true);
    expect(second.sent).toEqual([leaving, ...second.linked]);
    await relay.courier().drain();
    const shown = hop.mails.map((mail) => /^To: (.*)$/m.exec(mail.toString())?.[1]?.trim());
    expect(shown.sort()).toEqual([...strangers].sort());
  });

  it('leads around no approval by splitting: what was granted on the whole is asked again for each', async () => {
    const policy = {
      checks: { 'confidential-marking': { action: 'log' }, 'important-recipient': { action: 'two-person' } },
    };
    const relay = await relayAt(
      await places.shared(),
      undefined,
      settings({ ...policy, importantRecipients: strangers.slice(0, 1) }),
    );
    const id = await held(relay);
    await relay.decide({ mailId: id, decision: 'release', by: BOSS });
    const wish = wishOf(id, [{ op: 'one-per-recipient' }]);
    const done = await carryOutRepair(relay.actPorts, order(wish, await offered(relay, wish), true));
    if (done.kind !== 'done') throw new Error(JSON.stringify(done));
    expect(done.sent).toEqual([]);
    for (const mailId of [id, ...done.linked]) {
      const { mail, hold } = await mailOf(relay.store, mailId);
      expect([mail.state, hold?.needs.includes('supervisor'), hold?.given]).toEqual(['held', true, []]);
    }
  });

  it('shows the passphrase to the sender, once, and never to a supervisor', async () => {
    const relay = await relayAt(await places.shared(), undefined, settings());
    const id = await held(relay);
    expect(await why(offerRepair(relay.actPorts, wishOf(id, PROTECT, BOSS)))).toBe('not-entitled');
    const wish = wishOf(id, PROTECT);
    const offer = await offered(relay, wish);
    const done = await carryOutRepair(relay.actPorts, order(wish, offer));
    expect(done).toMatchObject({ kind: 'done', passphrase: expect.stringMatching(/^(?:\w{5}-){3}\w{5}$/) });
    if (done.kind === 'done') expect(JSON.stringify(offer)).not.toContain(done.passphrase);
    const { facts } = await mailOf(relay.store, id);
    expect(facts?.content.files).toMatchObject([{ name: 'notes.zip', protectionBy: 'zip-aes' }, {}]);
  });

  it('is refused, and changes nothing, for what was not previewed, not theirs, blocked, or decided meanwhile', async () => {
    const relay = await relayAt(
      await places.shared(),
      undefined,
      settings({ blockedRecipients: ['blocked.example'] }),
    );
    const id = await held(relay);
    const offer = await offered(relay, wishOf(id, PROTECT));
    const repair = (wish: RepairWish) => why(carryOutRepair(relay.actPorts, order(wish, offer)));
    expect(await repair(wishOf(id, PROTECT, ANN, 'another'))).toBe('changed');
    expect(await repair(wishOf(id, TO_BCC))).toBe('changed');
    const bob: Decider = { ...ANN, account: 'bob', address: addr('bob@corp.example') };
    expect(await repair(wishOf(id, PROTECT, bob))).toBe('not-entitled');
    const [first = ''] = strangers;
    const blocked = [{ op: 'correct-address', wrong: first, right: 'x@blocked.example' }];
    expect(await why(offerRepair(relay.actPorts, wishOf(id, blocked)))).toBe('blocked');
    const nobody = [{ op: 'drop-recipients', addresses: strangers }];
    expect(await why(offerRepair(relay.actPorts, wishOf(id, nobody)))).toBe('no-recipients');
    await relay.decide({ mailId: id, decision: 'return', by: BOSS });
    expect(await repair(wishOf(id, PROTECT))).toBe('ended');
    expect((await mailOf(relay.store, id)).mail.revision).toBe(1);
    expect(
      createHash('sha256')
        .update(await relay.store.readOctets(id))
        .digest(),
    ).toEqual(createHash('sha256').update(MAIL).digest());
  });

  it('loses nothing when it breaks between preview and store, and is done when asked again', async () => {
    const relay = await relayAt(await places.shared(), undefined, settings());
    const id = await held(relay);
    const wish = wishOf(id, [{ op: 'one-per-recipient' }]);
    const offer = await offered(relay, wish);
    const store = Object.create(relay.store, {
      changeHold: { value: () => Promise.reject(new StoreUnavailable('power cut')) },
    }) as typeof relay.store;
    await expect(carryOutRepair({ ...relay.actPorts, store }, order(wish, offer))).rejects.toThrow(
      'power cut',
    );
    const failing = { ...relay.actPorts, previewRepair: () => Promise.reject(new Error('thread died')) };
    expect(await why(carryOutRepair(failing, order(wish, offer)))).toBe('failed');
    const { mail } = await mailOf(relay.store, id);
    expect([mail.state, mail.revision]).toEqual(['held', 1]);
    expect(Buffer.from(await relay.store.readOctets(id))).toEqual(MAIL);
    expect(await carryOutRepair(relay.actPorts, order(wish, offer))).toMatchObject({ kind: 'done' });
  });
});
