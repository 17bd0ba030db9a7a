const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** An address that a report may link to, in ASCII; null for any other than http, https and mailto. */
export function safeUrl(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && SCHEMES.has(parsed.protocol) ? parsed.href : null;
}
