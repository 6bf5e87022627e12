// What a right configuration means: defaults, the policy's own file, the environment, secrets in files, a reload.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { effectiveConfig, effectiveValues } from '../../src/config/effective.ts';
import { createLiveRules } from '../../src/config/live-rules.ts';
import { ConfigError, loadConfig, readConfig } from '../../src/config/load-config.ts';
import { withSecrets } from '../../src/config/secrets.ts';
import { policySchema } from '../../src/guard/policy.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../config');
const MINIMAL = 'organization: { domains: [corp.example] }\nnextHop: { host: hop.example }\n';

/** A folder with these files, gone after the test. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const load = (text: string, env: Record<string, string> = {}) =>
  loadConfig({ file: null, env, cwd: folderWith({ 'sekisho.yaml': text }) });

describe('a configuration', () => {
  it('needs our domains and the next hop, and nothing else', () => {
    expect(load(MINIMAL)).toMatchObject({
      smtp: {
        listen: { host: '127.0.0.1', port: 2525 },
        allowNetworks: ['127.0.0.0/8', '::1/128'],
        requireAuth: false,
        maxSize: 50 * 1024 * 1024,
        maxRecipients: 1000,
        maxHeldPerSender: 1000,
      },
      nextHop: { host: 'hop.example', port: 25, tls: 'opportunistic' },
      web: { listen: { host: '127.0.0.1', port: 8025 }, publicUrl: null },
      retention: { held: 30 * 86_400_000, audit: 5 * 365 * 86_400_000 },
      policy: { mode: 'hold', checks: { 'visible-recipients': { confirmAt: 4, approveAt: 10 } } },
    });
  });

  it('may come from the environment alone', () => {
    const env = { SEKISHO__ORGANIZATION__DOMAINS: '[corp.example]', SEKISHO__NEXTHOP__HOST: 'hop.example' };
    const config = loadConfig({ file: null, env, cwd: folderWith({}) });
    expect(config.organization.domains).toEqual(['corp.example']);
    expect(config.nextHop.host).toBe('hop.example');
  });

  it('yields to the environment, key by key, whatever the case and the dashes', () => {
    const config = load(`${MINIMAL}policy: { checks: { first-contact: { action: approve } } }`, {
      SEKISHO__NEXTHOP: '{ host: other.example, port: 26 }',
      SEKISHO__NEXTHOP__PORT: '27',
      SEKISHO__SMTP__MAX_SIZE: '1MiB',
      SEKISHO__POLICY__CHECKS__FIRST_CONTACT__HOLDON: 'address',
      SEKISHO__NEXTHOP__USER: '12345',
      SEKISHO__NEXTHOP__PASSWORD: '0777',
      UNRELATED: 'x',
    });
    expect(config.nextHop).toMatchObject({
      host: 'other.example',
      port: 27,
      user: '12345',
      password: '0777',
    });
    expect(config.smtp.maxSize).toBe(1024 * 1024);
    expect(config.policy.checks['first-contact']).toEqual({ action: 'approve', holdOn: 'address' });
  });

  it('takes the policy from a file of its own, and the environment still wins', () => {
    const cwd = folderWith({
      'etc/sekisho.yaml': `${MINIMAL}policy: rules/mine.yaml\n`,
      'etc/rules/mine.yaml': 'mode: observe\nlearnDays: 3\n',
      'other.yaml': 'mode: hold\nlearnDays: 1\n',
    });
    const file = 'etc/sekisho.yaml';
    expect(loadConfig({ file, env: {}, cwd }).policy).toMatchObject({ mode: 'observe', learnDays: 3 });
    const key = { SEKISHO__POLICY__LEARNDAYS: '0' };
    expect(loadConfig({ file, env: key, cwd }).policy).toMatchObject({ mode: 'observe', learnDays: 0 });
    const path = { SEKISHO__POLICY: './other.yaml' };
    expect(loadConfig({ file, env: path, cwd }).policy).toMatchObject({ mode: 'hold', learnDays: 1 });
  });

  it('reads a relative path against the file it stands in, and one of the environment against the caller', () => {
    const cwd = folderWith({ 'etc/sekisho.yaml': `${MINIMAL}smtp: { users: ./users }\n` });
    const env = { SEKISHO__STORAGE__KEYFILE: 'secret/key' };
    const config = loadConfig({ file: 'etc/sekisho.yaml', env, cwd });
    expect(config.smtp.users).toBe(join(cwd, 'etc/users'));
    expect(config.storage.url).toBe(`sqlite:${join(cwd, 'etc/data/sekisho.db')}`);
    expect(config.storage.keyFile).toBe(join(cwd, 'secret/key'));
  });

  it('reads secrets from files, without the line end that editors add', () => {
    const cwd = folderWith({
      'sekisho.yaml': `${MINIMAL.replace('hop.example', 'hop.example, user: relay, passwordFile: ./password')}storage: { urlFile: ./url }\n`,
      password: 'correct horse\n',
      url: 'postgres://sekisho:secret@db.example/sekisho\r\n',
    });
    const config = withSecrets(readConfig({ file: null, env: {}, cwd }));
    expect(config.nextHop.password).toBe('correct horse');
    expect(config.storage).toMatchObject({
      url: 'postgres://sekisho:secret@db.example/sekisho',
      keyFile: join(cwd, 'data/sekisho.key'),
    });
  });

  it('keeps the key beside the database unless told otherwise', () => {
    const cwd = folderWith({
      'sekisho.yaml': `${MINIMAL}storage: { url: "sqlite:/var/lib/sekisho/mail.db" }\n`,
    });
    const { storage } = withSecrets(readConfig({ file: null, env: {}, cwd }));
    expect(storage.keyFile).toBe('/var/lib/sekisho/sekisho.key');
  });
});

describe('the keys that sign repaired mail', () => {
  const pem = (key: KeyObject) =>
    key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' });
  const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
  const ed = generateKeyPairSync('ed25519');

  /** What is said of a key file with this content. */
  const complaint = (content: string | Buffer, mode = 0o600) => {
    const entry = 'dkim: [{ domain: corp.example, selector: s1, keyFile: ./dkim.pem }]\n';
    const cwd = folderWith({ 'sekisho.yaml': `${MINIMAL}${entry}`, 'dkim.pem': String(content) });
    chmodSync(join(cwd, 'dkim.pem'), mode);
    try {
      return withSecrets(readConfig({ file: null, env: {}, cwd })).dkimKeys;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.message.replaceAll(`${cwd}/`, '');
    }
  };

  it('are read at the start, RSA and Ed25519', () => {
    for (const content of [pem(rsa(1024).privateKey), pem(ed.privateKey)])
      expect(complaint(content, 0o640)).toEqual([
        { domain: 'corp.example', selector: 's1', privateKey: String(content) },
      ]);
  });

  it.each([
    [
      'readable by everybody',
      pem(ed.privateKey),
      'can be read by everybody on this machine: chmod 600',
      0o644,
    ],
    [
      'the public half',
      pem(ed.publicKey),
      'is the public key, which belongs into DNS; the private one signs',
    ],
    ['short', pem(rsa(512).privateKey), 'has 512 bits; verifiers take none below 1024'],
    [
      'of another kind',
      pem(generateKeyPairSync('x25519').privateKey),
      'a key of kind x25519 cannot sign DKIM; rsa and ed25519 can',
    ],
    [
      'under a passphrase',
      ed.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      'is protected by a passphrase; write it without one',
    ],
    ['no key', 'v=DKIM1; p=', 'is no private key in PEM (RSA or Ed25519)'],
  ])('are refused with their place when %s', (_, content, why, mode = 0o600) => {
    expect(complaint(content, mode)).toBe(`sekisho.yaml:3:55: dkim[0].keyFile: dkim.pem ${why}`);
  });
});

