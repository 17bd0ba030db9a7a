import { parseArgs } from 'node:util';

/** What somebody asks of the command. */
export interface Wanted {
  readonly form: 'terminal' | 'markdown' | 'json' | 'pdf' | 'help';
  /** A name, the beginning of one, or an id. */
  readonly customer: string;
  /** Where the PDF goes; empty for the other forms. */
  readonly file: string;
  readonly paper: 'A4' | 'LETTER';
  /** Whether it holds scores. */
  readonly includeHealth: boolean;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  'no-health': { type: 'boolean' },
  pdf: { type: 'string' },
  paper: { type: 'string' },
} as const;

const EXAMPLES = { pdf: 'acme.pdf', paper: 'letter' } as const;

/** How the command is used. */
export const USAGE = `npm run report -- CUSTOMER [--markdown | --json | --pdf FILE [--paper a4|letter]] [--no-health]

  CUSTOMER    a customer's name, the beginning of one, or an id
  --markdown  print the report as Markdown
  --json      print it as data, as GET /api/intelligence/technical/:customerId answers
  --pdf FILE  write it as a PDF; --paper a4 (as it is without) or letter
  --no-health leave scores out
  Without --markdown, --json and --pdf, it is printed for reading in a terminal.`;

/**
 * Understands the command line.
 * @throws {Error} in words, for what it does not take.
 */
export function parseArguments(args: readonly string[]): Wanted {
  refuseUnknown(args);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const { json, markdown, pdf, paper } = values;
  const rest = {
    customer: positionals[0]?.trim() ?? '',
    file: pdf ?? '',
    paper: parsePaper(paper),
    includeHealth: !values['no-health'],
  };
  if (values.help) return { form: 'help', ...rest };
  if (rest.customer === '') throw new Error('Name a customer, by its name or id.');
  if (positionals.length > 1)
    throw new Error(
      `One customer at a time; got ${positionals.length}. Put a name of several words in quotes.`,
    );
  if ([json, markdown, pdf !== undefined].filter(Boolean).length > 1)
    throw new Error('One of --markdown, --json and --pdf at a time.');
  if (pdf === '') throw new Error('--pdf takes the name of the file to write.');
  if (paper !== undefined && pdf === undefined) throw new Error('--paper goes with --pdf.');
  const form = json ? 'json' : markdown ? 'markdown' : pdf === undefined ? 'terminal' : 'pdf';
  return { form, ...rest };
}

// Said by us, since Node's own words are for whoever wrote the command.
function refuseUnknown(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof typeof OPTIONS] : undefined;
    if (!option) {
      const known = Object.keys(OPTIONS).map((one) => `--${one}`);
      throw new Error(
        `There is no option ${rawName}; there are ${known.join(', ')}. For example: npm run report -- "Acme Corp" --pdf acme.pdf`,
      );
    }
    if (option.type === 'boolean' && value !== undefined) throw new Error(`${rawName} takes no value.`);
    if (option.type === 'string' && (value === undefined || (value.startsWith('-') && !inlineValue)))
      throw new Error(`${rawName} takes a value, such as ${rawName} ${EXAMPLES[name as 'pdf' | 'paper']}.`);
  }
}

function parsePaper(paper: string | undefined): Wanted['paper'] {
  const known = { a4: 'A4', letter: 'LETTER' } as const;
  const name = (paper ?? 'a4').toLowerCase();
  if (name === 'a4' || name === 'letter') return known[name];
  throw new Error(`--paper takes a4 or letter; got "${paper}".`);
}
