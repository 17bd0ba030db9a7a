import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReportLink } from '../../environment/context.ts';
import { DomainError } from '../../errors.ts';
import { REST_PATH } from './parameters.ts';

/** What a link opens: one customer's report, with or without scores. */
export interface LinkedReport {
  readonly customerId: string;
  readonly includeHealth: boolean;
}

/** Makes and checks links that open one report for a short time, for browsers that do not know the router's secret. */
export interface ReportLinks {
  make(report: LinkedReport, now: Date): ReportLink;
  /**
   * Checks what came with a link.
   * @throws {DomainError} FORBIDDEN for one that was changed or whose time is over.
   */
  check(report: LinkedReport, expires: unknown, signature: unknown, now: Date): void;
}

const MINUTES = 15;
const PURPOSE = 'technical-environment report links';

/**
 * Links by HMAC-SHA-256 over report and end. The key follows from the router's secret, so that every process with the
 * same secret takes the links of any other; without a secret it is this process's own.
 */
export function createReportLinks(routerSecret: string | null, baseUrl: () => string): ReportLinks {
  const key = Buffer.from(hkdfSync('sha256', routerSecret ?? randomBytes(32), '', PURPOSE, 32));
  const mac = ({ customerId, includeHealth }: LinkedReport, expires: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([customerId, includeHealth, expires]))
      .digest();
  return {
    make(report, now) {
      const seconds = Math.floor(now.getTime() / 1_000) + MINUTES * 60;
      const signature = mac(report, String(seconds)).toString('base64url');
      const query = new URLSearchParams({
        ...(report.includeHealth ? {} : { includeHealth: 'false' }),
        expires: String(seconds),
        signature,
      });
      const url = `${baseUrl()}${REST_PATH}/${report.customerId}/report.pdf?${query}`;
      return { url, expiresAt: new Date(seconds * 1_000) };
    },
    check(report, expires, signature, now) {
      const given = Buffer.from(String(signature), 'base64url');
      const expected = mac(report, String(expires));
      // Of another length it cannot be ours, and comparing would throw.
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new DomainError('FORBIDDEN', 'This link is not as it was given out. Ask for a new one.');
      if (now.getTime() >= Number(expires) * 1_000)
        throw new DomainError('FORBIDDEN', 'The time of this link is over. Ask for a new one.');
    },
  };
}
