// Debian's slapd as a process of its own with the schema of Active Directory's users, on 127.0.0.1. It answers nobody
// without a password, gives 20 entries at a time, and knows a referral to a server that is not there.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../e2e/sink.ts';

const SLAPD = '/usr/sbin/slapd';
export const BIND_DN = 'cn=reader,dc=corp,dc=example';
export const PASSWORD = 'reader password';

export type Slapd = {
  readonly url: string;
  readonly caFile: string;
  readonly base: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): void;
};

/** What Exchange adds to the schema, as far as it is asked for; members without the types of Active Directory. */
const EXCHANGE = `
attributetype ( 1.2.840.113556.1.4.7000.102.50328 NAME 'msExchRecipientTypeDetails' SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 EQUALITY integerMatch SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.7000.102.52081 NAME 'msExchDelegateListLink' SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 EQUALITY distinguishedNameMatch )
objectclass ( 1.2.840.113556.1.5.7000.62.1 NAME 'exchangeMailbox' AUXILIARY MAY ( msExchRecipientTypeDetails $ msExchDelegateListLink $ sAMAccountName $ mail $ manager ) )
`;

const config = (folder: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/msuser.schema
include ${folder}/exchange.schema
pidfile ${folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
sizelimit size.soft=20 size.hard=20 size.pr=20 size.prtotal=unlimited
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
suffix "dc=corp,dc=example"
rootdn "cn=root,dc=corp,dc=example"
directory ${folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${BIND_DN}" read by * none
`;

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
}

async function untilListening(port: number, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}: ${said.join('')}`);
    const isUp = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await setTimeout(25);
  }
  throw new Error('slapd does not listen');
}

/** `ldif` stands below the suffix, which is made here. */
export async function createSlapd(ldif: string): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-slapd-'));
  mkdirSync(join(folder, 'data'));
  const file = (name: string) => join(folder, name);
  writeFileSync(file('exchange.schema'), EXCHANGE);
  writeFileSync(file('slapd.conf'), config(folder));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const keys = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('key.pem'), '-out', file('cert.pem')];
  run('openssl', ['req', '-x509', '-days', '30', ...keys, ...subject]);
  const head = `dn: dc=corp,dc=example
objectClass: domain
dc: corp

dn: ${BIND_DN}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${PASSWORD}

dn: ou=elsewhere,dc=corp,dc=example
objectClass: referral
objectClass: extensibleObject
ou: elsewhere
ref: ldap://127.0.0.1:9/ou=elsewhere,dc=corp,dc=example

`;
  writeFileSync(file('all.ldif'), head + ldif);
  run('/usr/sbin/slapadd', ['-f', file('slapd.conf'), '-l', file('all.ldif')]);
  const port = await freePort();
  let child: ChildProcess | null = null;
  return {
    url: `ldap://localhost:${port}`,
    caFile: file('cert.pem'),
    base: 'dc=corp,dc=example',
    async start() {
      const said: string[] = [];
      child = spawn(SLAPD, ['-d', '0', '-h', `ldap://127.0.0.1:${port}`, '-f', file('slapd.conf')], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr?.on('data', (chunk) => said.push(String(chunk)));
      await untilListening(port, child, said);
    },
    async stop() {
      const running = child;
      child = null;
      if (running === null || running.exitCode !== null) return;
      const ended = new Promise((done) => running.once('exit', done));
      running.kill('SIGTERM');
      await ended;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
