// What is wrong with a configuration, where, and what was probably meant.

import { editDistance } from '../guard/similar.ts';

export type Path = readonly (string | number)[];

/** Where a value was given: in a file (of a table only the line), or in the environment (then `file` is the variable). */
export type Place = { readonly file: string; readonly line: number | null; readonly column: number | null };

export type ConfigProblem = Place & {
  /** `policy.overrides[0].when`. */
  readonly path: string;
  readonly message: string;
  readonly hint: string | null;
};

export function pathText(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

export function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}

/** `sekisho.yaml:4:3: smtp.lisen: unknown key; did you mean "listen"?` */
export function problemText({ path, message, hint, ...place }: ConfigProblem): string {
  const subject = path === '' ? '' : `${path}: `;
  return `${placeText(place)}: ${subject}${message}${hint === null ? '' : `; ${hint}`}`;
}

/** The configuration cannot be used; the message has one line per problem. */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}

const NEAR = 3;
const folded = (text: string) => text.toLowerCase().replace(/[-_]/g, '');

/** The one of `known` that somebody who wrote `written` probably meant; null when none is near. */
export function likelyMeant(written: string, known: readonly string[]): string | null {
  const limit = Math.min(NEAR, Math.floor(written.length / 2));
  const [best] = known
    .map((name) => ({ name, distance: editDistance(folded(written), folded(name), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name ?? null;
}

/** What to say to somebody who wrote none of `known`. */
export function suggestion(written: string, known: readonly string[]): string | null {
  const meant = likelyMeant(written, known);
  if (meant !== null) return `did you mean "${meant}"?`;
  return known.length === 0 ? null : `known here: ${known.join(', ')}`;
}
