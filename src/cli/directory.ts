// `sekisho directory sync | show | who`: the people of the company as the relay knows them. Works beside a running relay,
// which takes over what was read here within half a minute.

import { Command } from 'commander';
import type { People, PersonId } from '../guard/people.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem, UsageError } from './explain-error.ts';
import { plain, styled, table, write } from './output.ts';
import { type OpenedStore, type StoreOptions, withStore } from './with-store.ts';

async function opened({ store, config }: OpenedStore) {
  const { directorySettingsOf } = await import('../config/directory-settings.ts');
  const settings = directorySettingsOf(config);
  if (settings.file === null && settings.ldap === null) {
    throw new Problem('no directory is configured: set directory.file or directory.ldap');
  }
  return { store, settings, now: () => new Date() };
}

async function sync(options: StoreOptions): Promise<void> {
  const { syncDirectory } = await import('../directory/sync.ts');
  const work = async (open: OpenedStore) => syncDirectory(await opened(open));
  const { results, dangling } = await withStore(options, work, true);
  const failed = results.filter(({ kind }) => kind === 'failed');
  const shown = results.map((result) =>
    result.kind === 'failed' ? { ...result, error: result.error.message } : result,
  );
  write(options.json, { ok: failed.length === 0, sources: shown, dangling }, () =>
    [
      ...shown.map((result) =>
        result.kind === 'failed'
          ? `${result.source}: failed, what was read before stays\n${result.error}`
          : `${result.source}: ${result.people} people, ${result.groups} groups`,
      ),
      ...dangling.map((text) => `  note: ${text}`),
    ].join('\n'),
  );
  if (failed.length > 0) process.exitCode = 1;
}

async function readPeople(options: StoreOptions) {
  const { joinStored } = await import('../directory/sync.ts');
  return withStore(options, async (open) => {
    const { store, settings } = await opened(open);
    const stored = await store.readDirectory();
    const sources = stored.map(({ source, syncedAt }) => ({ source, syncedAt }));
    return { people: joinStored(stored, settings), sources };
  });
}

function showText({ byId, groups, deputies }: People): string {
  const rows = [...byId.values()].map(({ id, name, addresses, manager }) => [
    plain(id),
    plain(name),
    plain(addresses.join(' ')),
    manager === null ? '' : `→ ${plain(manager)}`,
  ]);
  const members = groups.map((group) => [
    plain(group.name),
    group.address ?? '',
    plain(group.members.join(' ')),
  ]);
  const dates = deputies.map((row) => [
    plain(row.deputy),
    `for ${plain(row.for)}`,
    row.from === null && row.until === null ? 'standing' : `${row.from ?? '…'} to ${row.until ?? '…'}`,
  ]);
  const part = (title: string, lines: readonly (readonly string[])[]) =>
    lines.length === 0 ? '' : `${styled('bold', title)}\n${table(lines)}`;
  return [part('People', rows), part('Groups', members), part('Deputies', dates)].filter(Boolean).join('\n');
}

async function show(options: StoreOptions): Promise<void> {
  const { people, sources } = await readPeople(options);
  const { groups, deputies } = people;
  write(options.json, { sources, people: [...people.byId.values()], groups, deputies }, () =>
    [showText(people), ...sources.map(({ source, syncedAt }) => `${source}: read at ${syncedAt}`)].join('\n'),
  );
}

async function who(text: string, options: StoreOptions): Promise<void> {
  const { parseAddrSpec } = await import('../guard/address.ts');
  const { addressesOf, deputiesOf, managerOf, personsAt } = await import('../guard/people.ts');
  const address = parseAddrSpec(text);
  if (address === null) throw new UsageError(`"${text}" is not an address`);
  const { people } = await readPeople(options);
  const found = personsAt(address, people).map((id: PersonId) => ({
    id,
    name: people.byId.get(id)?.name ?? null,
    isKnown: people.byId.has(id),
    addresses: addressesOf(id, people),
    manager: managerOf(id, people),
    standingDeputies: deputiesOf(id, people, 'standing'),
  }));
  write(options.json, found, () =>
    found
      .map(({ id, name, isKnown, addresses, manager, standingDeputies }) =>
        [
          isKnown ? `${plain(id)}  ${plain(name ?? '')}` : `${plain(id)}: not in the directory`,
          `  addresses  ${plain(addresses.join(' '))}`,
          `  manager    ${plain(manager ?? '-')}`,
          `  deputies   ${plain(standingDeputies.join(' ')) || '-'}`,
        ].join('\n'),
      )
      .join('\n'),
  );
  if (!found.some(({ isKnown }) => isKnown)) process.exitCode = 1;
}

export function directoryCommand(): Command {
  const command = new Command('directory').description('the people of the company, as the relay knows them');
  withCommonOptions(command.command('sync'))
    .description('read the file and the directory server now, and say what is wrong')
    .action(sync);
  withCommonOptions(command.command('show')).description('everybody, as last read').action(show);
  withCommonOptions(command.command('who <address>')).description('who stands behind an address').action(who);
  return command;
}
