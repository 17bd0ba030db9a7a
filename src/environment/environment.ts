import type { SectionName } from './sections.ts';

/** What a TechnicalEnvironment is made of before anything of it is read. */
export interface Environment {
  readonly customerId: string;
  /** False: scores, bands and states of components are null, and nobody computes them. */
  readonly includeHealth: boolean;
  /** The sections that the operation asks for; `freshness` says which of them failed. */
  readonly wanted: readonly SectionName[];
}
