// A Dovecot of its own with one mailbox, gone after the test.

import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { freePort } from '../e2e/sink.ts';

/** Dovecot refuses to read mail as root. */
const NOBODY = 65534;

const configOf = (folder: string, port: number, uid: number) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=correct-horse
}
userdb {
  driver = static
  args = uid=${uid} gid=${uid} home=${folder}/mail
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

/** Serves `sent` as the folder Sent of any user with the password "correct-horse". `unread` counts mails nobody has seen. */
export async function startDovecot(sent: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-dovecot-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const uid = process.getuid?.() === 0 ? NOBODY : (process.getuid?.() ?? NOBODY);
  chmodSync(folder, 0o755);
  const mail = join(folder, 'mail');
  const folders = [
    mail,
    join(mail, '.Sent'),
    ...['cur', 'new', 'tmp'].map((name) => join(mail, '.Sent', name)),
  ];
  for (const path of folders) mkdirSync(path);
  const files = sent.map((octets, n) => {
    const file = join(mail, '.Sent/new', `${1_700_000_000 + n}.M${n}.test`);
    writeFileSync(file, octets);
    return file;
  });
  if (process.getuid?.() === 0) for (const path of [...folders, ...files]) chownSync(path, uid, uid);
  writeFileSync(join(folder, 'dovecot.conf'), configOf(folder, port, uid));
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')]);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  for await (const line of createInterface({ input: child.stderr })) if (line.includes('starting up')) break;
  const unread = () =>
    ['cur', 'new']
      .flatMap((name) => readdirSync(join(mail, '.Sent', name)))
      .filter((name) => !/,[A-Za-z]*S/.test(name)).length;
  return { port, unread };
}
