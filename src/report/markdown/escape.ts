/** Whether an address may be followed from a report; of any other only the text is shown. */
export function mayLink(url: string): boolean {
  // One that was cut leads elsewhere.
  if (url.endsWith('…') || !URL.canParse(url)) return false;
  return ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
}

/**
 * Text as it is, whatever it holds: nothing of it is markup, HTML or a link in CommonMark and GitHub's dialect, neither
 * in a paragraph nor in a cell. Only what could mean something is escaped, so that plain text stays plain.
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
  return line.replace(/^(\d{1,9})(?=[.)])/, '$1\\').replace(/^[-+=:>#]/, '\\$&');
}

/** A link; where text and address are the same, just the address, which every reader of Markdown makes a link of. */
export function toLink(text: string, url: string): string {
  if (!mayLink(url)) return escapeText(text);
  if (`mailto:${text}` === url && /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text) && !text.includes('_'))
    return text;
  if (text === url && /^https?:\/\/[\w-]+[A-Za-z0-9:/.~%?=#+-]*[A-Za-z0-9/]$/.test(url) && !url.includes('_'))
    return url;
  return `[${escapeText(text)}](<${encode(url)}>)`;
}

// Within angle brackets only these mean anything; entities are read there too.
function encode(url: string): string {
  return new URL(url).href.replace(/[<>\\&\s|`]/g, (character) =>
    character === '&' ? '&amp;' : encodeURIComponent(character),
  );
}
