import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Reads a file that holds one query and whose first line is a comment that says what the query is for.
 * Meant for module level, so that a bad file stops the start: `loadSql(new URL('./read.sql', import.meta.url))`.
 * The text comes back without its closing semicolon, so that it can be wrapped in another query.
 */
export function loadSql(url: URL): string {
  const file = fileURLToPath(url);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`The query file ${file} cannot be read. Create it or correct the path.`, {
      cause: error,
    });
  }
  if (text === '') throw new Error(`The query file ${file} is empty. Write one query into it.`);
  if (!/^--[ \t]*\S/.test(text)) {
    throw new Error(
      `The query file ${file} must begin with a comment that says its purpose, like "-- one customer's contacts".`,
    );
  }
  if (!/^[ \t]*(?!--)\S/m.test(text)) {
    throw new Error(`The query file ${file} holds comments only. Write one query into it.`);
  }
  return text.replace(/\s*;$/, '');
}
