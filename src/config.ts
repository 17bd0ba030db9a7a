import { alertsSettings } from './config/alerts.ts';
import { databaseSettings } from './config/database.ts';
import type { Definition, Setting } from './config/definition.ts';
import { liveSettings } from './config/live.ts';
import { reportsSettings } from './config/reports.ts';
import { routerSettings } from './config/router.ts';
import { serverSettings } from './config/server.ts';

const definitions = {
  ...databaseSettings,
  ...serverSettings,
  ...routerSettings,
  ...liveSettings,
  ...alertsSettings,
  ...reportsSettings,
};

type Definitions = typeof definitions;
type ValueOf<D> =
  D extends Definition<infer Value, infer Default> ? Value | (Default extends null ? null : never) : never;
type Parsed = { readonly [K in keyof Definitions]: ValueOf<Definitions[K]> };

/** Every setting of the process, validated. */
export interface Config extends Omit<Parsed, 'demoData' | 'egressAllow'> {
  readonly demoData: boolean;
  readonly egressAllow: readonly string[];
}

/** All settings, for README's table. */
export const settings: readonly Setting[] = Object.values(definitions);

/** Settings that cannot be used; the message has a line for each, with the variable, what it got and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables; an empty one counts as unset.
 * @throws {ConfigError} for a value that a setting does not take, or for settings that contradict each other.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const parsed = Object.fromEntries(
    Object.entries(definitions).map(([key, definition]) => [
      key,
      readSetting(definition, variables, problems),
    ]),
  ) as unknown as Parsed;
  problems.push(...contradictionsIn(parsed));
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return {
    ...parsed,
    egressAllow: parsed.egressAllow ?? [],
    demoData:
      parsed.demoData === null
        ? parsed.databaseUrl === null && parsed.nodeEnv !== 'production'
        : parsed.demoData === 'on',
  };
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The value of a setting; undefined for one that it does not take, which is then a problem. */
function readSetting(
  definition: Definition<unknown>,
  variables: Readonly<Record<string, string | undefined>>,
  problems: string[],
) {
  const text = variables[definition.name] || definition.default;
  if (text === null) return null;
  const result = definition.schema.safeParse(text);
  if (result.success) return result.data;
  const got = definition.secret ? 'the value it got (not shown here, since it is secret)' : `"${text}"`;
  const wrong = result.error.issues.filter(({ path }) => path.length > 0).map(({ message }) => message);
  const entries = wrong.length > 0 ? `, because of ${wrong.join(', ')}` : '';
  problems.push(`${definition.name} takes ${definition.accepts}; ${got} is not that${entries}.`);
  return undefined;
}

/** What settings that are good by themselves are together; one that is not is undefined, and contradicts nothing. */
function contradictionsIn({ host, routerSecret, smtpUrl, smtpFrom }: Partial<Parsed>): string[] {
  const found: string[] = [];
  if (host !== undefined && !isLoopback(host) && routerSecret === null) {
    found.push(
      `HOST is ${host}, which other machines can reach, and anyone who reaches an open service sees every customer. ` +
        'Set ROUTER_SECRET to the text that your router sends in Router-Authorization, or HOST to 127.0.0.1.',
    );
  }
  const hasMail = smtpUrl !== undefined && smtpFrom !== undefined;
  if (hasMail && (smtpUrl === null) !== (smtpFrom === null)) {
    const missing = smtpUrl === null ? 'SMTP_URL' : 'SMTP_FROM';
    found.push(`E-mail needs both SMTP_URL and SMTP_FROM, and ${missing} is not set.`);
  }
  return found;
}
