import type { TechnicalIssue } from '../../environment/health/model.ts';
import { date, sentence } from '../../environment/health/wording.ts';

/** What a message is made of. Names and texts may come from the customer and hold anything. */
export interface Letter {
  readonly issue: Pick<TechnicalIssue, 'title' | 'description' | 'firstDetectedAt'>;
  readonly customerName: string;
  readonly recipient: string;
  /** Who signs; null: the team. */
  readonly csmName: string | null;
}

/** Words a message to the customer about an issue: what is wrong, since when, and whom to answer. Pure. */
export function composeLetter({ issue, customerName, recipient, csmName }: Letter): {
  subject: string;
  body: string;
} {
  return {
    subject: oneLine(`${issue.title} (${customerName})`),
    body: [
      `Hello ${oneLine(recipient)},`,
      `we noticed a technical problem with your account, first on ${date(issue.firstDetectedAt)}:`,
      `${sentence(oneLine(issue.title))} ${sentence(oneLine(issue.description))}`,
      'Could you have a look on your side? Answer this mail if you need anything from us, or if you know about it already.',
      `Kind regards,\n${oneLine(csmName ?? 'Your customer success team')}`,
    ].join('\n\n'),
  };
}

// A line end in a name would begin a header or a paragraph of its own.
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
