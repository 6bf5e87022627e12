// `npm run fuzz -- [minutes] [seed]`: damages mails for so long and prints each one that passed us unseen.

import { fuzz } from './fuzz.ts';

const [minutes = '10', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
const endMs = performance.now() + Number(minutes) * 60_000;
const { tried, found, misses } = await fuzz(Number(seed), () => performance.now() >= endMs);
for (const miss of misses) console.log(JSON.stringify(miss));
console.log(
  `seed ${seed}: ${tried} mails, ${found} in which a reader finds the word, ${misses.length} of them clear`,
);
process.exitCode = misses.length === 0 ? 0 : 1;
