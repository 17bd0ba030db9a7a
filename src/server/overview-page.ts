import { createHash } from 'node:crypto';
import type { Door, DoorGroup } from './overview.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8883; --quiet: #667085; --accent: #2f5bea; }
@media (prefers-color-scheme: dark) { :root { --quiet: #98a2b3; --accent: #8fabff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3.5rem 1.25rem; max-width: 46rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; }
h2 { margin: 2.25rem 0 .25rem; font-size: 1rem; }
p { margin: 0; color: var(--quiet); }
p.note { margin-top: 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
ul { margin: 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: 8rem 1fr; gap: 0 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
code { grid-column: 2; font: .8rem/1.6 ui-monospace, monospace; color: var(--quiet); overflow-wrap: anywhere; }
a { color: var(--accent); font-weight: 600; text-underline-offset: .2em; }
@media (max-width: 30rem) { li { grid-template-columns: 1fr; } code { grid-column: 1; } }
`;

/** What the page may do: show itself in its own style, and load nothing. */
export const OVERVIEW_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The overview as a page that is whole in itself; nothing in its texts comes from outside, so nothing is escaped. */
export function overviewPage(description: string, groups: readonly DoorGroup[], secret: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Technical environment</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Technical environment</h1>
<p>${description}</p>
${secret ? '<p class="note">GraphQL, reports and their description open with the header <code>Router-Authorization</code>, which the router sends.</p>\n' : ''}${groups.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section({ title, doors }: DoorGroup): string {
  return `<h2>${title}</h2>\n<ul>\n${doors.map(row).join('\n')}\n</ul>`;
}

function row({ path, title, what, opens }: Door): string {
  const name = opens ? `<a href="${path}">${title}</a>` : `<span>${title}</span>`;
  return `<li>${name}<span>${what}</span><code>${path}</code></li>`;
}
