// One thing that a program can ask for: where, with which scope and in which roles, what it sends and what it gets. The
// schemas check requests, write answers and make the OpenAPI document.

import type { z } from 'zod';
import type { TokenScope } from '../../store/api-token.ts';
import type { UserRole } from '../../store/store.ts';
import type { SignedVisit } from '../visit.ts';
import type { Problem } from './problem.ts';

/** `kind: 'done'` without a body: 204. */
export type ApiAnswer =
  | { readonly kind: 'done'; readonly body?: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

type Asked<P, Q, B> = { readonly params: P; readonly query: Q; readonly body: B };

export type ApiRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1. */
  readonly path: string;
  /** What generated clients call it. */
  readonly name: string;
  readonly summary: string;
  readonly scope: TokenScope;
  /** For everybody else there is nothing at this path. */
  readonly roles: readonly UserRole[];
  /** Where a body is longer than others. */
  readonly mostBodyOctets?: number;
  readonly params: z.ZodType | null;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  /** null: nothing, 204. */
  readonly answer: z.ZodType | null;
  readonly handle: (visit: SignedVisit, asked: Asked<unknown, unknown, unknown>) => Promise<ApiAnswer>;
};

type Described<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Pick<
  ApiRoute,
  'method' | 'path' | 'name' | 'summary' | 'scope' | 'roles' | 'mostBodyOctets'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  readonly handle: (
    visit: SignedVisit,
    asked: Asked<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<
    { readonly kind: 'done'; readonly body?: z.output<A> } | Extract<ApiAnswer, { kind: 'problem' }>
  >;
};

/** Ties handlers to schemas: what a handler is given has passed them. */
export function apiRoute<
  P extends z.ZodType = z.ZodNever,
  Q extends z.ZodType = z.ZodNever,
  B extends z.ZodType = z.ZodNever,
  A extends z.ZodType = z.ZodNever,
>({ params, query, body, answer, handle, ...rest }: Described<P, Q, B, A>): ApiRoute {
  return {
    ...rest,
    params: params ?? null,
    query: query ?? null,
    body: body ?? null,
    answer: answer ?? null,
    handle: (visit, asked) => handle(visit, asked as Asked<z.output<P>, z.output<Q>, z.output<B>>),
  };
}

export function done<T>(body: T): { readonly kind: 'done'; readonly body: T } {
  return { kind: 'done', body };
}

export const DONE = { kind: 'done' } as const;

export function refuse(problem: Problem): Extract<ApiAnswer, { kind: 'problem' }> {
  return { kind: 'problem', problem };
}
