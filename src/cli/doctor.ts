// `sekisho doctor`: looks at everything a running relay depends on and says what to do. Changes nothing. Exit code 1
// when there is a problem.

import { Command } from 'commander';
import type { LoadedConfig } from '../config/load-config.ts';
import type { ReadyConfig } from '../config/secrets.ts';
import { callerFolder } from './caller-path.ts';
import type { Finding, Patient } from './doctor/finding.ts';
import { Problem, UsageError } from './explain-error.ts';
import { styled, write } from './output.ts';

type Options = { readonly config?: string; readonly json?: boolean; readonly dns?: string };

const DNS_MS = 3000;

async function resolverOf(server: string | undefined): Promise<Patient['resolveTxt']> {
  const { Resolver } = await import('node:dns/promises');
  const resolver = new Resolver({ timeout: DNS_MS, tries: 2 });
  try {
    if (server !== undefined) resolver.setServers([server]);
  } catch {
    throw new UsageError(
      `"${server}" is not an address of a DNS server, such as 192.0.2.53 or 192.0.2.53:5353`,
    );
  }
  return (name) => resolver.resolveTxt(name);
}

/** The configuration, or what keeps it from being read. */
async function readPatient(options: Options): Promise<LoadedConfig | readonly Finding[]> {
  const [{ readConfig, ConfigError }, { problemText }, { speakOf }] = await Promise.all([
    import('../config/load-config.ts'),
    import('../config/problems.ts'),
    import('./doctor/finding.ts'),
  ]);
  try {
    return readConfig({ file: options.config ?? null, env: process.env, cwd: callerFolder() });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problem } = speakOf('config');
    return error.problems.map((one) =>
      problem(problemText(one), 'correct it; the relay does not start like this'),
    );
  }
}

/** What kept the store from being opened is a finding too. */
async function examineData(options: Options, now: Date): Promise<readonly Finding[]> {
  const [{ withStore }, { examineStore }, { speakOf }] = await Promise.all([
    import('./with-store.ts'),
    import('./doctor/stored.ts'),
    import('./doctor/finding.ts'),
  ]);
  const { note, problem } = speakOf('store');
  try {
    return await withStore(options, ({ store }) => examineStore(store, now));
  } catch (error) {
    if (error instanceof Problem) return [note(error.message)];
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'store-refused' && code !== 'store-unavailable') throw error;
    return [
      problem(
        String((error as Error).message),
        'see "Backup" and "When it does not start" in: sekisho help operation',
      ),
    ];
  }
}

/** The configuration with its secrets, or what keeps them from being read. */
async function readSecrets(loaded: LoadedConfig): Promise<ReadyConfig | readonly Finding[]> {
  const [{ withSecrets }, { ConfigError }, { examineNamedFiles }] = await Promise.all([
    import('../config/secrets.ts'),
    import('../config/problems.ts'),
    import('./doctor/files.ts'),
  ]);
  try {
    return withSecrets(loaded);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return examineNamedFiles(error);
  }
}

async function examine(loaded: LoadedConfig, options: Options): Promise<readonly Finding[]> {
  const [{ notesOn }, { speakOf }, files, { examineNames }, { examineHops }, { examineDisk }] =
    await Promise.all([
      import('../config/notes.ts'),
      import('./doctor/finding.ts'),
      import('./doctor/files.ts'),
      import('./doctor/names.ts'),
      import('./doctor/hops.ts'),
      import('./doctor/stored.ts'),
    ]);
  const patient: Patient = { loaded, resolveTxt: await resolverOf(options.dns), now: new Date() };
  const config = speakOf('config');
  const ready = await readSecrets(loaded);
  return [
    config.fine(`${loaded.file ?? 'environment'}: no contradictions`),
    ...notesOn(loaded.config).map((note) => config.note(note)),
    ...('storage' in ready ? files.examineModes(patient) : ready),
    ...files.examineCertificate(patient),
    ...(await examineNames(patient)),
    ...('storage' in ready ? await examineHops(ready) : []),
    ...(await examineDisk(patient)),
    ...(await examineData(options, patient.now)),
  ];
}

const MARKS = { fine: ['green', '✓'], note: ['yellow', '!'], problem: ['red', '✗'] } as const;

function lineOf({ level, message, mend }: Finding): string {
  const [style, mark] = MARKS[level];
  return `${styled(style, mark)} ${message}${mend === null ? '' : `\n    → ${mend}`}`;
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

async function run(options: Options): Promise<void> {
  const read = await readPatient(options);
  const findings = 'config' in read ? await examine(read, options) : read;
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const notes = findings.filter(({ level }) => level === 'note').length;
  write(options.json, { ok: problems === 0, findings }, () =>
    [...findings.map(lineOf), '', `${count(problems, 'problem')}, ${count(notes, 'note')}`].join('\n'),
  );
  if (problems > 0) process.exitCode = 1;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at everything the relay depends on, and say what to do')
    .option('--dns <server>', 'ask this DNS server (default: those of the machine)')
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON')
    .action(run);
}