describe('the configuration as it holds', () => {
  const loaded = () => {
    const text = `${MINIMAL}retention: { held: 36h }\nroutes: [{ domain: a.example, host: b.example, user: u, password: p }]\n`;
    const cwd = folderWith({ 'sekisho.yaml': text });
    const env = { SEKISHO__SMTP__LISTEN: '[::1]:25', SEKISHO__STORAGE__URL: 'postgres://u:pw@db.example/s' };
    return readConfig({ file: null, env, cwd });
  };

  it('says of every value where it comes from', () => {
    const sources = new Map(
      effectiveValues(loaded()).map(({ path, value, source }) => [path, { value, source }]),
    );
    expect(sources.get('organization.domains')).toEqual({
      value: ['corp.example'],
      source: 'sekisho.yaml:1:26',
    });
    expect(sources.get('retention.held')).toEqual({ value: '36h', source: 'sekisho.yaml:3:20' });
    expect(sources.get('routes[0].host')).toEqual({ value: 'b.example', source: 'sekisho.yaml:4:37' });
    expect(sources.get('smtp.listen')).toEqual({ value: '[::1]:25', source: 'SEKISHO__SMTP__LISTEN' });
    expect(sources.get('smtp.maxSize')).toEqual({ value: '50MiB', source: 'default' });
  });

  it('can be written to a file and read again', () => {
    const config = effectiveConfig(loaded());
    expect(
      effectiveConfig(
        readConfig({ file: null, env: {}, cwd: folderWith({ 'sekisho.yaml': JSON.stringify(config) }) }),
      ),
    ).toEqual(config);
  });

  it('shows no secret', () => {
    const shown = JSON.stringify([effectiveConfig(loaded()), effectiveValues(loaded())]);
    expect(shown).toContain('postgres://u:***@db.example/s');
    expect(shown).not.toMatch(/pw|"p"/);
  });
});

