// `sekisho user token add | list | revoke`: tokens by which programs act for somebody through /api/v1. A token is written
// to standard output once and kept nowhere.

import { type Command, Option } from 'commander';
import type { TokenScope } from '../store/api-token.ts';
import type { Store, UserRow } from '../store/store.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem, UsageError } from './explain-error.ts';
import { plain, table, write } from './output.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type AddOptions = StoreOptions & {
  readonly scope: readonly TokenScope[];
  readonly days: string;
  readonly label: string;
};

async function findUser(store: Store, name: string): Promise<UserRow> {
  const user = await store.findUser(name);
  if (user === null) throw new Problem(`there is no user ${name}`);
  return user;
}

function daysOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`"${text}" is not a number of days`);
  return Number(text);
}

async function add(name: string, options: AddOptions): Promise<void> {
  const { makeToken, MAX_TOKEN_DAYS, scopesFor } = await import('../web/tokens.ts');
  const days = daysOf(options.days);
  await withStore(options, async ({ store }) => {
    const user = await findUser(store, name);
    const wish = { label: options.label, scopes: options.scope, days };
    const made = await makeToken(store, user, wish, { at: new Date(), actor: cliActor() });
    if (made.kind === 'refused') {
      const most = `${MAX_TOKEN_DAYS[user.source]} days and the scopes ${scopesFor(user).join(', ')}`;
      throw new Problem(`no token was made: ${name} may have 50 tokens, each with at most ${most}`);
    }
    write(options.json, { id: made.id, token: made.token }, () => made.token);
  });
}

async function list(name: string | undefined, options: StoreOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const owner = name === undefined ? {} : { userId: (await findUser(store, name)).id };
    const tokens = await store.listApiTokens({ ...owner, now: new Date().toISOString() });
    const names = new Map((await store.listUsers()).map((user) => [user.id, user.name]));
    const rows = tokens.map(({ userId, ...token }) => ({ ...token, user: names.get(userId) ?? userId }));
    write(options.json, rows, () =>
      rows.length === 0
        ? 'there are no tokens'
        : table(
            rows.map(({ id, user, label, scopes, expiresAt, usedAt }) => [
              id,
              plain(user),
              plain(label),
              scopes.join(' '),
              `until ${expiresAt}`,
              usedAt === null ? 'never used' : `used ${usedAt}`,
            ]),
          ),
    );
  });
}

async function revoke(id: string, options: StoreOptions): Promise<void> {
  await withStore(options, async ({ store }) => {
    const wish = { id, at: new Date().toISOString(), actor: cliActor() };
    if (!(await store.revokeApiToken(wish))) throw new Problem(`there is no token ${id}`);
  });
  write(options.json, { id }, () => `${id} is worth nothing any more`);
}

export function addTokenCommands(user: Command): void {
  const token = user.command('token').description('tokens by which programs act for somebody');
  withCommonOptions(token.command('add <name>'))
    .description('make one; it is written once')
    .addOption(
      new Option('--scope <scope...>', 'what it may be used for')
        .choices(['read', 'decide', 'admin'])
        .default(['read']),
    )
    .option('--days <days>', 'how long it lasts', '90')
    .option('--label <text>', 'what it is for', '')
    .action(add);
  withCommonOptions(token.command('list [name]')).description('of everybody, or of one').action(list);
  withCommonOptions(token.command('revoke <id>')).description('end one').action(revoke);
}
