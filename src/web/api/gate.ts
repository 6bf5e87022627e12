// How often programs may ask: each token by itself, and every client that comes without one. Before a token is looked up
// for the first time its client counts as a stranger, so that nobody makes the database look for made-up ones.

import type { FastifyInstance, FastifyRequest } from 'fastify';

const MINUTE_MS = 60_000;
export const PER_TOKEN_AND_MINUTE = 300;
export const STRANGERS_PER_MINUTE = 60;
/** Tokens kept in mind. */
const MOST_KNOWN = 1000;

/** Seconds to wait; null: go on. */
export type Gate = {
  count(request: FastifyRequest, tokenId: string): Promise<number | null>;
  countStranger(request: FastifyRequest): Promise<number | null>;
  /** Whether the token of this hash was good when it was looked up last. */
  knows(hash: string): boolean;
  remember(hash: string, isGood: boolean): void;
};

/** Needs @fastify/rate-limit to be registered. */
export function createGate(app: FastifyInstance): Gate {
  const tokens = new WeakMap<FastifyRequest, string>();
  const known = new Set<string>();
  const perToken = app.createRateLimit({
    max: PER_TOKEN_AND_MINUTE,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => tokens.get(request) ?? request.ip,
  });
  const strangers = app.createRateLimit({ max: STRANGERS_PER_MINUTE, timeWindow: MINUTE_MS });
  const waitOf = async (request: FastifyRequest, count: typeof strangers) => {
    const limit = await count(request);
    return !limit.isAllowed && limit.isExceeded ? Math.max(1, Math.ceil(limit.ttl / 1000)) : null;
  };
  return {
    count(request, tokenId) {
      tokens.set(request, tokenId);
      return waitOf(request, perToken);
    },
    countStranger: (request) => waitOf(request, strangers),
    knows: (hash) => known.has(hash),
    remember(hash, isGood) {
      known.delete(hash);
      if (isGood) known.add(hash);
      const [oldest] = known;
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    },
  };
}
