import { randomUUID } from 'node:crypto';
import { loadSql } from '../db/sql.ts';
import { integrationById } from '../environment/integrations/reads.ts';
import { maintenanceWindowById } from '../environment/maintenance/reads.ts';
import { BadUserInput } from '../errors.ts';
import type { MutationResolvers } from '../generated/graphql.ts';
import { parseOptionalUuid, parseUuid } from '../read/uuid.ts';
import { parseReason } from './issues.ts';
import { customerOf, found, notFound, write } from './shared.ts';

const insertSql = loadSql(new URL('./insert-maintenance.sql', import.meta.url));
const endSql = loadSql(new URL('./end-maintenance.sql', import.meta.url));

/** One without an end would hold alerts back for ever. */
const LONGEST_DAYS = 30;

/** Announcing downtime, so that alerts wait for its end. */
export const mutations: Pick<MutationResolvers, 'announceMaintenance' | 'endMaintenance'> = {
  async announceMaintenance(_, args, context) {
    const { customerId } = await customerOf(args.customerId, context);
    const integrationId = parseOptionalUuid(args.integrationId, 'integrationId');
    if (integrationId) {
      const integration = await found('integration', context.loaders.loadOne(integrationById, integrationId));
      if (integration.customerId !== customerId) throw notFound('integration');
    }
    const window = {
      id: randomUUID(),
      customerId,
      integrationId,
      ...parseTimes(args, context.loaders.now),
      reason: parseReason(args.reason),
      actor: context.identity.subject,
    };
    await write(context, insertSql, window);
    return found('maintenance window', context.loaders.loadOne(maintenanceWindowById, window.id));
  },

  async endMaintenance(_, args, context) {
    const id = parseUuid(args.id, 'id');
    await found('maintenance window', context.loaders.loadOne(maintenanceWindowById, id));
    await write(context, endSql, { id, actor: context.identity.subject });
    return context.loaders.loadOne(maintenanceWindowById, id);
  },
};

interface Times {
  readonly startsAt?: Date | string | null;
  readonly endsAt: Date | string;
}

function parseTimes(times: Times, now: Date): { startsAt: Date; endsAt: Date } {
  const startsAt = times.startsAt ? new Date(times.startsAt) : now;
  if (startsAt < now)
    throw new BadUserInput(
      `startsAt takes a moment in the future; ${startsAt.toISOString()} has passed. Leave it out to begin now.`,
    );
  const endsAt = new Date(times.endsAt);
  const lasts = endsAt.getTime() - startsAt.getTime();
  if (lasts > 0 && lasts <= LONGEST_DAYS * 86_400_000) return { startsAt, endsAt };
  throw new BadUserInput(
    `endsAt takes a moment after the beginning, by at most ${LONGEST_DAYS} days; got ${endsAt.toISOString()}.`,
  );
}
