// Who may submit mail with a password: a file of `name:argon2id-hash` lines; `#` begins a comment line.
// Checking takes the same time for a name that is not in it. Read at start by serve.ts.

import { readFile } from 'node:fs/promises';
import { hash, verify } from '@node-rs/argon2';

export type Users = {
  readonly count: number;
  authenticate(name: string, password: string): Promise<boolean>;
};

export class UsersFileError extends Error {
  readonly code = 'users-file';
}

const PHC = /^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;
const NAME = /^[^\s:\p{C}]{1,256}$/u;

/** Reads the lines. Throws {@link UsersFileError} naming `file:line` for the first bad one. */
export function parseUsers(text: string, file: string): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const at = `${file}:${index + 1}`;
    if (!NAME.test(name)) throw new UsersFileError(`${at}: expected "name:argon2id-hash"`);
    if (!PHC.test(line.slice(colon + 1))) {
      throw new UsersFileError(
        `${at}: "${name}" has no argon2id hash ("$argon2id$v=…"); make one with "user add"`,
      );
    }
    if (users.has(name)) throw new UsersFileError(`${at}: "${name}" is already in this file`);
    users.set(name, line.slice(colon + 1));
  }
  return users;
}

/** Names are compared without case. The stand-in hash has the parameters of the first user, for equal time. */
export async function createUsers(users: ReadonlyMap<string, string>): Promise<Users> {
  const [first] = users.values();
  const cost = /\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(first ?? '');
  const options = cost && {
    memoryCost: Number(cost[1]),
    timeCost: Number(cost[2]),
    parallelism: Number(cost[3]),
  };
  const standIn = await hash('nobody has this password', options);
  return {
    count: users.size,
    async authenticate(name, password) {
      const known = users.get(name.toLowerCase());
      const isRight = await verify(known ?? standIn, password);
      return known !== undefined && isRight;
    },
  };
}

/** Throws {@link UsersFileError} for a bad line and the system's error for an unreadable file. */
export async function readUsersFile(file: string): Promise<Users> {
  return createUsers(parseUsers(await readFile(file, 'utf8'), file));
}
