// Gathers programs and the libraries they use into few files. Used by the build, and by benchmarks for parts of the program.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Stay packages of their own: machine code, WebAssembly, and fonts beside the code. Named under `dependencies`. */
export const APART = /^(@node-rs\/argon2|libarchive-wasm|pdfjs-dist)(\/|$)/;

/** Writes `<name>.js` into `folder` for each program, beside what several share; returns the libraries' notices. */
export async function bundle(programs: Readonly<Record<string, string>>, folder: string): Promise<string> {
  const bundled = await rolldown({ cwd: root, input: programs, platform: 'node', external: APART });
  const { output } = await bundled.write({
    dir: folder,
    format: 'esm',
    chunkFileNames: '[name]-[hash].js',
    // Their licences are in the notices.
    comments: false,
  });
  await bundled.close();
  const files = output.filter((file) => file.type === 'chunk');
  for (const { fileName, code } of files) writeFileSync(`${folder}/${fileName}`, inOneOctetALetter(code));
  return noticesOf(files.flatMap(({ moduleIds }) => moduleIds));
}

/** `あ` → `\\u3042`, which is six letters. */
const escapeOf = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Every thread keeps the text of its programs, with two octets for each letter of a file in which a single one is not of
 * Latin-1: of the relay's threads together that was 7 MiB. What is mostly Japanese stays as it is.
 */
export function inOneOctetALetter(code: string): string {
  const others = code.match(/[^\0-\xff]/g)?.length ?? 0;
  if (others === 0 || others * escapeOf('あ').length + code.length - others >= 2 * code.length) return code;
  if (/String\.raw`[^`]*[^\0-\xff]|\\[^\0-\xff]/.test(code))
    throw new Error('a letter that is another one when escaped');
  return code.replace(/[^\0-\xff]/g, escapeOf);
}

function noticesOf(modules: readonly string[]): string {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map(noticeOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Name, version, licence and its text of one library. */
function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = files.filter((file) => existsSync(`${folder}/${file}`));
  return [
    `${name} ${version} (${license})\n`,
    ...texts.map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  ].join('\n');
}
