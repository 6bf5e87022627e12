// `sekisho keys rotate | rewrap`: a new key for what is new, and the mails that older keys still seal taken over.

import { Command } from 'commander';
import { withCommonOptions } from './common-options.ts';
import { write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

const event = (type: 'key-added' | 'keys-rewrapped', detail: Readonly<Record<string, unknown>>) => ({
  type,
  mailId: null,
  at: new Date().toISOString(),
  actor: cliActor(),
  detail,
});

/** The key comes first: whoever opens the store then proves all keys, and writes with the new one. */
async function rotate(options: StoreOptions): Promise<void> {
  const { addKey } = await import('../store/key-file.ts');
  // Refused while the file does not fit the data: a key added to a wrong file helps nobody.
  const { keyFile } = await withStore(options, async ({ storage }) => storage);
  const key = await addKey(keyFile);
  await withStore(options, ({ store }) => store.addEvent(event('key-added', { key })));
  write(options.json, { keyFile, key }, () =>
    [
      `${keyFile}: key ${key} added. Then:`,
      '  copy the file to where you keep its copy, and to the other relays on the same database',
      '  restart the relays: what is new is sealed with the new key from then on',
      '  sekisho keys rewrap     for the mails that are there',
    ].join('\n'),
  );
}

async function rewrap(options: StoreOptions): Promise<void> {
  const count = await withStore(options, async ({ store }) => {
    const rewrapped = await store.rewrapKeys();
    await store.addEvent(event('keys-rewrapped', { count: rewrapped }));
    return rewrapped;
  });
  write(
    options.json,
    { count },
    () => `${count} mails taken over by the newest key; the others were already`,
  );
}

export function keysCommand(): Command {
  const keys = new Command('keys').description('change the key that seals what is stored');
  withCommonOptions(keys.command('rotate'))
    .description('add a key to the key file: new mail is sealed with it after a restart')
    .action(rotate);
  withCommonOptions(keys.command('rewrap'))
    .description('seal the keys of stored mails with the newest key; may be broken off and repeated')
    .action(rewrap);
  return keys;
}
