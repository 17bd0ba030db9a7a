const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** An address that a report may link to, in ASCII; null for any other than http, https and mailto, and for one cut short. */
export function safeUrl(url: string): string | null {
  // It would lead elsewhere.
  if (url.endsWith('…')) return null;
  const parsed = URL.parse(url);
  return parsed !== null && SCHEMES.has(parsed.protocol) ? parsed.href : null;
}
