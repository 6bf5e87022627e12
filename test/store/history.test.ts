import { expect, it } from 'vitest';
import { type HistoryAnswer, type HistoryQuestion, pairOf } from '../../src/guard/history.ts';
import type { Pace } from '../../src/guard/recent.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import { eachDatabase } from './databases.ts';
import { address, at, domain, lesson, outcome, queuedMail, report } from './samples.ts';

const QUESTION: HistoryQuestion = {
  author: address('taro@corp.example'),
  recipients: ['a@client.example', 'b@client.example', 'c@partner.example', 'new@client.example'].map(
    address,
  ),
  domains: ['client.example', 'partner.example', 'never.example'].map(domain),
  together: ['a@client.example', 'b@client.example', 'c@partner.example'].map(address),
  pairs: [pairOf(address('a@client.example'), address('hanako@corp.example'))],
  subjects: [
    { kind: 'company', subject: 'client.example' },
    { kind: 'person', subject: 'a@client.example' },
    { kind: 'file', subject: 'f1' },
  ],
  names: [
    { kind: 'company', name: '青空商事' },
    { kind: 'company', name: '無名' },
  ],
  outside: true,
};

const naming = (kind: 'company' | 'person' | 'file', subject: string, name: string) => ({
  kind,
  subject,
  name,
});
const pace = (outside: number): Pace => ({
  tenMinutes: { outside, fresh: 1 },
  hour: { outside: outside * 2, fresh: 3 },
  visible: outside,
});

const LESSONS = [
  lesson(
    at(5),
    'taro@corp.example',
    ['a@client.example', 'b@client.example'],
    ['a@client.example', 'b@client.example'],
  ),
  {
    ...lesson(at(3), 'taro@corp.example', ['a@client.example']),
    namings: [naming('company', 'client.example', '青空商事'), naming('person', 'a@client.example', '青木')],
    pace: pace(4),
  },
  lesson(
    at(9),
    'hanako@corp.example',
    ['a@client.example', 'c@partner.example'],
    ['c@partner.example', 'a@client.example'],
  ),
  {
    ...lesson(at(7), 'hanako@corp.example', ['x@sub.client.example', 'c@partner.example']),
    pairs: [pairOf(address('hanako@corp.example'), address('a@client.example'))],
  },
  {
    ...lesson(at(8), 'taro@corp.example', ['b@client.example']),
    namings: [
      naming('company', 'client.example', '青空商事'),
      naming('company', 'client.example', '青空ホールディングス'),
      naming('company', 'partner.example', '青空商事'),
      naming('file', 'f1', 'client.example'),
    ],
    pace: pace(2),
  },
];

const inOrder = (answer: HistoryAnswer) => ({
  bySender: [...answer.bySender].sort(),
  byCompany: [...answer.byCompany].sort(),
  domains: [...answer.domains].sort(),
  seenTogether: [...answer.seenTogether].sort(),
  frequentDomains: [...answer.frequentDomains].sort(),
  namesOf: [...answer.namesOf].sort(),
  bearersOf: [...answer.bearersOf].sort(),
  circle: answer.circle,
  recent: answer.recent,
});

