// The OpenAPI document: valid, complete, and made from the schemas that check requests and write answers.

import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ROUTES } from '../../../src/web/api/routes.ts';
import { type House, openHouse } from '../house.ts';

type Operation = {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
};
type Document = {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

let house: House;
let document: Document;
beforeAll(async () => {
  house = await openHouse();
  document = (await (await fetch(`${house.url}/api/v1/openapi.json`)).json()) as Document;
});
afterAll(() => house.close());

describe('/api/v1/openapi.json', () => {
  it('lets answers get more fields, and no request one that is not known', () => {
    const { components, paths } = document;
    expect(JSON.stringify(components)).not.toContain('"additionalProperties":false');
    const body = JSON.stringify(paths['/api/v1/mails/{id}/decisions']?.post?.requestBody);
    expect(body).toContain('"additionalProperties":false');
    expect(Object.keys(components.schemas).filter((name) => name.endsWith('Input'))).toEqual([]);
  });

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document) as Record<string, unknown>)).toEqual({
      valid: true,
    });
    expect([document.openapi, validator.version]).toEqual(['3.1.0', '3.1']);
  });

  it('tells of every route and of no other, with its scope and what is answered', () => {
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId, security, responses }]) => ({
        route: `${method.toUpperCase()} ${path}`,
        operationId,
        security,
        answers: Object.keys(responses).sort(),
      })),
    );
    const routes = API_ROUTES.map(({ method, path, name, scope, answer }) => ({
      route: `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`,
      operationId: name,
      security: [{ token: [scope] }],
      answers: [answer === null ? '204' : '200', 'default'],
    }));
    const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1);
    expect(told.sort(byRoute)).toEqual(routes.sort(byRoute));
  });
});
