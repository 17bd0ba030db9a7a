import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { Block, ReportDocument } from './blocks.ts';
import { apiHealth } from './document/api-health.ts';
import { clean } from './document/clean.ts';
import { type Clock, clockAt, moment, stillClock } from './document/clock.ts';
import { compliance } from './document/compliance.ts';
import { contacts } from './document/contacts.ts';
import { endpoints } from './document/endpoints.ts';
import { integrationDetails } from './document/integration-details.ts';
import { integrations } from './document/integrations.ts';
import { issues } from './document/issues.ts';
import { heading, paragraph } from './document/parts.ts';
import { recommendations } from './document/recommendations.ts';
import { score } from './document/score.ts';
import { security } from './document/security.ts';
import { techStack } from './document/tech-stack.ts';
import { usage } from './document/usage.ts';
import type { ReportFacts } from './facts.ts';
import { type Judged, judgeReport } from './judged.ts';

/** To be raised where a renderer makes another document of the same blocks. */
const LAYOUT = 1;

/** The parts of a report in their order, each between two lines; one without blocks is left out. */
const PARTS: readonly ((report: Judged, clock: Clock) => Block[])[] = [
  (report, { now }) => score(report, now),
  (report, clock) => [...integrations(report, clock), ...integrationDetails(report, clock)],
  (report, { now }) => [...usage(report), ...apiHealth(report, now), ...endpoints(report)],
  security,
  compliance,
  techStack,
  (report, { now }) => [
    heading(2, 'Technical Issues & Recommendations'),
    ...issues(report, now),
    ...recommendations(report),
  ],
  contacts,
];

/** The report of one customer as blocks, which any renderer turns into its form. Pure: `now` is its clock. */
export function buildDocument(report: ReportFacts, now: Date): ReportDocument {
  return build(report, clockAt(now));
}

/**
 * What tells two documents of a customer apart, as hexadecimal text: all that they say except how long ago things are and
 * when they were made, so that it changes with the data, and with us, and not with every minute.
 */
export function fingerprint(report: ReportFacts, now: Date): string {
  const { title, blocks } = build(report, stillClock(now));
  const parts = [manifest.version, LAYOUT, title, blocks];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function build(facts: ReportFacts, clock: Clock): ReportDocument {
  const report = judgeReport(clean(facts), clock.now);
  const { customer, lastUpdated } = report;
  const parts = PARTS.map((part) => part(report, clock)).filter((blocks) => blocks.length > 0);
  const title = `Technical Environment: ${customer.name}`;
  return {
    title,
    customer: { id: customer.customerId, name: customer.name },
    generatedAt: clock.now.toISOString(),
    blocks: [
      { kind: 'heading', level: 1, text: title },
      paragraph(`Last Updated: ${moment(lastUpdated)}`),
      paragraph(`As of ${clock.made}. All times are in UTC.`),
      ...parts.flatMap((blocks, index): Block[] => (index === 0 ? blocks : [{ kind: 'rule' }, ...blocks])),
    ],
  };
}
