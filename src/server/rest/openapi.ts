import { z } from 'zod';
import manifest from '../../../package.json' with { type: 'json' };
import { schemas } from '../../report/answer/schema.ts';
import { REST_PATH } from './parameters.ts';
import { problemSchema } from './problem.ts';

const PROBLEMS = {
  400: 'An id that is no UUID, or a parameter that takes other values.',
  401: "Router-Authorization is missing or not the router's secret.",
  403: 'A page of another site asks, or a link was changed or is over.',
  404: 'Nothing is known of this customer, or the caller may not see it.',
  405: 'A method other than GET and HEAD.',
  406: 'The Accept header does not take what the path gives.',
  500: 'An error of ours.',
  503: 'The database does not answer. Try again in a moment.',
} as const;

const customerId = {
  name: 'customerId',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
} as const;
const includeHealth = {
  name: 'includeHealth',
  in: 'query',
  description: 'Whether to give scores, bands and points.',
  schema: { type: 'boolean', default: true },
} as const;
const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of an earlier answer: 304 while it still holds.',
  schema: { type: 'string' },
} as const;
const text = (name: string, description: string) =>
  ({ name, in: 'query', description, schema: { type: 'string' } }) as const;

const problemAnswers = Object.fromEntries(
  Object.entries(PROBLEMS).map(([status, description]) => [
    status,
    {
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly object[];
  readonly type: string;
  readonly schema: object;
  readonly headers?: object;
}

function operation({ id, summary, description, parameters, type, schema, headers }: Operation) {
  return {
    get: {
      operationId: id,
      summary,
      description,
      parameters: [...parameters, ifNoneMatch],
      responses: {
        200: {
          description: 'The report.',
          headers: {
            ...headers,
            ETag: {
              description: 'Weak: the same while the answer says the same.',
              schema: { type: 'string' },
            },
          },
          content: { [type]: { schema } },
        },
        304: { description: 'Nothing has changed since the answer with this ETag.' },
        ...problemAnswers,
      },
    },
  };
}

/** The OpenAPI 3.1 document of the REST doors; the schemas are those that the answers are typed by. */
export function openApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Technical environment',
      description:
        "A customer's technical environment as data and as documents. HEAD answers as GET does, without a body.",
      version: manifest.version,
    },
    servers: [{ url: REST_PATH }],
    security: [{}, { router: [] }],
    paths: {
      '/{customerId}': operation({
        id: 'getTechnicalEnvironment',
        summary: 'The technical environment as data',
        description:
          'A field that could not be read is null and named in environment.unavailable; the others answer.',
        parameters: [customerId, includeHealth],
        type: 'application/json',
        schema: { $ref: '#/components/schemas/TechnicalAnswer' },
      }),
      '/{customerId}/report.md': operation({
        id: 'getMarkdownReport',
        summary: 'The report as Markdown',
        description:
          'Says how long ago things are as of its own time; the ETag changes with what it says, not with the clock.',
        parameters: [customerId, includeHealth],
        type: 'text/markdown',
        schema: { type: 'string' },
      }),
      '/{customerId}/report.pdf': operation({
        id: 'getPdfReport',
        summary: 'The report as a PDF',
        description:
          'Opens without Router-Authorization by a link that TechnicalEnvironment.report(format: PDF) gave.',
        parameters: [
          customerId,
          includeHealth,
          { name: 'paper', in: 'query', schema: { type: 'string', enum: ['a4', 'letter'], default: 'a4' } },
          text('expires', 'Of a link: when it ends, seconds since 1970.'),
          text('signature', 'Of a link: what proves that we gave it out.'),
        ],
        type: 'application/pdf',
        schema: { type: 'string', contentMediaType: 'application/pdf' },
        headers: {
          'Report-Signature': {
            description:
              'The detached ed25519 signature of the bytes in base64, where the service has a key.',
            schema: { type: 'string', contentEncoding: 'base64' },
          },
        },
      }),
    },
    components: {
      securitySchemes: { router: { type: 'apiKey', in: 'header', name: 'Router-Authorization' } },
      schemas: { ...answerSchemas(), Problem: problemSchema },
    },
  };
}

function answerSchemas(): Record<string, object> {
  const { schemas: found } = z.toJSONSchema(schemas, {
    uri: (id) => `#/components/schemas/${id}`,
    // The format says the same, and people can read it.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(found).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}
