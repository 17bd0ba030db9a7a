import { resolvers as alerts } from './alerts/resolvers.ts';
import { resolvers as alertChanges } from './alerts/subscription.ts';
import { resolvers as changes } from './changes/resolvers.ts';
import { resolvers as compliance } from './compliance/resolvers.ts';
import { resolvers as contacts } from './contacts/resolvers.ts';
import { resolvers as customer } from './customer/resolvers.ts';
import { resolvers as deployment } from './deployment/resolvers.ts';
import { resolvers as freshness } from './freshness/resolvers.ts';
import { resolvers as health } from './health/resolvers.ts';
import { resolvers as integrations } from './integrations/resolvers.ts';
import { resolvers as list } from './list/resolvers.ts';
import { resolvers as maintenance } from './maintenance/resolvers.ts';
import { resolvers as security } from './security/resolvers.ts';
import { resolvers as techStack } from './tech-stack/resolvers.ts';
import { resolvers as usage } from './usage/resolvers.ts';

/** The resolvers of every section; each brings its own fields of TechnicalEnvironment. */
export const resolverModules = [
  alertChanges,
  alerts,
  changes,
  compliance,
  contacts,
  customer,
  deployment,
  freshness,
  health,
  integrations,
  list,
  maintenance,
  security,
  techStack,
  usage,
];
