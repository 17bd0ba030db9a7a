import type { TechnicalIssue } from '../../environment/health/model.ts';
import { date, sentence } from '../../environment/health/wording.ts';
import { shown } from '../delivery/clean.ts';

const NAME = 100;
const TITLE = 150;
const DESCRIPTION = 2_000;

/** What a message is made of. Names and texts may come from the customer and hold anything. */
export interface Letter {
  readonly issue: Pick<TechnicalIssue, 'ruleId' | 'title' | 'description' | 'firstDetectedAt'>;
  readonly customerName: string;
  readonly recipient: string;
  /** Who signs; null: the team. */
  readonly csmName: string | null;
  /** Whether anybody reads the answers. */
  readonly isAnswerable: boolean;
}

/** How a message begins, before the issue's own sentences, and what it asks for after them. */
interface Topic {
  readonly opening: (title: string, since: string) => string;
  readonly request: string;
}

const PROBLEM: Topic = {
  opening: (title, since) =>
    `we noticed a technical problem with your account, first on ${since} (${title}):`,
  request: 'Could you have a look on your side?',
};
const LIMIT: Topic = {
  opening: (_, since) => `your account is close to one of its limits or over it, first seen on ${since}:`,
  request: 'Please see whether your use will go on like this; a higher limit is possible.',
};
const USAGE: Topic = {
  opening: (_, since) => `your account was used unlike in the weeks before, first on ${since}:`,
  request: 'If you did not expect this, could you have a look on your side?',
};
const PROTECTION: Topic = {
  opening: (title, since) =>
    `we noticed something about the security or compliance of your account, first on ${since} (${title}):`,
  request: 'Could you see whether this is as you want it?',
};

// By the rule that found the issue; any other is about a problem.
const TOPICS: Readonly<Record<string, Topic>> = {
  'api-quota-approaching-limit': LIMIT,
  'api-quota-exceeded': LIMIT,
  'rate-limit-hits-high': LIMIT,
  'usage-anomaly': USAGE,
  'encryption-disabled': PROTECTION,
  'mfa-disabled': PROTECTION,
  'compliance-gap': PROTECTION,
  'residency-conflict': PROTECTION,
};

/** Words a message to the customer about an issue: what it is, since when, and whom to answer. Pure. */
export function composeLetter({ issue, customerName, recipient, csmName, isAnswerable }: Letter): {
  subject: string;
  body: string;
} {
  const { opening, request } = TOPICS[issue.ruleId] ?? PROBLEM;
  const title = oneLine(issue.title, TITLE);
  const answer = ' Answer this mail if you need anything from us, or if you know about it already.';
  return {
    subject: `${title} (${oneLine(customerName, NAME)})`,
    body: [
      `Hello ${oneLine(recipient, NAME)},`,
      opening(title, date(issue.firstDetectedAt)),
      sentence(oneLine(issue.description, DESCRIPTION)),
      `${request}${isAnswerable ? answer : ''}`,
      `Kind regards,\n${oneLine(csmName ?? 'Your customer success team', NAME)}`,
    ].join('\n\n'),
  };
}

// A line end in a name would begin a header or a paragraph of its own. What a mail cannot show is put into signs here, so
// that whoever looks at the letter sees what is sent.
function oneLine(text: string, maximum: number): string {
  return shown(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), maximum);
}
