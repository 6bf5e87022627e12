// Runs a PostgreSQL server until its standard input ends, also when whoever started it has died. Prints its URL.

import { startPostgres } from './postgres.ts';

const server = await startPostgres();
process.stdin.resume();
process.stdin.once('end', () => void server.stop());
console.log(server.url);
