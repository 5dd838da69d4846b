import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { RouteSpec } from './route.ts';

extendZodWithOpenApi(z);

const upload = z.object({ file: z.string().openapi({ format: 'binary' }) });

/** The API reference as OpenAPI 3.1, from the schemas that the routes themselves validate with. */
export function openApiOf(specs: RouteSpec<z.ZodType, z.ZodType>[], version: string): object {
  const registry = new OpenAPIRegistry();
  const bearer = registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const spec of specs) {
    const path = `/api/v1${spec.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`;
    const names = [...spec.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');
    const params =
      names.length === 0
        ? {}
        : { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) };
    const body =
      spec.upload === true
        ? { body: { content: { 'multipart/form-data': { schema: upload } }, required: true } }
        : spec.body === undefined
          ? {}
          : { body: { content: { 'application/json': { schema: spec.body } }, required: true } };
    const query = spec.query instanceof z.ZodObject ? { query: spec.query } : {};
    registry.registerPath({
      method: spec.method,
      path,
      summary: spec.summary,
      ...('public' in spec.access ? {} : { security: [{ [bearer.name]: [] }] }),
      request: { ...params, ...query, ...body },
      responses: {
        [spec.status ?? 200]: { description: spec.answers },
        default: {
          description: 'A problem (RFC 9457) with a stable `code`',
          content: { 'application/problem+json': {} },
        },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Switchboard', version, description: 'The HTTP interface. Sockets: docs/protocol.md.' },
  });
}
