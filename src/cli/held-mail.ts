// What the commands about held mail share: the mail itself, who is at the keyboard, and the ports by which relay/ acts.

import type { Decider, Refusal } from '../guard/holds/hold.ts';
import type { ActPorts } from '../relay/act-on-hold.ts';
import type { MailDetail, MailId } from '../store/store.ts';
import { Problem, UsageError } from './explain-error.ts';
import { cliActor, type OpenedStore } from './with-store.ts';

export async function parseId(text: string): Promise<MailId> {
  const { parseMailId } = await import('../store/mail-id.ts');
  const id = parseMailId(text);
  if (id === null) throw new UsageError(`"${text}" is not the id of a mail (m- and 26 characters)`);
  return id;
}

export async function findMail({ store }: OpenedStore, id: MailId): Promise<MailDetail> {
  const detail = await store.findMail(id);
  if (detail === null) throw new Problem(`there is no mail ${id}`);
  return detail;
}

/** The administrator of the machine: known by the operating-system user, so that two grants need two of them. */
export function decider(): Decider {
  return { account: cliActor().id, address: null, role: 'admin', via: 'cli' };
}

/** The courier and the notifier of the running relay look for work by themselves: nobody is nudged. */
export async function holdPortsOf({ store, config, storage }: OpenedStore) {
  const { relaySettingsOf } = await import('../config/relay-settings.ts');
  const { directorySettingsOf } = await import('../config/directory-settings.ts');
  const { joinStored } = await import('../directory/sync.ts');
  const { deriveKey, readKeyFile } = await import('../store/key-file.ts');
  const keys = await readKeyFile(storage.keyFile);
  if (keys === null) throw new Problem(`the key file ${storage.keyFile} is gone`);
  const { organization, policy } = config;
  const people = joinStored(await store.readDirectory(), directorySettingsOf(config));
  return {
    store,
    rules: () => ({ organization, policy, people }),
    people: () => people,
    log: () => {},
    now: () => new Date(),
    settings: relaySettingsOf(config, deriveKey(keys[0], 'mark'), () => ''),
    nudge: () => {},
  } satisfies ActPorts;
}

/** Why nothing was done, behind the id of the mail. */
export const REFUSED: Readonly<Record<Refusal, string>> = {
  ended: 'is not held any more',
  changed: 'has changed meanwhile; look at it again',
  'not-asked': 'does not wait for this now; look at it again',
  'own-mail': 'is your own mail: somebody else has to approve it',
  'same-person': 'has your yes already; a second person has to give the other one',
  'not-entitled': 'is for others to decide',
  'not-a-person': 'needs a person with an account of their own',
  unidentified: 'needs somebody whom the directory knows: it does not know this account',
  'needs-session': 'needs somebody who has signed in',
  'too-early': 'has nothing due yet',
  reminded: 'has had its reminder',
  'nobody-left': 'has no next manager to ask',
};
