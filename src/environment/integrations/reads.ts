import type { PageParameters } from '../../read/paging.ts';
import { defineRead } from '../../read/read.ts';
import type { Integration, IntegrationRun, WebhookDelivery } from './model.ts';

const byId = { byCustomer: false };

/** One integration by its id. */
export const integrationById = defineRead<Integration>(
  'integrationById',
  new URL('./read-one.sql', import.meta.url),
  byId,
);

/** A page of one integration's runs, newest first. */
export const runs = defineRead<IntegrationRun, PageParameters>(
  'runs',
  new URL('./read-runs.sql', import.meta.url),
  byId,
);

/** A page of one integration's webhook deliveries, newest first. */
export const deliveries = defineRead<WebhookDelivery, PageParameters>(
  'deliveries',
  new URL('./read-deliveries.sql', import.meta.url),
  byId,
);
