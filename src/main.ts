#!/usr/bin/env node
// The program. Looks whether this Node.js can run it before anything else is loaded, so this file uses nothing that
// an old one does not know.

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `sekisho needs Node.js ${NEEDED} or later; this is ${process.versions.node} (${process.execPath}).\n` +
      'In a checkout, "npm ci" brings its own and "npm start" uses it; elsewhere install it from https://nodejs.org.\n',
  );
  process.exitCode = 1;
} else {
  const { runProgram } = await import('./cli/program.ts');
  await runProgram(process.argv.slice(2));
}
