// Accounts that may submit mail by SMTP: lines of the file `smtp.users`. Called by `user add --smtp`.

import { appendFile, readFile } from 'node:fs/promises';
import { hash } from '@node-rs/argon2';
import { readConfig } from '../config/load-config.ts';
import { parseUsers } from '../smtp/users-file.ts';
import { callerFolder } from './caller-path.ts';
import { Problem } from './explain-error.ts';

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Adds the account and returns the file. Throws what keeps it from being added. */
export async function addSmtpAccount(
  name: string,
  configFile: string | null,
  password: string,
): Promise<string> {
  const { config } = readConfig({ file: configFile, env: process.env, cwd: callerFolder() });
  const file = config.smtp.users;
  if (file === null) throw new Problem('smtp.users names no file yet; set it, for example to ./users');
  const text = await readIfThere(file);
  if (parseUsers(text, file).has(name.toLowerCase())) throw new Problem(`${name} is in ${file} already`);
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  await appendFile(file, `${start}${name}:${await hash(password)}\n`, { mode: 0o600 });
  return file;
}
