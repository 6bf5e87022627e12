// What may come next on a command line, read from the commands themselves.

import type { Command } from 'commander';

export type Word = { readonly word: string; readonly about: string };

/** One command, or the program itself (an empty path). */
export type Node = {
  /** `held list`. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly (Word & { readonly choices: readonly string[] })[];
  /** What its first argument may be, where that is one of a few. */
  readonly choices: readonly string[];
};

const firstLine = (text: string) => text.split('\n')[0] ?? '';

function nodeOf(command: Command, path: string): Node {
  const options = command.options.map(({ long, description, argChoices }) => ({
    word: long ?? '',
    about: firstLine(description),
    choices: argChoices ?? [],
  }));
  return {
    path,
    commands: command.commands.map((one) => ({ word: one.name(), about: firstLine(one.description()) })),
    options: [...options, { word: '--help', about: 'how it is used', choices: [] }],
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
}

/** The program first, then every command below it. */
export function nodesOf(command: Command, path = ''): readonly Node[] {
  const below = command.commands.flatMap((one) =>
    nodesOf(one, path === '' ? one.name() : `${path} ${one.name()}`),
  );
  return [nodeOf(command, path), ...below];
}