describe('a reload', () => {
  it('takes over organisation and policy, and names what waits for the next start', () => {
    const cwd = folderWith({ 'sekisho.yaml': MINIMAL });
    const source = { file: null, env: {}, cwd };
    const live = createLiveRules(source, readConfig(source));
    writeFileSync(
      join(cwd, 'sekisho.yaml'),
      `${MINIMAL}policy: { mode: observe }\nsmtp: { maxRecipients: 5 }\n`,
    );
    expect(live.reload()).toEqual({
      changes: [{ path: 'policy.mode', from: 'hold', to: 'observe' }],
      waiting: ['smtp'],
    });
    expect(live.rules().policy.mode).toBe('observe');
  });

  it('keeps what holds when the file is wrong', () => {
    const cwd = folderWith({ 'sekisho.yaml': MINIMAL });
    const source = { file: null, env: {}, cwd };
    const live = createLiveRules(source, readConfig(source));
    const before = live.rules();
    writeFileSync(join(cwd, 'sekisho.yaml'), `${MINIMAL}policy: { mode: watch }\n`);
    expect(() => live.reload()).toThrow('sekisho.yaml:3:17: policy.mode: expected one of observe, hold');
    expect(live.rules()).toBe(before);
  });
});

describe('the examples in config/', () => {
  const policies = readdirSync(EXAMPLES).filter((name) => /^policy.*\.yaml$/.test(name));

  it('hold a whole configuration', () => {
    expect(loadConfig({ file: 'sekisho.yaml', env: {}, cwd: EXAMPLES }).policy.mode).toBe('hold');
  });

  it.each(policies)('hold a right policy: %s', (name) => {
    expect(policySchema.safeParse(parse(readFileSync(join(EXAMPLES, name), 'utf8'))).error).toBeUndefined();
  });

  it('name every key of the policy with its default', () => {
    const standard: unknown = parse(readFileSync(join(EXAMPLES, 'policy.yaml'), 'utf8'));
    expect(standard).toEqual(policySchema.parse({}));
  });

  it('name every key of the configuration', () => {
    const text = readFileSync(join(EXAMPLES, 'sekisho.yaml'), 'utf8');
    const values = effectiveValues(readConfig({ file: 'sekisho.yaml', env: {}, cwd: EXAMPLES }));
    const keys = values.map(({ path }) => path).filter((path) => !path.startsWith('policy.'));
    const missing = keys.filter((path) => !text.includes(`${path.split('.').at(-1)}:`));
    expect(missing).toEqual(['nextHop.password']);
  });
});
