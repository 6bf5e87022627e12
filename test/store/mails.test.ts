import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AddrSpec } from '../../src/guard/address.ts';
import type { PersonId } from '../../src/guard/people.ts';
import { asQueued } from '../../src/store/as-queued.ts';
import { envelopeSha256, sha256Hex } from '../../src/store/digests.ts';
import type { MailSearch } from '../../src/store/mail-search.ts';
import { IntegrityError } from '../../src/store/store.ts';
import { eachDatabase } from './databases.ts';
import { address, at, decision, newMail, queuedMail, VERDICT } from './samples.ts';

eachDatabase('A stored mail', (places, kind) => {
  it('is found again with everything it was stored with', async () => {
    const store = await (await places.fresh()).open();
    const mail = newMail();
    await store.insertMail(mail);
    const { octets, facts, verdict, hold, recipients, actor, ...columns } = mail;
    expect(await store.findMail(mail.id)).toEqual({
      mail: {
        ...columns,
        revision: 1,
        holdVersion: 1,
        deadline: at(60),
        sizeOctets: octets.length,
        envelopeSha256: envelopeSha256(
          mail.reversePath,
          recipients.map(({ forwardPath }) => forwardPath),
        ),
        needs: ['supervisor'],
        burst: null,
        decision: null,
        decidedBy: null,
        decidedAt: null,
        comment: null,
        attempts: 0,
        nextAttemptAt: null,
        lastError: null,
        erasedAt: null,
      },
      recipients: recipients.map((recipient, n) => ({
        ...recipient,
        n,
        state: 'pending',
        replyCode: null,
        reply: null,
        hop: null,
        settledAt: null,
      })),
      facts,
      hold,
      verdict,
    });
    expect(await store.findMail(newMail().id)).toBeNull();
  });

  it.each([0, 1, 1024 * 1024, 2 * 1024 * 1024, 2 * 1024 * 1024 + 7])(
    'keeps %i octets as they came',
    async (size) => {
      const store = await (await places.fresh()).open();
      const octets = randomBytes(size);
      const mail = newMail({ octets });
      await store.insertMail(mail);
      expect(Buffer.compare(await store.readOctets(mail.id), octets)).toBe(0);
    },
  );

  it('is known without asking, when it was queued just now, as it would be found', async () => {
    const store = await (await places.fresh()).open();
    const lease = { owner: 'courier', until: '2026-11-24T01:05:00.000Z' };
    const mail = queuedMail({ messageId: '<a\u0000b@corp.example>', verdict: VERDICT });
    await store.insertMail(mail, lease);
    expect(asQueued(mail)).toEqual(await store.findMail(mail.id));
  });

  it('keeps two thousand recipients in their order', async () => {
    const store = await (await places.fresh()).open();
    const recipients = Array.from({ length: 2_000 }, (_, n) => ({
      forwardPath: address(`r${n}@client.example`),
      notify: null,
      orcpt: null,
    }));
    const mail = queuedMail({ recipients });
    await store.insertMail(mail);
    const found = await store.findMail(mail.id);
    expect(found?.recipients.map(({ forwardPath }) => forwardPath)).toEqual(
      recipients.map(({ forwardPath }) => forwardPath),
    );
  });

  it('stands nowhere in the data folder in the clear', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const marker = 'himitsu-no-marker-20260401';
    const verdict = { ...VERDICT, findings: VERDICT.findings.map((one) => ({ ...one, sentence: marker })) };
    const octets = Buffer.from(`Subject: ${marker}\r\n\r\n${marker}\r\n`);
    await store.insertMail(newMail({ octets, sha256: sha256Hex(octets), subject: marker, verdict }));
    const rows = [...(await place.sql('select * from mails')), ...(await place.sql('select * from octets'))];
    const texts = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)));
    expect(texts.filter((text) => text.includes(marker))).toEqual([]);
    if (kind === 'sqlite') {
      const data = join(place.folder, 'data');
      const files = readdirSync(data).filter((name) => name.startsWith('sekisho.db'));
      expect(files).toContain('sekisho.db-wal');
      expect(files.filter((name) => readFileSync(join(data, name)).includes(marker))).toEqual([]);
    }
  });

  it.each([
    [
      'with one octet changed',
      'update octets set sealed = (select o.sealed from octets o where o.n = 1) where n = 0',
    ],
    ['with a piece missing', 'delete from octets where n = 1'],
    ['with another length', 'update mails set size_octets = size_octets - 1'],
    ['with another digest', `update mails set sha256 = '${'0'.repeat(64)}'`],
    ['with another revision', 'update mails set revision = 2'],
  ])('is never read %s', async (_name, tamper) => {
    const place = await places.fresh();
    const store = await place.open();
    const mail = newMail({ octets: randomBytes(1024 * 1024 + 1) });
    await store.insertMail(mail);
    await place.sql(tamper);
    await expect(store.readOctets(mail.id)).rejects.toThrow(IntegrityError);
  });

  it('is never read after one bit of it was flipped', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const mail = newMail();
    await store.insertMail(mail);
    const [row] = await place.sql('select sealed from octets');
    if (!(row?.sealed instanceof Uint8Array)) throw new Error('no octets');
    const flipped = Buffer.from(row.sealed);
    flipped.writeUInt8(flipped.readUInt8(20) ^ 1, 20);
    const literal = kind === 'sqlite' ? `x'${flipped.toString('hex')}'` : `'\\x${flipped.toString('hex')}'`;
    await place.sql(`update octets set sealed = ${literal}`);
    await expect(store.readOctets(mail.id)).rejects.toThrow(IntegrityError);
  });

  it('is stored whole or not at all: the same id twice fails and leaves the first as it was', async () => {
    const store = await (await places.fresh()).open();
    const mail = newMail();
    await store.insertMail(mail);
    await expect(store.insertMail({ ...mail, subject: 'another' })).rejects.toThrow();
    expect((await store.findMail(mail.id))?.mail.subject).toBe(mail.subject);
    expect(await store.listEvents({ mailId: mail.id, limit: 10 })).toHaveLength(2);
    expect((await store.verifyEvents()).ok).toBe(true);
  });
});

