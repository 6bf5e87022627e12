// The options that nearly every command has.

import type { Command } from 'commander';

export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: sekisho.yaml here)')
    .option('--json', 'as JSON');
}
