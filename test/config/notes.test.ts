// What is right as it stands and still worth a second look.

import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { notesOn } from '../../src/config/notes.ts';

const OBSERVE = 'policy.mode is observe: everything is judged, nothing is held';
const UNTOLD = 'notices.from is none: nobody is told by mail that a mail is held';
const LINKS = 'web.publicUrl leads to this machine only: nobody else can open the links in notices';
const PLAIN = 'web.publicUrl is not https: passwords of the pages travel in clear text';

describe('the notes on a configuration', () => {
  it.each<[what: string, env: Record<string, string>, notes: readonly string[]]>([
    ['mode observe', { POLICY__MODE: 'observe' }, [OBSERVE]],
    ['holding without notices', {}, [UNTOLD]],
    ['notices whose links lead to loopback', { NOTICES__FROM: 'sekisho@' }, [LINKS]],
    [
      'a public URL on loopback',
      { NOTICES__FROM: 'sekisho@', WEB__PUBLICURL: 'http://localhost:8025' },
      [LINKS],
    ],
    [
      'a public URL without TLS',
      { NOTICES__FROM: 'sekisho@', WEB__PUBLICURL: 'http://mail.corp.example' },
      [PLAIN],
    ],
    ['none when all is well', { NOTICES__FROM: 'sekisho@', WEB__PUBLICURL: 'https://mail.corp.example' }, []],
  ])('%s', (_what, settings, notes) => {
    const given = { ORGANIZATION__DOMAINS: '[corp.example]', NEXTHOP__HOST: 'hop.example', ...settings };
    const env = Object.fromEntries(Object.entries(given).map(([key, value]) => [`SEKISHO__${key}`, value]));
    expect(notesOn(loadConfig({ file: null, env, cwd: import.meta.dirname }))).toEqual(notes);
  });
});