eachDatabase('The list of mails', (places) => {
  it('shows held mails in deadline order and others newest first, a page at a time', async () => {
    const store = await (await places.fresh()).open();
    const late = newMail({ receivedAt: at(1) }, at(90));
    const soon = newMail({ receivedAt: at(2) }, at(30));
    const older = queuedMail({ receivedAt: at(3) });
    const newer = queuedMail({ receivedAt: at(4) });
    for (const mail of [late, newer, older, soon]) await store.insertMail(mail);
    const ids = async (query: Parameters<typeof store.listMails>[0]) =>
      (await store.listMails(query)).map(({ mail }) => mail.id);
    expect(await ids({ states: ['held'], limit: 10 })).toEqual([soon.id, late.id]);
    expect(await ids({ states: ['queued'], limit: 10 })).toEqual([newer.id, older.id]);
    expect(await ids({ states: ['queued'], limit: 1, offset: 1 })).toEqual([older.id]);
    expect(await ids({ limit: 10 })).toEqual([newer.id, older.id, soon.id, late.id]);
    expect(await ids({ states: [], limit: 10 })).toEqual([]);
    const place = { at: at(30), id: soon.id };
    expect(await ids({ states: ['held'], limit: 10, after: place })).toEqual([late.id]);
    expect(await ids({ limit: 10, after: { at: at(4), id: newer.id } })).toEqual([
      older.id,
      soon.id,
      late.id,
    ]);
    expect(await ids({ limit: 1, after: { at: at(3), id: older.id }, search: { words: ['m-'] } })).toEqual([
      soon.id,
    ]);
    expect(await store.countMails({ states: ['held'] })).toBe(2);
    expect(await store.countMails({})).toBe(4);
  });

  it('holds the mail of one person only, by author or reverse-path in any case, and no notices, when asked so', async () => {
    const store = await (await places.fresh()).open();
    const own = newMail({
      author: address('Ann@corp.example'),
      reversePath: address('bounces@corp.example'),
    });
    const sent = newMail({ author: address('bob@corp.example'), reversePath: address('ANN@corp.example') });
    const notice = newMail({ author: address('ann@corp.example'), origin: 'notice' });
    const foreign = newMail({ author: null, reversePath: null });
    for (const mail of [own, sent, notice, foreign]) await store.insertMail(mail);
    const wanted = {
      by: [address('aNN@corp.example'), address('x@corp.example')],
      origin: 'submitted',
    } as const;
    const found = await store.listMails({ ...wanted, limit: 10 });
    expect(new Set(found.map(({ mail }) => mail.id))).toEqual(new Set([own.id, sent.id]));
    expect(await store.countMails(wanted)).toBe(2);
    expect(await store.listMails({ ...wanted, search: { words: [foreign.id] }, limit: 10 })).toEqual([]);
  });

  it('holds beside one’s own mail what one is asked to decide, until it is decided', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const asked = (persons: readonly string[], id = newMail().id) => {
      const mail = newMail({ id, author: address('bob@corp.example'), reversePath: null });
      return mail.hold === null ? mail : { ...mail, hold: { ...mail.hold, asked: persons as PersonId[] } };
    };
    const [mine, others] = [asked(['mori', 'oda']), asked(['oda'])];
    for (const mail of [mine, others]) await store.insertMail(mail);
    const list = async (person: string, by: readonly AddrSpec[] = []) => {
      const wanted = { states: ['held'], by, asked: person as PersonId } as const;
      const found = await store.listMails({ ...wanted, limit: 10 });
      expect(await store.countMails(wanted)).toBe(found.length);
      const changes = await store.heldChanges({ since: at(-1), shown: [], by, asked: person as PersonId });
      expect(changes.arrived).toBe(found.length);
      return found.map(({ mail }) => mail.id).sort();
    };
    expect(await list('mori')).toEqual([mine.id]);
    expect(await list('oda')).toEqual([mine.id, others.id].sort());
    expect(await list('kato')).toEqual([]);
    expect(await list('kato', [address('BOB@corp.example')])).toEqual([mine.id, others.id].sort());
    expect(JSON.stringify(await place.sql('SELECT * FROM asked'))).not.toContain('mori');
    const detail = await store.findMail(mine.id);
    if (detail === null) throw new Error('not stored');
    await store.changeHold(decision(detail, 'return'));
    expect(await list('mori')).toEqual([]);
    expect(await place.sql(`SELECT * FROM asked WHERE mail_id = '${mine.id}'`)).toEqual([]);
  });

  it('shows forward-paths, the verdict and what is asked', async () => {
    const store = await (await places.fresh()).open();
    await store.insertMail(newMail());
    const [summary] = await store.listMails({ limit: 1 });
    expect(summary?.forwardPaths).toEqual(['Hanako@client.example', 'jiro@partner.example']);
    expect(summary?.verdict).toEqual(VERDICT);
    expect(summary?.asks).toEqual({ grant: 'supervisor', isLast: true });
  });

  it.each(['御見積', 'HANAKO@client', 'taro@CORP', 'the-id'])(
    'is searched by subject, address and id: %s',
    async (search) => {
      const store = await (await places.fresh()).open();
      const wanted = newMail({ subject: '御見積書の件' });
      await store.insertMail(wanted);
      await store.insertMail(
        newMail({
          subject: 'other',
          reversePath: address('x@other.example'),
          author: null,
          recipients: [{ forwardPath: address('y@other.example'), notify: null, orcpt: null }],
        }),
      );
      const found = await store.listMails({
        search: { words: [search === 'the-id' ? wanted.id.toUpperCase() : search] },
        limit: 5,
      });
      expect(found.map(({ mail }) => mail.id)).toEqual([wanted.id]);
    },
  );

  it('is searched by each operator, and nothing typed is a wildcard', async () => {
    const store = await (await places.fresh()).open();
    const recipients = [{ forwardPath: address('50%_off@shop.example'), notify: null, orcpt: null }];
    const first = newMail({ subject: 'Plan A', receivedAt: at(1) });
    const second = newMail({
      subject: 'Plan B',
      author: address('ann@other.example'),
      reversePath: address('ann@other.example'),
      recipients,
      verdict: null,
      receivedAt: at(5),
    });
    await store.insertMail(first);
    await store.insertMail(second);
    const table: [MailSearch, string[]][] = [
      [{ words: ['plan'] }, [first.id, second.id]],
      [{ words: ['plan', 'ann@'] }, [second.id]],
      [{ subject: ['plan a'] }, [first.id]],
      [{ from: ['ANN@other'] }, [second.id]],
      [{ to: ['%_OFF'] }, [second.id]],
      [{ to: ['5_%'] }, []],
      [{ from: ['\\'] }, []],
      [{ reasons: [['many-recipients', 'my-number']] }, [first.id]],
      [{ reasons: [['my-number']] }, []],
      [{ hasFile: true }, []],
      [{ hasFile: false, since: at(2) }, [second.id]],
      [{ before: at(5) }, [first.id]],
      [{ id: [first.id.slice(0, 20)] }, [first.id]],
      [{ decisions: ['return'] }, []],
    ];
    for (const [search, expected] of table) {
      const found = await store.listMails({ states: ['held'], search, limit: 9 });
      expect(new Set(found.map(({ mail }) => mail.id)), JSON.stringify(search)).toEqual(new Set(expected));
    }
    expect(await store.countMails({ search: { from: ['ann'] } })).toBe(1);
  });

  it('tells an open list how many more are held, and which of its mails no longer are', async () => {
    const store = await (await places.fresh()).open();
    const by = address('ann@corp.example');
    const [shown, own, foreign] = [
      newMail(),
      newMail({ author: by, receivedAt: at(6) }),
      newMail({ receivedAt: at(7) }),
    ];
    const gone = queuedMail({ receivedAt: at(1) });
    for (const mail of [shown, own, foreign, gone]) await store.insertMail(mail);
    const list = { shown: [shown.id, gone.id], since: at(5) };
    expect(await store.heldChanges(list)).toEqual({ arrived: 2, ended: [gone.id] });
    expect(await store.heldChanges({ ...list, by: [by], shown: [] })).toEqual({ arrived: 1, ended: [] });
    expect(await store.heldChanges({ ...list, since: at(7) })).toEqual({ arrived: 0, ended: [gone.id] });
  });

  it('traces mails by Message-ID, reverse-path and forward-path in any case', async () => {
    const store = await (await places.fresh()).open();
    const mail = newMail();
    await store.insertMail(mail);
    for (const what of ['<ABC@corp.example>', 'TARO@corp.example', 'hanako@CLIENT.example']) {
      expect((await store.traceMails(what, 5)).map((found) => found.mail.id)).toEqual([mail.id]);
    }
    expect(await store.traceMails('nobody@corp.example', 5)).toEqual([]);
  });
});
