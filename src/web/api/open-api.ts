// The OpenAPI 3.1 document, made from the schemas that check requests and write answers.

import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { OVERSIGHT_SCHEMAS } from './oversight-schemas.ts';
import { problemSchema } from './problem.ts';
import type { ApiRoute } from './route.ts';
import { API_SCHEMAS } from './schemas.ts';

/** Of this interface, not of the program: within it fields are only added. */
const VERSION = '1.0.0';

const registry = z.registry<{ id?: string | undefined }>();
registry.add(problemSchema, { id: 'Problem' });
for (const [id, schema] of Object.entries({ ...API_SCHEMAS, ...OVERSIGHT_SCHEMAS }))
  registry.add(schema, { id });

const options = { schemaRegistry: registry };

type Document = {
  readonly paths: object;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

/** Names of schemas that `part` needs, directly or by others. */
function namedIn(part: object, schemas: Document['components']['schemas'], known = new Set<string>()) {
  for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    const schema = schemas[name];
    if (schema === undefined || known.has(name)) continue;
    known.add(name);
    namedIn(schema, schemas, known);
  }
  return known;
}

/** An answer may get more fields: programs must not take that for a mistake. */
const mayGrow = (key: string, value: unknown) =>
  key === 'additionalProperties' && value === false ? undefined : value;

/** As it is told: without schemas that nothing names (the library makes each twice, as sent and as answered). */
export function finishDocument(made: object): object {
  const document = JSON.parse(JSON.stringify(made)) as Document;
  const { schemas } = document.components;
  const named = namedIn(document.paths, schemas);
  const kept = Object.entries(schemas).filter(([name]) => named.has(name));
  const answers = JSON.parse(JSON.stringify(Object.fromEntries(kept)), mayGrow) as object;
  return { ...document, components: { ...document.components, schemas: answers } };
}

export function openApi(): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sekisho',
        version: VERSION,
        description: 'What the pages do, for programs: look at held mail and decide about it.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token from the page Account.' },
        },
      },
    },
    transform: createJsonSchemaTransform(options),
    transformObject: createJsonSchemaTransformObject(options),
  };
}

const problemAnswer = {
  description: 'Nothing came of it: problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** What Fastify checks and writes by, and the document tells. */
export function schemaOf({ name, summary, scope, roles, params, query, body, answer }: ApiRoute) {
  return {
    operationId: name,
    summary,
    description: `Scope \`${scope}\`; for the roles ${roles.join(', ')}.`,
    security: [{ token: [scope] }],
    ...(params !== null && { params }),
    ...(query !== null && { querystring: query }),
    ...(body !== null && { body }),
    response: {
      ...(answer === null ? { 204: z.undefined().describe('Done') } : { 200: answer }),
      default: problemAnswer,
    },
  };
}
