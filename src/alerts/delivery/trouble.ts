import { getSystemErrorName } from 'node:util';

// What follows "The receiver" or "The SMTP server".
const WORDS: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'has a name that could not be resolved just now',
  ENODATA: 'has a name without an address',
  ENOTFOUND: 'has a name that does not exist',
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection',
  EPIPE: 'broke the connection',
  UND_ERR_SOCKET: 'closed the connection before it answered',
  ECONNECTION: 'closed the connection before it answered',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  EADDRNOTAVAIL: 'cannot be reached',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time',
  UND_ERR_HEADERS_OVERFLOW: 'answered with too long headers',
  CERT_HAS_EXPIRED: 'has a TLS certificate that has expired',
  CERT_NOT_YET_VALID: 'has a TLS certificate that is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed TLS certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a TLS certificate of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'has a TLS certificate of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a TLS certificate of an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'sends its TLS certificate without the intermediate ones',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a TLS certificate for another name',
  EPROTO: 'does not speak TLS as we do',
  HTTPParserError: 'does not speak HTTP',
};

/** Trouble with a connection in words that follow a subject: "refused the connection (ECONNREFUSED)". */
export function describeTrouble(error: unknown): string {
  const codes = codesOf(error);
  const known = codes.find((code) => code in WORDS);
  if (known) return `${WORDS[known]} (${known})`;
  const [code = 'unknown error'] = codes;
  if (/SSL|TLS|CERT/.test(code)) return `does not speak TLS as we do (${code})`;
  return `could not be talked to (${code})`;
}

// The deepest first: what wraps an error knows less.
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  const { code, errno } = error as NodeJS.ErrnoException;
  // nodemailer puts a code of its own in the system's place, and leaves the number.
  const system = errno !== undefined && errno < 0 ? [getSystemErrorName(errno)] : [];
  return [...inner.flatMap(codesOf), ...system, ...(code === undefined ? [] : [code]), error.name];
}
