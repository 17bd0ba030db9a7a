import { safeUrl } from '../safe-url.ts';

/**
 * Text as it is, whatever it holds: nothing of it is markup or HTML in CommonMark and GitHub's dialect, neither in a
 * paragraph nor in a cell, and no address with a scheme, an @ or www. becomes a link; a reader that makes links of bare
 * domains still may. Only what could mean something is escaped, so that plain text stays plain.
 */
export function escapeText(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      // Tags and entities, which may also begin where this text ends; "< 1%" and "R&D" are neither.
      .replace(/<(?=[A-Za-z/!?]|$)|&(?=#?\w+;|$)|#+$/g, '\\$&')
      // Addresses would be made links of without being asked.
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/@/g, '\\@')
      .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
  );
}

/** A line that begins with text, so that it is no list, heading, quotation or rule. */
export function escapeStart(line: string): string {
  return line.replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\').replace(/^[-+=:>#]/, '\\$&');
}

/** A link; where text and address are the same, just the address, which GitHub and others make a link of. */
export function toLink(text: string, url: string): string {
  const safe = safeUrl(url);
  if (safe === null) return escapeText(text);
  if (`mailto:${text}` === url && /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text) && !text.includes('_'))
    return text;
  if (text === url && /^https?:\/\/[\w-]+[A-Za-z0-9:/.~%?=#+-]*[A-Za-z0-9/]$/.test(url) && !url.includes('_'))
    return url;
  return `[${escapeText(text)}](<${encode(safe)}>)`;
}

// Within angle brackets only these mean anything; entities are read there too.
function encode(url: string): string {
  return url.replace(/[<>\\&\s|`]/g, (character) =>
    character === '&' ? '&amp;' : encodeURIComponent(character),
  );
}
