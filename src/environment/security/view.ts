import type { Environment } from '../environment.ts';
import type { Posture } from './posture.ts';

/** A customer's security settings, judged. */
export interface SecurityView {
  readonly environment: Environment;
  readonly posture: Posture;
}
