// `sekisho user add | reset | token`: people who open the pages, and accounts that submit mail by SMTP. `reset` is the way
// back in for an administrator who forgot the password.

import { randomUUID } from 'node:crypto';
import { Command, Option } from 'commander';
import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import type { UserRole } from '../store/store.ts';
import { askPassword } from './ask-password.ts';
import { withCommonOptions } from './common-options.ts';
import { Problem, UsageError } from './explain-error.ts';
import { callerLanguage, write } from './output.ts';
import { addTokenCommands } from './user-token.ts';
import { cliActor, type StoreOptions, withStore } from './with-store.ts';

type AddOptions = StoreOptions & {
  readonly role: UserRole;
  readonly address?: string;
  readonly language?: 'ja' | 'en';
  readonly smtp?: boolean;
};

/** Whom the policy asks, it names by address. */
const ASKED_BY_ADDRESS: ReadonlySet<UserRole> = new Set(['approver', 'delegate']);
const WITHOUT_ADDRESS =
  'no --address: where approvers names somebody, that is not this account, unless the directory knows it';

const NAME = /^[\w.@-]{1,64}$/;

function assertName(name: string): void {
  if (!NAME.test(name)) throw new UsageError('a name is 1 to 64 letters, digits and . _ - @');
}

function addressOf(text: string | undefined): AddrSpec | null {
  const address = text === undefined ? null : parseAddrSpec(text);
  if (text !== undefined && address === null) throw new UsageError(`"${text}" is not an address`);
  return address;
}

async function askNewPassword(): Promise<string> {
  const { MIN_PASSWORD, MAX_PASSWORD } = await import('../web/passwords.ts');
  const password = await askPassword();
  if (password.length >= MIN_PASSWORD && password.length <= MAX_PASSWORD) return password;
  throw new Problem(`a password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`);
}

async function add(name: string, options: AddOptions): Promise<void> {
  assertName(name);
  if (options.smtp) {
    const { addSmtpAccount } = await import('./smtp-account.ts');
    const file = await addSmtpAccount(name, options.config ?? null, await askNewPassword());
    write(options.json, { name, file }, () => `${name} may submit mail (${file}) after the next start`);
    return;
  }
  const { role, language = callerLanguage() } = options;
  const address = addressOf(options.address);
  if (role === 'sender' && address === null)
    throw new UsageError('a sender needs --address: it says whose mail is shown');
  const { hashPassword } = await import('../web/passwords.ts');
  const passwordHash = await hashPassword(await askNewPassword());
  const user = {
    id: randomUUID(),
    name,
    address,
    role,
    source: 'local' as const,
    subject: null,
    passwordHash,
    language,
    createdAt: new Date().toISOString(),
  };
  const work = async ({ store }: { store: import('../store/store.ts').Store }) => {
    if ((await store.addUser(user)) === 'name-taken') throw new Problem(`there is a user ${name} already`);
    const detail = { name, role };
    await store.addEvent({
      type: 'user-created',
      mailId: null,
      at: user.createdAt,
      actor: cliActor(),
      detail,
    });
  };
  await withStore(options, work, true);
  write(options.json, { id: user.id, name, role }, () => {
    const done = `${name} may sign in as ${role}`;
    return address === null && ASKED_BY_ADDRESS.has(role) ? `${done}; ${WITHOUT_ADDRESS}` : done;
  });
}

async function reset(name: string, options: StoreOptions): Promise<void> {
  assertName(name);
  const { hashPassword } = await import('../web/passwords.ts');
  const passwordHash = await hashPassword(await askNewPassword());
  await withStore(options, async ({ store }) => {
    if (!(await store.setPassword(name, passwordHash))) throw new Problem(`there is no user ${name}`);
  });
  write(
    options.json,
    { name },
    () => `${name} has a new password and is signed out everywhere; tokens of programs are gone`,
  );
}

export function userCommand(): Command {
  const user = new Command('user').description('people who open the pages, and accounts that submit mail');
  withCommonOptions(user.command('add <name>'))
    .description('add one; the password is asked for, or read from standard input')
    .addOption(
      new Option('--role <role>')
        .choices(['admin', 'approver', 'delegate', 'auditor', 'sender'])
        .default('sender'),
    )
    .option('--address <address>', 'their own: whose mail they see, what approvers are asked at')
    .addOption(new Option('--language <language>').choices(['ja', 'en']))
    .option('--smtp', 'an account for submitting mail: a line in the file smtp.users')
    .action(add);
  withCommonOptions(user.command('reset <name>')).description('give a new password').action(reset);
  addTokenCommands(user);
  return user;
}
