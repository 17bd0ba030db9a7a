import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../errors.ts';
import type { Identity } from '../../read/gate.ts';
import { parseUuid } from '../../read/uuid.ts';
import { buildAnswer } from '../../report/answer.ts';
import { buildDocument, fingerprint } from '../../report/document.ts';
import type { ReportFacts } from '../../report/facts.ts';
import { loadReport } from '../../report/load.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { Turns } from '../../report/pdf/turns.ts';
import { RequestContext, type Services } from '../context.ts';
import type { Identify } from '../identity.ts';
import { type Form, json, sendForm } from './form.ts';
import { requireAccepts } from './negotiate.ts';
import { openApi } from './openapi.ts';
import { parseIncludeHealth, parsePaper, type Query, REST_PATH } from './parameters.ts';
import { HttpError, serveProblems } from './problem.ts';

/** What the REST doors need. */
export interface RestOptions {
  readonly services: Services;
  readonly identify: Identify;
}

interface Asked {
  readonly facts: ReportFacts;
  readonly now: Date;
}

const OTHER_METHODS = ['DELETE', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** Serves the report of a customer as JSON, Markdown and PDF, and the description of it all. */
export function serveRest(app: FastifyInstance, { services, identify }: RestOptions): void {
  const turns = new Turns();
  const see = (request: FastifyRequest) => identify(request.headers['router-authorization']);

  // A link opens its own report only; without one, the caller is who the header says.
  const seeByLink = (request: FastifyRequest): Identity => {
    const { expires, signature } = request.query as Query;
    if (expires === undefined && signature === undefined) return see(request);
    const customerId = customerOf(request);
    const report = { customerId, includeHealth: parseIncludeHealth(request.query as Query) };
    services.reportLinks.check(report, expires, signature, services.now());
    return { kind: 'link', subject: 'report link', customers: new Set([customerId]) };
  };

  const load = async (request: FastifyRequest, identity: Identity): Promise<Asked> => {
    const customerId = customerOf(request);
    const includeHealth = parseIncludeHealth(request.query as Query);
    const context = new RequestContext(services, { identity, requestId: request.id, log: app.log });
    const facts = await loadReport(customerId, includeHealth, context);
    if (!facts) throw new DomainError('NOT_FOUND', `There is no customer ${customerId}.`);
    return { facts, now: context.loaders.now };
  };

  app.register(
    async (rest) => {
      await rest.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
      serveProblems(rest, services.outages);

      const serve = (
        path: string,
        type: string,
        toForm: (request: FastifyRequest, reply: FastifyReply) => Form | Promise<Form>,
      ) => {
        rest.get(path, async (request, reply) => {
          requireAccepts(request.headers.accept, type);
          const form = await toForm(request, reply);
          return sendForm(request, reply, form);
        });
        rest.route({
          url: path,
          method: OTHER_METHODS,
          // Before a body is read, which nobody wants.
          onRequest: async (request, reply) => {
            reply.header('allow', 'GET, HEAD');
            throw new HttpError(
              405,
              'METHOD_NOT_ALLOWED',
              `This path takes GET and HEAD, not ${request.method}.`,
            );
          },
          handler: () => {},
        });
      };

      let description: Form | undefined;
      serve('/openapi.json', 'application/json', (request) => {
        see(request);
        description ??= json(openApi());
        return description;
      });
      serve('/:customerId', 'application/json', async (request) => {
        const { facts, now } = await load(request, see(request));
        return json(buildAnswer(facts, now));
      });
      serve('/:customerId/report.md', 'text/markdown', async (request) => {
        const { facts, now } = await load(request, see(request));
        return {
          type: 'text/markdown; charset=utf-8',
          tag: `md-${fingerprint(facts, now)}`,
          body: () => renderMarkdown(buildDocument(facts, now)),
        };
      });
      serve('/:customerId/report.pdf', 'application/pdf', async (request, reply) => {
        const identity = seeByLink(request);
        const paper = parsePaper(request.query as Query);
        const { facts, now } = await load(request, identity);
        reply.headers({
          'content-disposition': disposition(facts.customer.name),
          // A link to it is a key.
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
        });
        return {
          type: 'application/pdf',
          signer: services.signReport,
          tag: `pdf-${paper.toLowerCase()}-${fingerprint(facts, now)}`,
          async body() {
            // Large: loaded when the first PDF is asked for.
            const { renderPdf } = await import('../../report/pdf/render.ts');
            const signal = whileConnected(reply);
            // What waits holds facts only, which are smaller than the document.
            return turns.take(() => renderPdf(buildDocument(facts, now), { paper, signal }), signal);
          },
        };
      });
    },
    { prefix: REST_PATH },
  );
}

function customerOf({ params }: FastifyRequest): string {
  return parseUuid((params as { customerId: string }).customerId, 'customerId');
}

// Fires when the caller goes before it is answered.
function whileConnected({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const gone = () => {
    if (!raw.writableFinished)
      controller.abort(new HttpError(499, 'CANCELLED', 'The caller has gone before the answer.'));
  };
  if (raw.destroyed) gone();
  else raw.once('close', gone);
  return controller.signal;
}

// Names in any script go in the encoded form (RFC 8187), which every browser of today reads.
function disposition(name: string): string {
  const encoded = encodeURIComponent(`Technical environment of ${name.toWellFormed()}.pdf`);
  const strict = encoded.replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `inline; filename="technical-environment.pdf"; filename*=UTF-8''${strict}`;
}
