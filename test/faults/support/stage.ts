import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type ServiceProcess, startProcess } from '../../support/process.ts';
import { findStart } from './account.ts';
import { addWatched, changeStatus } from './writer.ts';

/** One process of the service, with integrations to change and a place in the feed to start from. */
export interface Stage {
  readonly database: TestDatabase;
  readonly service: ServiceProcess;
  readonly address: string;
  readonly integrations: readonly string[];
  /** A cursor after which nothing has happened yet. */
  readonly start: string;
  /** Ends the process and drops the database. */
  clear(): Promise<void>;
}

/** How the stage is to be. */
export interface StageOptions {
  readonly integrations?: number;
  /** Where it plays; a database of its own on the server of all tests by default. */
  readonly database?: TestDatabase;
  readonly variables?: Record<string, string>;
  /** The way that the service takes to its database; the test's own `db` goes there directly. */
  readonly through?: (database: TestDatabase) => Promise<string>;
}

const STUBBORN_MS = 10_000;

/** Ends a process as its users would, and by force when it will not. */
export async function endProcess({ child, ended }: ServiceProcess): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STUBBORN_MS);
  await ended.finally(() => clearTimeout(force));
}

/** Sets the stage; call `clear` in the end. */
export async function setStage({
  integrations: count = 20,
  variables = {},
  through = async ({ url }) => url,
  database: given,
}: StageOptions = {}): Promise<Stage> {
  const database = given ?? (await createTestDatabase());
  let service: ServiceProcess | undefined;
  const clear = async () => {
    if (service) await endProcess(service);
    await database.drop();
  };
  try {
    const integrations = await addWatched(database.db, count);
    service = startProcess({
      DATABASE_URL: await through(database),
      NODE_ENV: 'test',
      ...variables,
    });
    const address = await service.ready;
    const start = await findStart(address, (number) =>
      changeStatus(database.db, integrations[0] as string, number),
    );
    return { database, service, address, integrations, start, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}
