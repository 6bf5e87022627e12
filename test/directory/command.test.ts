// `sekisho directory`: what an administrator sees of the people that the relay knows.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshFolder } from '../cli/run.ts';
import { runHere } from '../cli/run-here.ts';

const CONFIG = `organization: { domains: [corp.example] }
nextHop: { host: 127.0.0.1 }
directory: { file: people.csv }
`;
const TABLE = `id,name,addresses,manager
ann,Ann,ann@corp.example a.smith@corp.example,boss
boss,鈴木 次郎,boss@corp.example,president
`;

it('reads the people, shows them, finds who stands behind an address, and says what is wrong', async () => {
  const cwd = freshFolder();
  const ask = async (...words: readonly string[]) => {
    const { code, stdout } = await runHere(['directory', ...words, '--json'], { cwd });
    return { code, said: JSON.parse(stdout) };
  };
  writeFileSync(join(cwd, 'sekisho.yaml'), CONFIG);
  writeFileSync(join(cwd, 'people.csv'), TABLE);
  expect(await ask('sync')).toEqual({
    code: 0,
    said: {
      ok: true,
      sources: [{ source: 'file', kind: 'read', people: 2, groups: 0 }],
      dangling: ['the manager president of boss is unknown'],
    },
  });
  const { said } = await ask('who', 'A.Smith+news@corp.example');
  expect(said).toMatchObject([{ id: 'ann', name: 'Ann', isKnown: true, manager: 'boss' }]);
  expect(await ask('who', 'zoe@corp.example')).toMatchObject({ code: 1, said: [{ isKnown: false }] });
  writeFileSync(join(cwd, 'people.csv'), TABLE.replace('boss@corp.example', 'ann@corp.example'));
  const failed = await ask('sync');
  expect(failed).toMatchObject({ code: 1, said: { ok: false, sources: [{ kind: 'failed' }] } });
  expect(failed.said.sources[0].error).toMatch(/people\.csv:3: .*belongs to both ann and boss/);
  const { stdout } = await runHere(['directory', 'show'], { cwd });
  expect(stdout).toMatch(/ann +Ann +ann@corp\.example a\.smith@corp\.example +→ boss\n/);
});
