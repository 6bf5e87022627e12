// `sekisho completion SHELL`: a script by which the shell completes our words with Tab.

import { Argument, Command } from 'commander';
import { write } from './output.ts';

type Shell = 'bash' | 'zsh' | 'fish';

async function run(shell: Shell, options: { readonly json?: boolean }): Promise<void> {
  const [{ createProgram }, { nodesOf }, scripts] = await Promise.all([
    import('./program.ts'),
    import('./completion/words.ts'),
    import('./completion/scripts.ts'),
  ]);
  const nodes = nodesOf(await createProgram(undefined));
  const writers = { bash: scripts.bashScript, zsh: scripts.zshScript, fish: scripts.fishScript } as const;
  const script = writers[shell](nodes);
  write(options.json, { shell, script }, () => script);
}

export function completionCommand(): Command {
  return new Command('completion')
    .description('a script by which your shell completes these words with Tab')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .option('--json', 'as JSON')
    .action(run);
}
