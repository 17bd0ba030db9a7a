import type { Database } from '../db/client.ts';

/** An advisory lock that lasts as long as the connection on which it was taken, so a process that dies gives it up. */
export class Leadership {
  #lost = false;
  readonly #release: () => Promise<void>;

  private constructor(release: () => Promise<void>, whenLost: (tell: () => void) => void) {
    this.#release = release;
    whenLost(() => {
      this.#lost = true;
    });
  }

  /** Takes the lead in a task on this database, or gives null while another process has it. */
  static async tryTake(db: Database, task: string): Promise<Leadership | null> {
    let tellLost = () => {};
    const connection = await db.connect({ direct: true, onLost: () => tellLost() });
    const done = async () => {
      try {
        await connection.any('select pg_advisory_unlock_all()');
      } catch {
        // The connection is gone, and the lock with it.
      }
      await connection.done(true);
    };
    const { taken } = await connection.one<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as taken',
      [`technical-environment ${task}`],
    );
    if (taken) {
      return new Leadership(done, (tell) => {
        tellLost = tell;
      });
    }
    await done();
    return null;
  }

  /** True once another process may have taken over. */
  get isLost(): boolean {
    return this.#lost;
  }

  /** Gives the lead up. */
  release(): Promise<void> {
    return this.#release();
  }
}
