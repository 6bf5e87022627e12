// Counts tries to sign in, so that guessing is slow: per client, and more strictly per client and name. Never a lock on
// the name alone, with which a stranger could keep its owner out.

import type { FastifyInstance, FastifyRequest } from 'fastify';

const WINDOW_MS = 5 * 60 * 1000;
const PER_CLIENT = 60;
const PER_CLIENT_AND_NAME = 10;

/** How long to wait, in milliseconds; null: go on. */
export type CountTry = (request: FastifyRequest) => Promise<number | null>;

function nameIn({ body }: FastifyRequest): string {
  const name = typeof body === 'object' && body !== null && 'name' in body ? body.name : '';
  return typeof name === 'string' ? name.trim().toLowerCase().slice(0, 64) : '';
}

/** Needs @fastify/rate-limit to be registered. */
export function createTryCounter(app: FastifyInstance): CountTry {
  const limits = [
    app.createRateLimit({ max: PER_CLIENT, timeWindow: WINDOW_MS }),
    app.createRateLimit({
      max: PER_CLIENT_AND_NAME,
      timeWindow: WINDOW_MS,
      keyGenerator: (request) => `${request.ip} ${nameIn(request)}`,
    }),
  ];
  return async (request) => {
    const waits: number[] = [];
    // Without a name (coming back from a provider) only the client is counted.
    for (const count of nameIn(request) === '' ? limits.slice(0, 1) : limits) {
      const limit = await count(request);
      if (!limit.isAllowed && limit.isExceeded) waits.push(limit.ttl);
    }
    return waits.length === 0 ? null : Math.max(...waits);
  };
}
