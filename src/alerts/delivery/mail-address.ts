// Without a name, a route, or anything that a header or an envelope could take for more.
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/** True for one e-mail address and nothing beside it. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}
