import type { AlertFacts, IntegrationSignal } from '../facts.ts';

/** What is known of an integration besides its row; null where nothing is. */
export function signalOf({ signals }: AlertFacts, integrationId: string): IntegrationSignal | null {
  return signals?.find((one) => one.integrationId === integrationId) ?? null;
}

/** The later of two instants, ISO 8601; null counts as long ago. */
export function later(a: string, b: string | null): string {
  return b !== null && Date.parse(b) > Date.parse(a) ? b : a;
}
