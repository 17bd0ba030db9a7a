import { defineRead } from '../../read/read.ts';
import type { MaintenanceWindow } from './model.ts';

/** The announced downtime of a customer that is not over. */
export const maintenanceWindows = defineRead<MaintenanceWindow>(
  'maintenanceWindows',
  new URL('./read.sql', import.meta.url),
);

/** One announced downtime by its id. */
export const maintenanceWindowById = defineRead<MaintenanceWindow>(
  'maintenanceWindowById',
  new URL('./read-one.sql', import.meta.url),
  { byCustomer: false },
);
