// One sentence for what a person can mend; a stack only for what is a fault of the program.

/** The command line asks for something that cannot be meant: exit code 2. */
export class UsageError extends Error {
  readonly code = 'usage';
}

/** The command was understood and could not be done: exit code 1. */
export class Problem extends Error {
  readonly code = 'problem';
}

/** Codes of errors whose message says everything. */
const OURS = new Set([
  'config',
  'directory',
  'store-refused',
  'store-unavailable',
  'smtp-settings',
  'users-file',
  'usage',
  'problem',
]);

type SystemError = Error & {
  readonly code: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
};

const placeOf = ({ address = '', port }: SystemError) =>
  port === undefined ? address : `${address}:${port}`;

const SENTENCES: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: (error) => `${placeOf(error)} is already in use by another program`,
  EADDRNOTAVAIL: (error) => `${placeOf(error)} is no address of this machine`,
  EACCES: (error) =>
    error.port === undefined
      ? `permission denied: ${error.path ?? error.message}`
      : `${placeOf(error)} may not be opened: ports below 1024 need a privilege`,
  ENOENT: (error) => `there is no such file: ${error.path ?? error.message}`,
  EISDIR: (error) => `a folder, where a file is needed: ${error.path ?? error.message}`,
  ENOTFOUND: (error) => `no such host: ${error.message}`,
};

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What to print for an error that ends a command. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  if (OURS.has(code)) return error.message;
  return SENTENCES[code]?.(error as SystemError) ?? error.stack ?? error.message;
}
