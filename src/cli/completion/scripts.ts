// Completion scripts for bash, zsh and fish, written from the words. Each walks the line to the command that it names,
// and offers what may come next; where nothing is known, file names.

import type { Node } from './words.ts';

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Fish has its own way with quotes. */
const fishQuoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

const wordsOf = ({ commands, options, choices }: Node) => [
  ...commands.map(({ word }) => word),
  ...choices,
  ...options.map(({ word }) => word),
];

const paths = (nodes: readonly Node[]) => nodes.map(({ path }) => path).filter((path) => path !== '');

/** `path` becomes the command named so far; bash and zsh both read it. */
function walk(nodes: readonly Node[], words: string): string {
  return `  local at='' word
  for word in ${words}; do
    case "\${at:+$at }$word" in
      ${paths(nodes).map(quoted).join('|')}) at="\${at:+$at }$word" ;;
    esac
  done`;
}

/** Sets `next` to what may come after the command, or after an option that takes one of a few words. */
function offer(nodes: readonly Node[]): string {
  const choices = nodes.flatMap(({ path, options }) =>
    options
      .filter(({ choices: some }) => some.length > 0)
      .map(
        ({ word, choices: some }) => `    ${quoted(`${path} ${word}`)}) next=${quoted(some.join(' '))} ;;`,
      ),
  );
  const words = nodes.map((node) => `    ${quoted(node.path)}) next=${quoted(wordsOf(node).join(' '))} ;;`);
  return `  case "$at" in
${words.join('\n')}
  esac
  case "$at $before" in
${choices.join('\n')}
  esac`;
}

export function bashScript(nodes: readonly Node[]): string {
  return `# bash completion for sekisho. In ~/.bashrc:  eval "$(sekisho completion bash)"
_sekisho() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} next=''
${walk(nodes, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`)}
${offer(nodes)}
  mapfile -t COMPREPLY < <(compgen -W "$next" -- "$current")
}
complete -o default -F _sekisho sekisho
`;
}

export function zshScript(nodes: readonly Node[]): string {
  return `#compdef sekisho
# zsh completion for sekisho. In ~/.zshrc, after compinit:  eval "$(sekisho completion zsh)"
_sekisho() {
  local before=\${words[CURRENT-1]} next=''
${walk(nodes, `\${words[2,CURRENT-1]}`)}
${offer(nodes)}
  compadd -- \${=next} || _files
}
compdef _sekisho sekisho
`;
}

export function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(({ path, commands, options, choices }) => {
    const when = `-n '__sekisho_at "${path}"'`;
    return [
      ...commands.map(({ word, about }) => `${when} -f -a ${word} -d ${fishQuoted(about)}`),
      ...choices.map((word) => `${when} -f -a ${word}`),
      ...options.map(({ word, about, choices: some }) => {
        const takes = some.length > 0 ? ` -x -a ${fishQuoted(some.join(' '))}` : '';
        return `${when} -l ${word.slice(2)} -d ${fishQuoted(about)}${takes}`;
      }),
    ];
  });
  return `# fish completion for sekisho:  sekisho completion fish > ~/.config/fish/completions/sekisho.fish
function __sekisho_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l longer (string trim "$at $word")
    contains -- "$longer" ${paths(nodes).map(fishQuoted).join(' ')}; and set at "$longer"
  end
  test "$at" = "$argv[1]"
end
${lines.map((line) => `complete -c sekisho ${line}`).join('\n')}
`;
}
