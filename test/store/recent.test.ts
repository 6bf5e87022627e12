import { expect, it } from 'vitest';
import { questionFor } from '../../src/guard/assemble.ts';
import type { Facts } from '../../src/guard/facts.ts';
import { MAX_RECENT_MAILS, type RecentAnswer } from '../../src/guard/recent.ts';
import { rememberedOf } from '../../src/guard/recent-facts.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import { factsOf, file, rulesOf } from '../guard/mail.ts';
import { eachDatabase, onDatabase } from './databases.ts';
import { address, lesson, newMail } from './samples.ts';

const START = Date.parse('2026-11-24T01:00:00.000Z');
const after = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** A mail of ann's to one customer, `minutes` after the start. */
function factsAt(minutes: number, to: string, changed: Partial<Facts> = {}): Facts {
  const { facts } = factsOf({ to: [to], body: { sketch: Array.from({ length: 20 }, (_, n) => n + 1) } });
  return { ...facts, receivedAt: after(minutes), ...changed };
}

const questionOf = ({ content, envelope }: Facts) => questionFor(content, envelope, rulesOf());
const plain = ({ reached, ...recent }: RecentAnswer) => ({ ...recent, reached: [...reached].sort() });

eachDatabase('Recent mail', (places) => {
  it('is remembered with the mail and answered as the recorded history answers', async () => {
    const store = await (await places.fresh()).open();
    const recorded = createRecordedHistory();
    const mails = [
      factsAt(0, 'x@client.example'),
      factsAt(30, 'y@client.example'),
      factsAt(55, 'x@client.example'),
      factsAt(59, 'z@client.example'),
    ];
    for (const facts of mails) {
      await store.insertMail(newMail({ facts, author: facts.author }));
      const remembered = rememberedOf(facts);
      if (remembered !== null) recorded.remember(remembered);
    }
    const question = questionOf(factsAt(60, 'x@client.example'));
    for (const minutes of [60, 64, 100, 200, 400]) {
      const answer = (await store.answerHistory(question, after(minutes))).recent;
      expect(plain(answer)).toEqual(plain(recorded.answer(question, after(minutes)).recent));
    }
    const { recent } = await store.answerHistory(question, after(60));
    expect(recent).toMatchObject({ hour: { outside: 3, fresh: 3 }, tenMinutes: { outside: 2, fresh: 2 } });
    expect(recent.mails).toHaveLength(4);
  });

  it('of mail to colleagues, and of our own notices, leaves nothing behind', async () => {
    const store = await (await places.fresh()).open();
    const inside = factsAt(0, 'bob@corp.example');
    await store.insertMail(newMail({ facts: inside, author: inside.author }));
    await store.insertMail(newMail({ origin: 'notice', facts: null, author: null }));
    const { recent } = await store.answerHistory(questionOf(factsAt(1, 'x@client.example')), after(1));
    expect(recent.mails).toEqual([]);
  });

  it('is bounded for each author, whatever is sent', async () => {
    const store = await (await places.fresh()).open();
    for (let n = 0; n < MAX_RECENT_MAILS + 20; n++) {
      const facts = factsAt(n / 10, `r${n}@client.example`);
      await store.insertMail(newMail({ facts, author: facts.author }));
    }
    const { recent } = await store.answerHistory(questionOf(factsAt(9, 'x@client.example')), after(9));
    expect(recent.mails).toHaveLength(MAX_RECENT_MAILS);
    expect(recent.hour.outside).toBe(MAX_RECENT_MAILS + 20);
  });

  it('keeps the name of a protected file where nobody without the key reads it', async () => {
    const store = await (await places.fresh()).open();
    const facts = factsOf({
      to: ['x@client.example'],
      content: { files: [file({ name: '名簿.zip', protection: 'protected' })] },
    }).facts;
    await store.insertMail(newMail({ facts, author: facts.author }));
    const { recent } = await store.answerHistory(questionOf(facts), after(1));
    expect(recent.mails[0]?.protectedFile).toBe('名簿.zip');
  });

  it('and old history are dropped when nothing looks back so far', async () => {
    const store = await (await places.fresh()).open();
    const facts = factsAt(0, 'x@client.example');
    await store.insertMail(newMail({ facts, author: facts.author }));
    await store.learn(
      Array.from({ length: 3 }, () => lesson(after(0), 'ann@corp.example', ['x@client.example'])),
    );
    await store.dropForgotten(after(300));
    const question = questionOf(facts);
    expect((await store.answerHistory(question, after(1))).recent.mails).toEqual([]);
    expect((await store.answerHistory(question, after(1))).circle).toHaveLength(1);
    await store.dropForgotten(after(366 * 24 * 60));
    expect((await store.answerHistory(question, after(1))).byCompany.has(address('x@client.example'))).toBe(
      false,
    );
  });
});

onDatabase('sqlite', 'Old history', (places) => {
  it('is dropped in steps, and whoever writes meanwhile waits for one of them only', async () => {
    const place = await places.fresh();
    const store = await place.open();
    await place.sql(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 7000)
       insert into disclosures select randomblob(16), '2020' from n`,
    );
    let isOver = false;
    const dropping = store.dropForgotten(after(1)).then(() => {
      isOver = true;
    });
    let written = 0;
    for (; !isOver; written += 1) await store.ping();
    await dropping;
    expect(written).toBeGreaterThanOrEqual(4);
    expect(await place.sql('select count(*) as n from disclosures')).toEqual([{ n: 0 }]);
  });
});
