import type { Message } from './wording.ts';

/** A message as plain text. */
export function renderText({ lines, items, more }: Omit<Message, 'subject'>): string {
  const paragraphs = [
    lines.join('\n'),
    ...items.map(({ heading, lines }) => [heading, ...lines].join('\n')),
    ...(more === null ? [] : [more]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** A message as an HTML page that loads nothing and runs nothing; each text keeps its own writing direction. */
export function renderHtml({ subject, lines, items, more }: Message): string {
  const paragraph = (texts: readonly string[]) => `<p dir="auto">${texts.map(escapeHtml).join('<br>')}</p>`;
  const parts = [
    `<h1 dir="auto" style="font-size:1.25em">${escapeHtml(subject)}</h1>`,
    paragraph(lines),
    ...items.map(
      ({ heading, lines }) =>
        `<h2 dir="auto" style="font-size:1em">${escapeHtml(heading)}</h2>${paragraph(lines)}`,
    ),
    ...(more === null ? [] : [paragraph([more])]),
  ];
  return `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif">${parts.join('')}</body></html>`;
}

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? '');
}

// Slack refuses a message that is longer anywhere.
const SLACK_HEADER = 150;
const SLACK_SECTION = 3_000;
const SLACK_TEXT = 20_000;

/**
 * A message for Slack. Everything is plain text, so that no name formats, links or mentions anything; `text` is for
 * notifications, and for products that know no blocks.
 */
export function renderSlack(message: Message) {
  const { subject, lines, items, more } = message;
  const sections = [
    lines.join('\n'),
    ...items.map(({ heading, lines }) => [heading, ...lines].join('\n')),
    ...(more === null ? [] : [more]),
  ].filter((text) => text.trim() !== '');
  const plain = (text: string, maximum: number) =>
    ({ type: 'plain_text', text: escapeSlack(text, maximum), emoji: false }) as const;
  return {
    text: escapeSlack(`${subject}\n${renderText(message)}`, SLACK_TEXT),
    mrkdwn: false,
    blocks: [
      { type: 'header', text: plain(subject, SLACK_HEADER) },
      ...sections.map((text) => ({ type: 'section', text: plain(text, SLACK_SECTION) })),
    ],
  };
}

const JOINER = '\u2060';

// Beside Slack's own signs, an invisible joiner keeps the products that read Markdown from mentioning and linking.
function escapeSlack(text: string, maximum: number): string {
  const escaped = text
    .replace(/[&<>]/g, (character) => HTML[character] ?? '')
    .replace(/@(?=\w)/g, `@${JOINER}`)
    .replace(/\](?=[([])/g, `]${JOINER}`);
  if (escaped.length <= maximum) return escaped;
  // Not within an escape or a pair of surrogates.
  return `${escaped.slice(0, maximum - 1).replace(/&\w{0,4}$|[\ud800-\udbff]$/, '')}…`;
}
