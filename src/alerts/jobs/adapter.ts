import type { Db } from 'pg-boss';
import { pgp, type Queryable } from '../../db/client.ts';

/**
 * pg-boss's way to the database: ours. Given a transaction, what pg-boss writes commits or vanishes with it. Values go to
 * the server as parameters, since pg-promise's own formatting would write arrays differently.
 */
export function overPgPromise(db: Queryable): Db {
  return {
    async executeSql(text, values) {
      if (values && values.length > 0) {
        const { rows } = await db.result(new pgp.ParameterizedQuery({ text, values }));
        return { rows };
      }
      const results = await db.task(async (task) => {
        try {
          return await task.multiResult(text);
        } catch (error) {
          // Its scripts begin a transaction of their own, which must not stay open on a connection that others get.
          if (/^\s*begin\b/i.test(text)) await task.none('rollback').catch(() => {});
          throw error;
        }
      });
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}
