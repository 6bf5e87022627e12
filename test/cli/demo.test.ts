// The demo does what the README says of it: a dozen sample mails, some held, each for the reason it was made for.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MAIN } from '../e2e/sekisho.ts';
import { run } from './run.ts';

type Row = {
  readonly subject: string;
  readonly result: string;
  readonly why: readonly { readonly check: string }[];
};
type Shown = { readonly link: string; readonly mails: readonly Row[] };

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'Thursday at ten?': [],
  お見積書をお送りします: [],
  '【ご案内】冬季休業のお知らせ': ['visible-recipients'],
  地域別の集計です: ['unencrypted-personal-data'],
  'Our winter catalogue': ['first-contact'],
  契約書の件: ['lookalike-domain'],
  来年度の計画について: ['confidential-marking'],
  'Care report for November': ['special-care-data'],
  '参加者名簿（暗号化）': [],
  '参加者名簿（暗号化）とパスワード': ['password-with-attachment'],
  Minutes: ['uninspectable'],
  '社内共有：地域別の集計': [],
  'News for November': [],
};

it('shows what passes and what is held and why, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-demo-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { code, stdout, stderr } = await run(['demo', '--json', '--exit'], {
    main: MAIN,
    env: { TMPDIR: folder },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { link, mails } = JSON.parse(stdout) as Shown;
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup\//);
  expect(mails.map(({ subject }) => subject)).toEqual(Object.keys(EXPECTED));
  for (const { subject, result, why } of mails) {
    const expected = EXPECTED[subject] ?? [];
    const checks = why.map(({ check }) => check);
    expect({ subject, result, checks }).toEqual({
      subject,
      result: expected.length === 0 ? 'passed' : 'held',
      checks: expected.length === 0 ? [] : expect.arrayContaining([...expected]),
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});
