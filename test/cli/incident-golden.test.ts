// Promise: of one accident of each pattern the kit is what it was, to the letter, and it is made as in earnest: a mail is
// taken in, read, stored and delivered, and `sekisho incident` is asked. SEKISHO_GOLDEN=1 writes the kits anew.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { replayCase, rulesOfCase } from '../../src/cli/replay.ts';
import { messagesOf, readCase } from '../../src/cli/replay-case.ts';
import { organizationSchema, policySchema, type Rules } from '../../src/guard/policy.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { startSink } from '../e2e/sink.ts';
import { addr } from '../guard/mail.ts';
import { hopAt, mailOf, relayAt, submission } from '../relay/relay.ts';
import { onDatabase } from '../store/databases.ts';
import { runHere } from './run-here.ts';

const FOLDER = resolve(import.meta.dirname, '../fixtures/incident-mails');
const PATTERNS = readdirSync(FOLDER).sort();
const AWARE = '2026-11-24T03:00:00.000Z';

const besidesSchema = z.object({ organizationKind: z.enum(['private', 'public']), wrongful: z.boolean() });

/** Everything leaves: the accident happens. */
async function caseOf(pattern: string) {
  const folder = join(FOLDER, pattern);
  const recorded = await readCase(folder);
  const besides = besidesSchema.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
  const organization = organizationSchema.parse({
    domains: recorded.setup.internalDomains,
    kind: besides.organizationKind,
    calendar: 'none',
  });
  const policy = policySchema.parse({ mode: 'observe' });
  const rules = rulesOfCase(recorded, { organization, policy });
  const [message] = await messagesOf(folder, recorded);
  if (message === undefined) throw new Error(`${pattern} has no message`);
  return { rules, message, wrongful: besides.wrongful };
}

function expectGolden(file: string, text: string): void {
  if (process.env.SEKISHO_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

onDatabase('sqlite', 'The incident kit of', (places) => {
  it('one mail of each pattern is golden, from the mail to the letters', async () => {
    const place = await places.fresh();
    const noSuchUser = (command: string) => (/^RCPT TO:<gone@/i.test(command) ? '550 no such user' : null);
    const sink = await startSink(noSuchUser);
    let rules: Rules | null = null;
    const relay = await relayAt(place, hopAt(sink.port), {
      rules: () => {
        if (rules === null) throw new Error('no case yet');
        return rules;
      },
      readMail: (octets, options) => readMail(octets, options),
    });
    const courier = relay.courier();
    const config = join(place.folder, 'sekisho.yaml');
    const asked = { cwd: place.folder, env: { LANG: 'ja_JP.UTF-8' } };
    for (const pattern of PATTERNS) {
      const { message, wrongful, ...one } = await caseOf(pattern);
      rules = one.rules;
      const { octets, from, to } = message;
      const { id } = await relay.accept(submission(to, { reversePath: addr(from), octets }));
      await courier.drain();
      expect((await mailOf(relay.store, id)).mail.state).toBe('done');
      const { organization } = rules;
      const { url, keyFile } = place.settings;
      const nextHop = { host: '127.0.0.1', port: 1 };
      writeFileSync(config, JSON.stringify({ organization, nextHop, storage: { url, keyFile } }));
      const words = ['incident', id, '--aware', AWARE, ...(wrongful ? ['--wrongful'] : [])];
      const [inWords, asJson] = [await runHere(words, asked), await runHere([...words, '--json'], asked)];
      expect([inWords.code, inWords.stderr, asJson.code, asJson.stderr]).toEqual([0, '', 0, '']);
      const kit = `${JSON.stringify(JSON.parse(asJson.stdout), null, 2)}\n`;
      expectGolden(join(FOLDER, pattern, 'kit.json'), kit.replaceAll(id, 'm-id'));
      const { estimate } = JSON.parse(asJson.stdout);
      const { stdout } = await runHere(['held', 'show', id, '--json'], asked);
      const { legalEstimate } = JSON.parse(stdout);
      if (!wrongful && estimate.persons > 0) expect(legalEstimate).toMatchObject(estimate);
      expectGolden(join(FOLDER, pattern, 'kit.ja.txt'), inWords.stdout.replaceAll(id, 'm-id'));
    }
    await sink.close();
  });
});

it('the legal estimate stands in check, inspect and explain as well, in words and as JSON', async () => {
  const cwd = join(FOLDER, 'wrong-recipient');
  const envelope = ['--from', 'soudan@fukushi.example', '--to', 'office@hidamari-houmon.example'];
  for (const words of [
    ['check', 'message.eml', ...envelope],
    ['explain', 'message.eml', ...envelope],
    ['inspect', 'message.eml', '--organization', 'private'],
  ]) {
    const json = JSON.parse((await runHere([...words, '--json'], { cwd })).stdout);
    expect(json.legalEstimate).toMatchObject({
      isDue: true,
      organization: 'private',
      grounds: [{ category: 'special-care', persons: 4, from: 1 }],
    });
    expect((await runHere(words, { cwd })).stdout).toContain(json.legalEstimate.summary);
  }
  const { stdout } = await runHere(['inspect', 'case.json', '--json'], { cwd });
  expect(JSON.parse(stdout)).toHaveProperty('legalEstimate');
});

it.each(PATTERNS)('would have been held: %s', async (pattern) => {
  expect(await replayCase(join(FOLDER, pattern), null)).toMatchObject({ action: 'hold' });
});
