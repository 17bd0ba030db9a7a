/**
 * The codes that clients meet in `extensions.code` beside GraphQL's own. Only errors of this file reach a client with
 * their message; everything else is logged and masked.
 */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'CURSOR_EXPIRED'
  | 'FORBIDDEN'
  | 'HISTORY_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'SECTION_UNAVAILABLE'
  | 'SERVICE_UNAVAILABLE'
  | 'UNAUTHENTICATED';

/** An error whose message is written for the caller. */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The caller sent something that cannot be used; the message says what is accepted. */
export class BadUserInput extends DomainError {
  override readonly name = 'BadUserInput';

  constructor(message: string) {
    super('BAD_USER_INPUT', message);
  }
}
