// `sekisho help [TOPIC]`: the help of a command, or a guide, in the caller's language.

import { Command } from 'commander';
import { suggestion } from '../config/problems.ts';
import { findDocument, topics } from '../docs/documents.ts';
import { examplesText } from './examples.ts';
import { UsageError } from './explain-error.ts';
import { callerLanguage, write } from './output.ts';

async function run(topic: string | undefined, options: { json?: boolean }, self: Command): Promise<void> {
  const program = self.parent;
  if (program === null) throw new Error('help stands below the program');
  const command = topic === undefined ? program : program.commands.find((one) => one.name() === topic);
  const help = command === undefined ? undefined : command.helpInformation() + examplesText(command.name());
  const text = help ?? findDocument(topic ?? '', callerLanguage());
  if (text === null) {
    const known = [...topics(), ...program.commands.map((one) => one.name())];
    throw new UsageError(`there is no help on "${topic}"; ${suggestion(topic ?? '', known)}`);
  }
  const guides = topic === undefined ? `\nGuides: ${topics().join(', ')} (sekisho help TOPIC)\n` : '';
  write(options.json, { topic: topic ?? null, text, guides: topics() }, () => text + guides);
}

export function helpCommand(): Command {
  return new Command('help')
    .description('help on a command, or a guide')
    .argument('[topic]', 'a command or the name of a guide')
    .option('--json', 'as JSON')
    .action(run);
}
