// The commands, one file each, loaded when they are named. Called by main.ts. Exit codes: 0 fine, 1 a problem was
// found, 2 wrong usage.

import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { addExamples } from './examples.ts';
import { explainError, UsageError } from './explain-error.ts';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  reload: async () => (await import('./reload.ts')).reloadCommand(),
  demo: async () => (await import('./demo.ts')).demoCommand(),
  check: async () => (await import('./check.ts')).checkCommand(),
  explain: async () => (await import('./explain.ts')).explainCommand(),
  replay: async () => (await import('./replay.ts')).replayCommand(),
  inspect: async () => (await import('./inspect.ts')).inspectCommand(),
  simulate: async () => (await import('./simulate.ts')).simulateCommand(),
  held: async () => (await import('./held.ts')).heldCommand(),
  trace: async () => (await import('./trace.ts')).traceCommand(),
  incident: async () => (await import('./incident.ts')).incidentCommand(),
  config: async () => (await import('./config.ts')).configCommand(),
  history: async () => (await import('./history.ts')).historyCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  directory: async () => (await import('./directory.ts')).directoryCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./restore.ts')).restoreCommand(),
  store: async () => (await import('./store.ts')).storeCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  completion: async () => (await import('./completion.ts')).completionCommand(),
  help: async () => (await import('./help.ts')).helpCommand(),
};

/** Every command below `command` answers wrong usage by an exception, not by ending the process. */
function withoutExit(command: Command): Command {
  command.exitOverride().showHelpAfterError('(--help shows how)');
  for (const one of command.commands) withoutExit(one);
  return command;
}

/** The program with the command that is named, or with all when help or a suggestion may need them. */
export async function createProgram(named: string | undefined): Promise<Command> {
  const program = new Command('sekisho')
    .description('Holds the few outgoing mails that look like a slip until a person has decided.')
    .version(version())
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nEvery command has --help and --json. Exit codes: 0 fine, 1 a problem was found, 2 usage.',
    );
  const load = named === undefined || named === 'help' ? undefined : COMMANDS[named];
  const commands = load === undefined ? Object.values(COMMANDS) : [load];
  for (const one of commands) {
    const command = await one();
    addExamples(command, command.name());
    program.addCommand(command);
  }
  return withoutExit(program);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof UsageError ? 2 : 1;
}

/** Runs one command line and sets the exit code; whatever is thrown becomes a sentence on standard error. */
export async function runProgram(words: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(words[0]);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // Commander has said it already.
    if (!(error instanceof CommanderError)) process.stderr.write(`${explainError(error)}\n`);
  }
}
