// What `doctor` says of one thing it looked at. A problem keeps the relay from doing what it is for, or will soon; a note
// is worth a second look and may be meant so.

import type { LoadedConfig } from '../../config/load-config.ts';

export type Finding = {
  readonly area: 'config' | 'files' | 'tls' | 'dns' | 'hop' | 'machine' | 'store';
  readonly level: 'fine' | 'note' | 'problem';
  readonly message: string;
  /** What to do about it; null when there is nothing to do. */
  readonly mend: string | null;
};

type Say = (message: string, mend?: string) => Finding;

/** The three ways to say something about one area. */
export function speakOf(
  area: Finding['area'],
): Readonly<Record<'fine' | 'note', Say>> & { readonly problem: (message: string, mend: string) => Finding } {
  const say =
    (level: Finding['level']) =>
    (message: string, mend?: string): Finding => ({ area, level, message, mend: mend ?? null });
  return { fine: say('fine'), note: say('note'), problem: say('problem') };
}

/** What the examinations are given. */
export type Patient = {
  readonly loaded: LoadedConfig;
  /** Answers TXT questions; rejects as `dns.promises` does. */
  readonly resolveTxt: (name: string) => Promise<readonly (readonly string[])[]>;
  readonly now: Date;
};

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
