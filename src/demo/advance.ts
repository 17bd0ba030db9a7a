import type { Database } from '../db/client.ts';

/** Makes the demo's telemetry go on as time does. */
export async function advanceDemo(_db: Database, _now: Date): Promise<void> {}
