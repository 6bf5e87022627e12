// Gathers programs and the libraries they use into few files. Used by the build, and by benchmarks for parts of the program.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  });
  await bundled.close();
  return noticesOf(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
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
