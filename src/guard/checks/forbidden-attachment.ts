// Is a file attached that the policy forbids: by any of its names, or by what it is (program, script, macros)?

import { CLEAR, defineCheck, found } from '../check.ts';
import type { FileFacts } from '../facts.ts';

/** The endings a reader may act on: trailing blanks, dots and invisible characters are what hides them. */
function endingsOf({ name, otherNames }: FileFacts): string[] {
  return [name, ...otherNames].flatMap((n) => {
    const clean = n
      .normalize('NFKC')
      .replace(/[\p{Cf}\p{Cc}]/gu, '')
      .replace(/[\s.]+$/u, '');
    const ending = /\.([^.\s/\\]{1,16})$/u.exec(clean)?.[1];
    return ending === undefined ? [] : [ending.toLowerCase()];
  });
}

export const forbiddenAttachment = defineCheck(
  'forbidden-attachment',
  ({ content: { files } }, { settings }) => {
    const forbidden = new Set(settings.extensions.map((ending) => ending.replace(/^\./, '').toLowerCase()));
    const why = (file: FileFacts): string | null => {
      const ending = endingsOf(file).find((e) => forbidden.has(e));
      if (ending !== undefined) return `.${ending}`;
      if (settings.programs && file.isProgram) return 'program';
      if (settings.scripts && file.isScript) return 'script';
      return settings.macros && file.hasMacros ? 'macros' : null;
    };
    const hits = files.flatMap((file) => {
      const reason = why(file);
      return reason === null ? [] : [{ kind: 'file' as const, value: file.path, note: reason }];
    });
    const [first] = hits;
    if (first === undefined) return CLEAR;
    return found(
      settings.action,
      'forbidden-attachment',
      { count: hits.length, file: first.value, why: first.note },
      hits.slice(0, 10),
    );
  },
);
