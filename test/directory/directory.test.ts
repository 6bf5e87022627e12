// The people of the company from a directory server, from a file, and from both: what is read, and that what was read
// before stays when a source fails.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { directorySettingsOf } from '../../src/config/directory-settings.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { completeEntry } from '../../src/directory/ldap/complete-entry.ts';
import { startPeople } from '../../src/directory/live-people.ts';
import { readPeopleFile } from '../../src/directory/people-file.ts';
import type { DirectorySettings } from '../../src/directory/settings.ts';
import { deputiesOf, managerOf, type PersonId, personsAt, personsBehind } from '../../src/guard/people.ts';
import type { LogLine } from '../../src/relay/ports.ts';
import type { Store } from '../../src/store/store.ts';
import { needs } from '../needs.ts';
import { eachDatabase, onDatabase } from '../store/databases.ts';
import { address } from '../store/samples.ts';
import { LDIF } from './company.ts';
import { BIND_DN, createSlapd, PASSWORD, type Slapd } from './slapd.ts';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOUR = 3_600_000;
const id = (text: string) => text as PersonId;
let files = 0;

function fileOf(content: string | Uint8Array, ending = 'csv'): string {
  files += 1;
  const file = join(folder, `people${files}.${ending}`);
  writeFileSync(file, content);
  return file;
}

const fromFile = (file: string): DirectorySettings => ({ file, ldap: null, refreshMs: HOUR });

async function live(store: Store, settings: DirectorySettings, isSyncer = true) {
  const logged: LogLine[] = [];
  const log = (line: LogLine) => logged.push(line);
  const people = await startPeople({ store, settings, log, now: () => new Date(), isSyncer });
  onTestFinished(() => people.stop());
  return { ...people, logged };
}

const TABLE = `kind,id,name,addresses,accounts,manager,members,deputy,from,until
,hanako,佐藤 花子,hanako@corp.example h.sato@corp.example,hanako;admin-hanako,jiro@corp.example,,,,
person,jiro,鈴木 次郎,jiro@corp.example,,,,saburo,,
person,saburo,,saburo@corp.example,,,,,,
group,info,,info@corp.example,,,hanako saburo@corp.example,,,
deputy,hanako@corp.example,,,,,,jiro,2026/4/1,2026-04-09
`;

describe('A file of people', () => {
  it('is a table as spreadsheets write it, or lists, with addresses where an id is meant', async () => {
    const japanese = TABLE.replace(
      /^.*\n/,
      '種別,社員番号,氏名,メールアドレス,アカウント,上司,メンバー,代理,開始日,終了日\r\n',
    );
    const { encode } = await import('iconv-lite');
    const lists = JSON.stringify(readPeopleFile(fileOf(TABLE)));
    const rows = [TABLE, `\ufeff${TABLE.replaceAll('\n', '\r\n')}`, encode(japanese, 'shift_jis')].map(
      (content) => readPeopleFile(fileOf(content)),
    );
    for (const one of [...rows, readPeopleFile(fileOf(lists, 'json'))]) expect(one).toEqual(rows[0]);
    expect(rows[0]?.people?.[0]).toMatchObject({ name: '佐藤 花子', accounts: ['hanako', 'admin-hanako'] });
  });

  it('is refused when it is no table, or has no known title', () => {
    expect(() => readPeopleFile(fileOf('"unclosed\n'))).toThrow(/people\d+\.csv:\d+: not CSV/);
    expect(() => readPeopleFile(fileOf('a,b\n1,2\n'))).toThrow(/:1: the first line names no column id/);
    expect(() => readPeopleFile(join(folder, 'none.csv'))).toThrow(/cannot read .*none\.csv/);
  });
});

eachDatabase('The people directory', (places) => {
  it('answers by what the file says, and keeps that when the file has become wrong', async () => {
    const store = await (await places.fresh()).open();
    const file = fileOf(TABLE);
    const { people, sync, logged } = await live(store, fromFile(file));
    expect(managerOf(id('hanako'), people())).toBe('jiro');
    expect(personsBehind('ADMIN-hanako', people())).toEqual(['hanako']);
    expect(personsAt(address('info@corp.example'), people())).toEqual(['hanako', 'saburo']);
    expect(deputiesOf(id('hanako'), people(), { day: '2026-04-09' })).toEqual(['jiro']);
    writeFileSync(file, TABLE.replace('jiro@corp.example,,,,saburo', 'hanako@corp.example,,,,saburo'));
    await sync();
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'directory-failed', level: 'error', code: 'file' }),
    );
    expect(managerOf(id('hanako'), people())).toBe('jiro');
    writeFileSync(file, TABLE.replace(',jiro@corp.example,,,,\n', ',saburo,,,,\n'));
    await sync();
    expect(managerOf(id('hanako'), people())).toBe('saburo');
  });

  it('is sealed in the database, and known to a process that reads no source', async () => {
    const place = await places.fresh();
    const store = await place.open();
    const settings = fromFile(fileOf(TABLE));
    await live(store, settings);
    expect(JSON.stringify(await place.sql('select * from directory'))).not.toContain('hanako');
    const { people } = await live(store, { ...settings }, false);
    expect(personsAt(address('H.Sato@corp.example'), people())).toEqual(['hanako']);
  });

  it('starts nothing with a file that is wrong, and warns of names that nobody bears', async () => {
    const store = await (await places.fresh()).open();
    const wrong = fromFile(fileOf(TABLE.replace('person,jiro', 'persona,jiro')));
    await expect(live(store, wrong)).rejects.toThrow(/:3: kind "persona"/);
    const { logged } = await live(
      store,
      fromFile(fileOf(TABLE.replace('jiro@corp.example,,,,', 'nobody,,,,'))),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({
        event: 'directory-dangling',
        error: 'the manager nobody of hanako is unknown',
      }),
    );
  });
});

