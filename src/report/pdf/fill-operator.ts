const operators = new Map<string, string>();

/** PDF's operator that fills with a colour of the form #rrggbb. */
export function fillOperator(colour: string): string {
  const known = operators.get(colour);
  if (known !== undefined) return known;
  const parts = [1, 3, 5].map(
    (at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) / 255) * 1_000) / 1_000,
  );
  const operator = `${parts.join(' ')} rg`;
  operators.set(colour, operator);
  return operator;
}
