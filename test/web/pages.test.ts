// What the pages say: the lists and the page of a mail, in both languages, with hostile mail as the normal input.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceOf } from '../../src/guard/sentences.ts';
import type { MailId } from '../../src/store/store.ts';
import { outcome, report } from '../store/samples.ts';
import { type House, openHouse } from './house.ts';
import { firstContact, hostile, MARKUP, winterClosing } from './mails.ts';
import { textOf, type Visitor } from './visitor.ts';

let house: House;
let boss: Visitor;
let winter: MailId;
let wild: MailId;

beforeAll(async () => {
  house = await openHouse({ policy: { checks: { 'confidential-marking': { words: ['社外秘'] } } } });
  await house.addUser('boss', 'approver');
  winter = await house.accept(winterClosing());
  house.wait(30);
  wild = await house.accept(hostile());
  house.wait(12);
  boss = await house.signIn('boss');
});
afterAll(() => house.close());

async function press(visitor: Visitor, id: MailId): Promise<void> {
  await visitor.get(`/held/${id}`);
  const path = `/held/${id}/decision`;
  const seen = await visitor.post(path, { ...visitor.hiddenFields(path), decision: 'release' });
  expect(seen.status).toBe(303);
}

describe('the page of a held mail', () => {
  it('says who, how many outside, and why, in this order', async () => {
    const { html } = await boss.get(`/held/${winter}`);
    const text = textOf(html.slice(html.indexOf('<main')));
    const order = [
      'Needs approval',
      '7 h 18 min left',
      '【ご案内】冬季休業のお知らせ',
      '営業部 山田 花子',
      '12 outside recipients at 12 organisations',
      '1 colleague',
      '1 attachment',
      '12 outside addresses of 12 organisations are visible to each other',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
  });

  it.each(['en', 'ja'] as const)(
    'shows the sentence, label and evidence of every finding (%s)',
    async (language) => {
      const verdict = (await house.store.findMail(winter))?.verdict;
      const visitor = await house.signIn('boss', language);
      await visitor.get(`/held/${winter}`);
      await visitor.post('/language', { language, back: `/held/${winter}` });
      const { text } = await visitor.get(`/held/${winter}`);
      const plain = text.replace(/\s/g, '');
      expect(verdict?.findings.length).toBeGreaterThan(1);
      for (const finding of verdict?.findings ?? []) {
        const { label, sentence } = sentenceOf(finding, language);
        expect(text).toContain(label);
        expect(text).toContain(sentence);
        for (const { value } of finding.evidence) {
          if (value !== 'body') expect(plain).toContain(value.replace(/\s/g, ''));
        }
      }
    },
  );

  it('shows the text as characters, with what the reasons point at marked', async () => {
    const { html } = await boss.get(`/held/${winter}`);
    expect(html).toContain('お客様各位\n\n平素より');
    expect(html).toContain('<mark>社外秘</mark>');
  });

  it('lists outsiders by organisation with what was sent there before', async () => {
    await house.store.learn([]);
    const { text } = await boss.get(`/held/${winter}`);
    expect(text).toMatch(/Outside 12 .*first time.*Our own 1/);
  });

  it('tells what happened, with names of people', async () => {
    await boss.get(`/held/${winter}`);
    const { text } = await boss.get(`/held/${winter}`);
    expect(text).toMatch(/What happened .*Received mail client .*Held mail client .*Looked at/);
    expect(text).toContain('boss');
    expect(text).not.toContain('id-boss');
  });

  it('shows a long text in part first, and all of it on demand', async () => {
    const mail = firstContact('ann@corp.example', 'Long');
    const lines = mail.lines.flatMap((line) =>
      line.startsWith('Please find')
        ? Array.from({ length: 400 }, (_, n) => `line ${n} of a long mail`)
        : [line],
    );
    const id = await house.accept({ ...mail, lines });
    const part = await boss.get(`/held/${id}`);
    expect(part.text).not.toContain('line 399 of');
    expect(part.text).toMatch(/Show all [\d,]+ characters/);
    expect((await boss.get(`/held/${id}?text=all`)).text).toContain('line 399 of');
  });

  it('says so when the stored octets are not the accepted ones', async () => {
    const damaged = await openHouse();
    try {
      await damaged.addUser('boss', 'approver');
      const id = await damaged.accept(firstContact('ann@corp.example', 'Bent'));
      const visitor = await damaged.signIn('boss');
      damaged.sql(`UPDATE octets SET sealed = zeroblob(length(sealed)) WHERE mail_id = '${id}'`);
      const seen = await visitor.get(`/held/${id}`);
      expect(seen.status).toBe(200);
      expect(seen.text).toContain('The stored mail differs from what was accepted.');
      expect(damaged.log).toContainEqual(expect.objectContaining({ event: 'integrity-failed', mailId: id }));
    } finally {
      await damaged.close();
    }
  });
});

describe('hostile mail', () => {
  it('is shown as the characters it consists of, on every page', async () => {
    for (const path of ['/held', `/held/${wild}`, `/held?q=${encodeURIComponent(MARKUP)}`]) {
      const { html, text } = await boss.get(path);
      expect(text).toContain(MARKUP);
      const scripts = html.match(/<script[^>]*>/g) ?? [];
      expect(scripts.every((tag) => /^<script type="module" src="\/live\.js\?v=\w+">$/.test(tag))).toBe(true);
      expect(html).not.toMatch(/onerror=alert\(\d\)>[^&]*<script/i);
      expect(html).not.toContain('<img');
    }
  });

  it('has its invisible characters named and its look-alike domain in the form that is sent', async () => {
    const { text, html } = await boss.get(`/held/${wild}`);
    expect(html).not.toMatch(/[\u202a-\u202e\u200b]/);
    expect(text).toContain('⟦U+202E⟧gnp.exe⟦U+200B⟧');
    expect(html).toContain('<b>xn--gmil-6na.example</b>');
    expect(text).toContain('(gmáil.example)');
  });

  it('has no link of its own and no place to load anything from', async () => {
    const { html } = await boss.get(`/held/${wild}`);
    const links = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !/^(\/(?!\/)|#)/.test(link))).toEqual([]);
  });
});

describe('the list of held mail', () => {
  it('comes in the order of the deadlines, with label, sender, recipient and time left', async () => {
    const { text, html } = await boss.get('/held');
    expect(html.indexOf(winter)).toBeLessThan(html.indexOf(wild));
    expect(text).toMatch(/High Needs approval 7 h 18 min left 【ご案内】/);
    expect(text).toMatch(/yamada@ corp.example → info@ aoyama.example and 12 others Addresses visible: 12/);
  });

  it('finds by subject, address and id, in any case, and says when it does not', async () => {
    for (const what of ['冬季', 'EGUCHI@client-d', winter]) {
      const { html } = await boss.get(`/held?q=${encodeURIComponent(what)}`);
      expect(html).toContain(`/held/${winter}"`);
      expect(html).not.toContain(`/held/${wild}"`);
    }
    const wrong = await boss.get('/held?q=form:yamada');
    expect([wrong.status, wrong.text]).toEqual([
      400,
      expect.stringContaining('“form:” is not known here. Known: from, to'),
    ]);
    const none = await boss.get('/held?q=%3Cb%3Enothing');
    expect(none.text).toContain('Nothing found for “<b>nothing”.');
    expect(none.html).not.toContain('<b>nothing');
  });

  it('turns its pages', async () => {
    const full = await openHouse();
    try {
      await full.addUser('boss', 'approver');
      for (let n = 0; n < 23; n += 1) await full.accept(firstContact('ann@corp.example', `Plan ${n}`));
      const visitor = await full.signIn('boss');
      const [first, second] = [await visitor.get('/held'), await visitor.get('/held?page=2')];
      const mails = ({ html }: { html: string }) => new Set(html.match(/\/held\/m-\w+/g));
      expect([mails(first).size, mails(second).size]).toEqual([15, 8]);
      expect(first.text).toContain('Held mail 23');
      expect(first.html).toContain('href="/held?page=2"');
      expect((await visitor.get('/held?page=0')).status).toBe(400);
      expect(first.html.length).toBeLessThan(30_000);
    } finally {
      await full.close();
    }
  });

  it('says how much of a mail was not delivered', async () => {
    const mail = firstContact('ann@corp.example', 'Half');
    const id = await house.accept({ ...mail, to: [...mail.to, 'gone@new-client.example'] });
    await press(boss, id);
    const now = house.now().toISOString();
    const [due] = await house.store.claimDueMail('relay-1', now, now, 1);
    if (due === undefined) throw new Error('nothing is due');
    const lesson = null;
    const outcomes = [outcome(0, 'delivered', 250), outcome(1, 'refused', 550)];
    await house.store.reportAttempt(report(due, { at: now, outcomes, lesson }));
    expect((await boss.get('/recent')).text).toMatch(/Delivered to 1 of 2 .* Half/);
    const seen = await boss.get(`/held/${id}`);
    expect(seen.text).toMatch(/delivered .* refused 550 said the hop/);
  });

  it('weighs little, as does the page of a mail', async () => {
    const { length: style } = (await boss.get('/style.css')).html;
    for (const path of ['/held', `/held/${winter}`]) {
      const { length } = (await boss.get(path)).html;
      expect(length + style).toBeLessThan(40_000);
    }
  });
});