describe('A long list of members', () => {
  it('is asked for range by range, as Active Directory gives it', async () => {
    const answers = [
      { dn: 'cn=all', 'member;range=2-3': ['c', 'd'] },
      { dn: 'cn=all', 'member;range=4-*': ['e'] },
    ];
    const asked: unknown[] = [];
    const search = async (dn: string, attributes: readonly string[]) => {
      asked.push([dn, attributes]);
      return answers.shift();
    };
    const first = { dn: 'cn=all', cn: 'all', member: [], 'member;range=0-1': ['a', 'b'] };
    const { attributes } = await completeEntry(first, search);
    expect(attributes.get('member')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked).toEqual([
      ['cn=all', ['member;range=2-*']],
      ['cn=all', ['member;range=4-*']],
    ]);
  });
});

describe.skipIf(!needs('slapd'))('A directory server', () => {
  let slapd: Slapd;

  beforeAll(async () => {
    slapd = await createSlapd(LDIF);
    await slapd.start();
  });
  afterAll(async () => {
    await slapd?.stop();
    slapd?.remove();
  });

  async function settingsOf(ldap: Record<string, unknown> = {}, file: string | null = null) {
    writeFileSync(join(folder, 'password'), `${PASSWORD}\n`);
    const given = { url: slapd.url, base: slapd.base, bindDn: BIND_DN, passwordFile: 'password', ...ldap };
    const config = {
      organization: { domains: ['corp.example'] },
      nextHop: { host: '127.0.0.1' },
      directory: { file, ldap: { pageSize: 10, ...given } },
    };
    writeFileSync(join(folder, 'sekisho.yaml'), JSON.stringify(config));
    return directorySettingsOf(loadConfig({ file: 'sekisho.yaml', env: {}, cwd: folder }));
  }

  onDatabase('sqlite', 'A directory server', (places) => {
    it('tells people, aliases, managers, groups and shared mailboxes, page by page', async () => {
      const { people } = await live(await places.shared(), await settingsOf());
      expect(people().byId.size).toBe(48);
      expect(managerOf(id('clerk44'), people())).toBe('chief');
      expect(people().byId.get(id('sato.h'))).toEqual({
        id: 'sato.h',
        name: '佐藤 花子',
        addresses: ['hanako@corp.example', 'h.sato@corp.example'],
        accounts: ['hanako@corp.example', 'sato.h'],
        manager: 'suzuki.j',
      });
      expect(personsAt(address('info@corp.example'), people())).toEqual(['sato.h', 'clerk7']);
      expect(personsAt(address('sales@corp.example'), people())).toEqual(['clerk1', 'clerk2']);
    });

    it('is joined with a file, whose word counts more', async () => {
      const more = `kind,id,addresses,manager,deputy\n,sato.h,old-name@corp.example,chief,jiro@corp.example\n`;
      const { people } = await live(await places.shared(), await settingsOf({}, fileOf(more)));
      expect(managerOf(id('sato.h'), people())).toBe('chief');
      expect(personsAt(address('old-name@corp.example'), people())).toEqual(['sato.h']);
      expect(deputiesOf(id('sato.h'), people(), 'standing')).toEqual(['suzuki.j']);
      expect(people().byId.get(id('sato.h'))?.name).toBe('佐藤 花子');
    });

    it('is spoken to over StartTLS only when its certificate is trusted', async () => {
      const store = await (await places.fresh()).open();
      await expect(live(store, await settingsOf({ startTls: true }))).rejects.toThrow(
        /self-signed|certificate/,
      );
      const { people } = await live(store, await settingsOf({ startTls: true, caFile: slapd.caFile }));
      expect(people().byId.size).toBe(48);
      expect(await readFile(slapd.caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    });

    it.each([
      ['the password is wrong', { passwordFile: null, password: 'another' }, /nvalid credentials|0x31/],
      ['it tells nothing to strangers', { bindDn: null, passwordFile: null }, /No Such Object|0x20/i],
      ['the filter finds nobody', { filters: { people: '(mail=nobody@corp.example)' } }, /nobody found/],
    ])('keeps a relay that never read it from starting when %s', async (_, ldap, reason) => {
      const store = await (await places.fresh()).open();
      await expect(live(store, await settingsOf(ldap))).rejects.toThrow(reason);
    });

    it('is remembered while it is down, loudly', async () => {
      const store = await (await places.fresh()).open();
      await live(store, await settingsOf());
      await slapd.stop();
      const again = await live(store, await settingsOf());
      await again.sync();
      expect(again.logged).toContainEqual(
        expect.objectContaining({ event: 'directory-failed', level: 'error', code: 'ldap' }),
      );
      expect(managerOf(id('clerk1'), again.people())).toBe('chief');
      await slapd.start();
      await again.sync();
      expect(again.logged.at(-1)).toEqual({ event: 'directory-read', code: 'ldap', count: 48 });
    });
  });
});
