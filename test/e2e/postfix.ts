// A private Postfix on 127.0.0.1 with its own queue and configuration: as our client's MTA, or as our next hop.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Postfix = {
  readonly port: number;
  readonly log: () => string;
  /** Runs one of its commands (`postconf`, `postqueue` …) on this instance. */
  command(program: string, ...words: string[]): string;
  stop(): Promise<void>;
};

export type PostfixOptions = {
  /** Options of the listener on `port`. */
  readonly listener?: readonly string[];
  /** Lines added to master.cf. */
  readonly services?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
};

function isUp(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => done(true)));
    socket.on('error', () => done(false));
  });
}

/** Listens on `port`, hands everything to `relayPort`. */
export async function startPostfix(
  port: number,
  relayPort: number,
  options: PostfixOptions = {},
): Promise<Postfix> {
  const { listener = [], services = [], settings: own = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'postfix-'));
  const etc = join(folder, 'etc');
  for (const sub of ['etc', 'queue', 'data']) mkdirSync(join(folder, sub), { mode: 0o755 });
  spawn('/bin/sh', ['-c', `chmod 755 ${folder}; chown postfix ${folder}/data`]);
  for (const file of ['dynamicmaps.cf', 'postfix-files', 'postfix-files.d', 'dynamicmaps.cf.d']) {
    if (existsSync(`/etc/postfix/${file}`))
      cpSync(`/etc/postfix/${file}`, join(etc, file), { recursive: true });
  }
  const master = readFileSync('/etc/postfix/master.cf.proto', 'utf8')
    .split('\n')
    .filter((line) => !/^ *#/.test(line))
    .join('\n')
    .replace(
      /^smtp +inet.*$/m,
      [`127.0.0.1:${port} inet n - n - - smtpd`, ...listener.map((option) => `  -o ${option}`)].join('\n'),
    )
    .replace(/^([a-z]+ +(?:unix|inet) +\S+ +\S+ +)y/gm, '$1n');
  writeFileSync(join(etc, 'master.cf'), `${master}\n${services.join('\n')}\n`);
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    maillog_file: join(folder, 'maillog'),
    maillog_file_prefixes: `/var, ${folder}, /dev/stdout`,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    myhostname: 'mta.corp.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    relayhost: `[127.0.0.1]:${relayPort}`,
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    message_size_limit: '67108864',
    mailbox_size_limit: '0',
    disable_dns_lookups: 'yes',
    smtp_host_lookup: 'native',
    smtpd_peername_lookup: 'no',
    alias_maps: '',
    ...own,
  };
  writeFileSync(
    join(etc, 'main.cf'),
    Object.entries(settings)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join(''),
  );
  const child = spawn('/usr/sbin/postfix', ['-c', etc, 'start-fg'], { stdio: 'ignore', detached: true });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  while (!(await isUp(port))) {
    if (child.exitCode !== null)
      throw new Error(`Postfix ended: ${readFileSync(join(folder, 'maillog'), 'utf8')}`);
    await new Promise((again) => setImmediate(again));
  }
  return {
    port,
    log: () => readFileSync(join(folder, 'maillog'), 'utf8'),
    command(program, ...words) {
      const ran = spawnSync(`/usr/sbin/${program}`, ['-c', etc, ...words], { encoding: 'utf8' });
      if (ran.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${ran.stderr}`);
      return ran.stdout;
    },
    stop: async () => {
      spawn('/usr/sbin/postfix', ['-c', etc, 'stop'], { stdio: 'ignore' });
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
