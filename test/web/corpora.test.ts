// For every held mail of the corpora (or of the seeded stream, where they are not at hand) the page shows the sentence of
// each finding and every piece of its evidence, in both languages.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentenceOf } from '../../src/guard/sentences.ts';
import type { MailDetail } from '../../src/store/store.ts';
import { showLine } from '../../src/web/shown.ts';
import { type CorpusMail, corpusMails } from '../corpora.ts';
import { type House, openHouse } from './house.ts';
import { textOf, type Visitor } from './visitor.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.addUser('root', 'admin', null);
});
afterAll(() => house.close());

const isAscii = ({ octets }: CorpusMail) => octets.every((octet) => octet < 0x80);
const plain = (text: string) => text.replace(/\s/g, '');

async function hold({ octets, reversePath, forwardPaths }: CorpusMail): Promise<MailDetail | null> {
  if (reversePath === null || forwardPaths.length === 0) return null;
  const lines = octets.toString('latin1').replace(/\r\n$/, '').split('\r\n');
  const detail = await house.store.findMail(
    await house.accept({ from: reversePath, to: forwardPaths, lines }),
  );
  return detail?.mail.state === 'held' ? detail : null;
}

async function missingOn(visitor: Visitor, language: 'en' | 'ja', { mail, verdict }: MailDetail) {
  const { html } = await visitor.get(`/held/${mail.id}`);
  const shown = plain(textOf(html.replace(/<\/?(?:b|bdi|mark|span)\b[^>]*>/g, '')));
  return (verdict?.findings ?? [])
    .flatMap((finding) => [
      sentenceOf(finding, language).sentence,
      ...finding.evidence.map(({ value }) => value).filter((value) => value !== 'body'),
    ])
    .filter((text) => !shown.includes(plain(showLine(text, 1000))));
}

it('every held mail shows the sentence and the evidence of each finding, in both languages', async () => {
  const visitors = await Promise.all(
    (['en', 'ja'] as const).map(async (language) => {
      const visitor = await house.signIn('root', language);
      visitor.cookies.set('sekisho-language', language);
      return { language, visitor };
    }),
  );
  let held = 0;
  for (const mail of [...corpusMails()].filter(isAscii)) {
    const detail = await hold(mail);
    if (detail === null) continue;
    held += 1;
    for (const { language, visitor } of visitors)
      expect(await missingOn(visitor, language, detail), `${mail.name} (${language})`).toEqual([]);
  }
  expect(held).toBeGreaterThan(0);
}, 120_000);
