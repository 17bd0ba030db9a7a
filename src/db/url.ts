import type { Connection } from './client.ts';

/** The URL of a database, as `psql` and DATABASE_URL take it; a socket's folder stands in `host`. */
export function urlOf({ host, port, user, database }: Connection): string {
  const name = `${encodeURIComponent(user)}@`;
  const path = encodeURIComponent(database);
  if (!host.startsWith('/')) return `postgres://${name}${host}:${port}/${path}`;
  const folder = host.split('/').map(encodeURIComponent).join('/');
  return `postgres://${name}/${path}?host=${folder}${port === 5432 ? '' : `&port=${port}`}`;
}

/** What a URL points at, for people: without the name and the password in it. */
export function describeUrl(text: string): string {
  try {
    const { host, pathname, searchParams } = new URL(text.replace(/:\/\/[^/?#]*@/, '://'));
    return `${searchParams.get('host') ?? decodeURIComponent(host)}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/** The URL with these options for the session behind those that it has itself, which the driver would take alone. */
export function withOptions(text: string, options: string): string {
  const [address = '', ...query] = text.split('?');
  const parameters = new URLSearchParams(query.join('?'));
  parameters.set('options', `${parameters.get('options') ?? ''} ${options}`.trim());
  return `${address}?${parameters}`;
}