eachDatabase('History', (places) => {
  it('answers as the recorded history does, in one lesson or many', async () => {
    const store = await (await places.fresh()).open();
    const recorded = createRecordedHistory();
    for (const one of LESSONS) recorded.learn(one);
    await store.learn(LESSONS.slice(0, 2));
    for (const one of LESSONS.slice(2)) await store.learn([one]);
    const answer = await store.answerHistory(QUESTION, at(30));
    expect(inOrder(answer)).toEqual(inOrder(recorded.answer(QUESTION, at(30))));
    expect(answer.domains.get(domain('client.example'))).toEqual({ count: 6, firstAt: at(3), lastAt: at(9) });
    expect(answer.frequentDomains).toEqual(new Map([['client.example', 6]]));
    expect(answer.seenTogether.size).toBe(3);
    expect(answer.circle).toEqual([]);
    expect(answer.recent.pace).toEqual(pace(4));
  });

  it('names the author’s circle, those written to most first, as the recorded history does', async () => {
    const store = await (await places.fresh()).open();
    const recorded = createRecordedHistory();
    const often = ['b@client.example', 'a@client.example', 'c@partner.example', 'd@partner.example'];
    const lessons = often.flatMap((path, n) =>
      Array.from({ length: [3, 5, 3, 2][n] ?? 0 }, () => lesson(at(n), 'taro@corp.example', [path])),
    );
    await store.learn(lessons);
    for (const one of lessons) recorded.learn(one);
    const { circle } = await store.answerHistory(QUESTION, at(30));
    expect(circle).toEqual(recorded.answer(QUESTION, at(30)).circle);
    expect(circle.map(({ address: path, count }) => `${path} ${count}`)).toEqual([
      'a@client.example 5',
      'c@partner.example 3',
      'b@client.example 3',
    ]);
    expect((await store.answerHistory({ ...QUESTION, outside: false }, at(30))).circle).toEqual([]);
  });

  it('knows nothing at first, and since when it learns', async () => {
    const store = await (await places.fresh()).open();
    const empty = await store.answerHistory(QUESTION, at(30));
    expect(empty).toMatchObject({ learningSince: null, imported: false });
    expect(empty.bySender.size + empty.byCompany.size + empty.domains.size).toBe(0);
    await store.learn([]);
    await store.learn(LESSONS);
    await store.learn([lesson(at(0), 'taro@corp.example', ['a@client.example'])]);
    expect(await store.answerHistory(QUESTION, at(30))).toMatchObject({
      learningSince: at(3),
      imported: false,
    });
  });

  it('asks about nobody without an author, and still about the company', async () => {
    const store = await (await places.fresh()).open();
    await store.learn(LESSONS);
    const answer = await store.answerHistory({ ...QUESTION, author: null }, at(30));
    expect(answer.bySender.size).toBe(0);
    expect(answer.byCompany.get(address('a@client.example'))?.count).toBe(3);
  });

  it('forgets a pair 365 days after it was last seen together', async () => {
    const store = await (await places.fresh()).open();
    await store.learn(LESSONS.slice(0, 1));
    const days = (count: number) => new Date(Date.parse(at(5)) + count * 86_400_000).toISOString();
    expect((await store.answerHistory(QUESTION, days(365))).seenTogether.size).toBe(1);
    expect((await store.answerHistory(QUESTION, days(365.01))).seenTogether.size).toBe(0);
    await store.learn([{ ...LESSONS[0]!, at: days(300) }]);
    await store.learn(LESSONS.slice(0, 1));
    expect((await store.answerHistory(QUESTION, days(665))).seenTogether.size).toBe(1);
  });

  it('forgets whom nobody has written to for 365 days', async () => {
    const store = await (await places.fresh()).open();
    const recorded = createRecordedHistory();
    await store.learn(LESSONS);
    for (const one of LESSONS) recorded.learn(one);
    const later = new Date(Date.parse(at(8)) + 365 * 86_400_000).toISOString();
    const answer = await store.answerHistory(QUESTION, later);
    expect(inOrder(answer)).toEqual(inOrder(recorded.answer(QUESTION, later)));
    expect([...answer.byCompany.keys()].sort()).toEqual([
      'a@client.example',
      'b@client.example',
      'c@partner.example',
    ]);
    expect(answer.bySender.has(address('a@client.example'))).toBe(false);
  });

  it('un-learns an address that a hop says does not exist, and no other', async () => {
    const store = await (await places.fresh()).open();
    await store.learn([
      lesson(at(0), 'taro@corp.example', ['hanako@client.example', 'jiro@partner.example']),
    ]);
    await store.insertMail(queuedMail());
    const [due] = await store.claimDueMail('courier-1', at(1), at(3), 1);
    if (due === undefined) throw new Error('nothing is due');
    const refused = { ...outcome(0, 'refused', 550), reply: '550 5.1.1 no such user' };
    const rejected = { ...outcome(1, 'refused', 554), reply: '554 5.7.1 looks like spam' };
    expect(await store.reportAttempt(report(due, { outcomes: [refused, rejected] }))).toBe(true);
    const paths = due.recipients.map(({ forwardPath }) => address(forwardPath.toLowerCase()));
    const known = await store.answerHistory({ ...QUESTION, recipients: paths }, at(5));
    expect([...known.byCompany.keys()]).toEqual([paths[1]]);
  });

  it('counts an imported line once, however often it is imported, and ends the learning phase', async () => {
    const store = await (await places.fresh()).open();
    const entries = LESSONS.map((one, n) => ({ key: `line ${n}`, lesson: one }));
    expect(await store.importHistory('mail.log', [...entries, ...entries.slice(0, 1)])).toBe(5);
    const before = await store.answerHistory(QUESTION, at(30));
    expect(await store.importHistory('mail.log', entries)).toBe(0);
    expect(await store.answerHistory(QUESTION, at(30))).toEqual(before);
    expect(before).toMatchObject({ learningSince: at(3), imported: true });
    expect(await store.importHistory('other.log', entries.slice(0, 1))).toBe(1);
    expect(
      (await store.answerHistory(QUESTION, at(30))).bySender.get(address('b@client.example'))?.count,
    ).toBe(3);
  });

  it('answers about four hundred visible addresses and two thousand recipients', async () => {
    const store = await (await places.fresh()).open();
    const many = Array.from({ length: 2_000 }, (_, n) => address(`r${n}@client.example`));
    const together = many.slice(0, 40);
    await store.learn([{ ...lesson(at(1), 'taro@corp.example', []), recipients: many, together }]);
    const question = { ...QUESTION, recipients: many, together: many.slice(0, 400) };
    const answer = await store.answerHistory(question, at(30));
    expect(answer.bySender.size).toBe(2_000);
    expect(answer.seenTogether.size).toBe(780);
  });

  it('learns from two relays at the same moment without losing a count', async () => {
    const place = await places.fresh();
    const stores = [await place.open(), await place.open({ writerId: 'relay-2' })];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => stores[n % 2]!.learn(n % 3 ? LESSONS : [...LESSONS].reverse())),
    );
    const answer = await stores[0]!.answerHistory(QUESTION, at(30));
    expect(answer.byCompany.get(address('a@client.example'))?.count).toBe(60);
    expect(answer.domains.get(domain('client.example'))?.count).toBe(120);
  });
});
