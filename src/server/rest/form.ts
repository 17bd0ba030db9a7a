import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Signer } from '../../report/signature.ts';
import { matches } from './negotiate.ts';

/** One form of the report: what it is, what tells two of them apart, and the form itself. */
export interface Form {
  readonly type: string;
  /** An entity tag's text: the same while the form says the same. */
  readonly tag: string;
  readonly body: () => string | Promise<Buffer>;
  /** Signs the bytes; the signature goes along, since a document that names its moment is never made twice. */
  readonly signer?: Signer | null;
}

/** A form that is data; its tag is of its bytes. */
export function json(body: object): Form {
  const text = JSON.stringify(body);
  const tag = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { type: 'application/json; charset=utf-8', tag, body: () => text };
}

/**
 * Sends a form, or that the caller has it already (RFC 9110, 13.1.2). Tags are weak: a document also says how long ago
 * things are, and is the same document for that; and bytes differ by compression.
 */
export async function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  form: Form,
): Promise<FastifyReply> {
  const etag = `W/"${form.tag}"`;
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  });
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const body = await form.body();
  if (form.signer && typeof body !== 'string')
    reply.header('report-signature', form.signer(body).toString('base64'));
  return reply.type(form.type).send(body);
}
