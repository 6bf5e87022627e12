import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseUsers, readUsersFile } from '../../src/smtp/users-file.ts';

const CHEAP = { memoryCost: 1024, timeCost: 1 };

const BAD = [
  ['# head\n\nyamada', 'users:3: expected'],
  [':$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA', 'users:1: expected'],
  ['two words:$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA', 'users:1: expected'],
  ['yamada:secret', 'users:1: "yamada" has no argon2id hash'],
  ['yamada:$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', 'users:1: "yamada" has no argon2id hash'],
  [
    'a:$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA\nA:$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA',
    'users:2: "a" is already',
  ],
] as const;

describe('the users file', () => {
  it('lets in whoever has the password, whatever the case of the name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'users-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'users');
    await writeFile(file, `# people\r\n\r\nYamada@corp.example:${await hash('開けゴマ', CHEAP)}\r\n`);
    const users = await readUsersFile(file);
    expect(users.count).toBe(1);
    expect(await users.authenticate('yamada@corp.example', '開けゴマ')).toBe(true);
    expect(await users.authenticate('yamada@corp.example', 'wrong')).toBe(false);
    expect(await users.authenticate('nobody', '開けゴマ')).toBe(false);
    expect(await users.authenticate('nobody', 'nobody has this password')).toBe(false);
  });

  it.each(BAD)('names file and line of what is wrong in %j', (text, message) => {
    expect(() => parseUsers(text, 'users')).toThrow(message);
  });

  it('never repeats a password written where the hash belongs', () => {
    expect(() => parseUsers('yamada:secret', 'users')).not.toThrow(/secret/);
  });
});
