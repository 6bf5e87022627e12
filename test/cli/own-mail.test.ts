// The commands of the server know the person at the keyboard by the directory: nobody approves their own mail there, in
// whatever disguise it was sent.

import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Origin } from '../../src/guard/holds/hold.ts';
import { openStore } from '../../src/store/open-store.ts';
import { PEOPLE } from '../guard/holds/world.ts';
import { address, newMail } from '../store/samples.ts';
import { freshFolder } from './run.ts';
import { runHere } from './run-here.ts';

const { username } = userInfo();

/** The sender sato is at the keyboard, with an account of its own on the server. */
const COMPANY = {
  ...PEOPLE,
  people: PEOPLE.people.map((one) =>
    one.id === 'sato' ? { ...one, accounts: ['sato', 'adm-sato', username] } : one,
  ),
};

const from = (text: string, authenticatedAs: string | null = null): Partial<Origin> => ({
  authenticatedAs,
  addresses: [address(text)],
});

const DISGUISES: readonly (readonly [string, Partial<Origin>])[] = [
  ['the plain address', from('sato@corp.example')],
  ['another case', from('SATO@CORP.example')],
  ['a sub-address', from('sato+x@corp.example')],
  ['an alias', from('s.sato@corp.co.example')],
  ['a shared mailbox', from('sales@corp.example')],
  ['another name, submitted by a second account', from('ceo@corp.example', 'adm-sato')],
];

async function server(people: object) {
  const cwd = freshFolder('directory: { file: people.json }\n');
  writeFileSync(join(cwd, 'people.json'), JSON.stringify(people));
  await runHere(['directory', 'sync'], { cwd });
  const store = await openStore({
    url: `sqlite:${join(cwd, 'data/sekisho.db')}`,
    keyFile: join(cwd, 'data/sekisho.key'),
    writerId: 'relay-1',
    onFailure: (error) => expect.fail(error.message),
  });
  const release = async (origin: Partial<Origin>) => {
    const mail = newMail();
    if (mail.hold === null) throw new Error('not held');
    await store.insertMail({ ...mail, hold: { ...mail.hold, origin: { ...mail.hold.origin, ...origin } } });
    const { code, stdout } = await runHere(['held', 'release', mail.id, '--json'], { cwd });
    const { hold } = (await store.findMail(mail.id)) ?? {};
    const events = await store.listEvents({ mailId: mail.id, limit: 9 });
    const { result, why } = JSON.parse(stdout);
    return { code, result, why, given: hold?.given, events: events.map(({ type }) => type) };
  };
  return { store, release };
}

const nothing = { code: 1, result: 'refused', given: [], events: ['received', 'held'] };

it('nobody releases their own mail by a command, in whatever disguise it was sent', async () => {
  const { store, release } = await server(COMPANY);
  try {
    for (const [disguise, origin] of DISGUISES)
      expect([disguise, await release(origin)]).toEqual([disguise, { ...nothing, why: 'own-mail' }]);
    expect(await release(from('kato@corp.example'))).toMatchObject({ code: 0, result: 'done' });
  } finally {
    await store.close();
  }
});

it('an account of the server that the directory does not know approves nothing, for it might be the sender’s', async () => {
  const { store, release } = await server(PEOPLE);
  try {
    expect(await release(from('sato@corp.example'))).toEqual({ ...nothing, why: 'unidentified' });
  } finally {
    await store.close();
  }
});
