import { ACME_ID } from '../../src/demo/acme.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { type Served, serveByApollo } from './serve.ts';
import {
  type CustomerRecord,
  createCustomersSchema,
  createTicketsSchema,
  type Subgraph,
  subgraphs,
  type TicketRecord,
} from './subgraphs.ts';

/** A customer of the customers subgraph that our service holds nothing about. */
export const STRANGER_ID = '99999999-9999-4999-8999-999999999999';

/** Our service on the demo data beside two subgraphs of other teams', all listening. */
export interface Federation {
  readonly service: TestService;
  readonly customers: readonly CustomerRecord[];
  readonly ticket: TicketRecord;
  readonly subgraphs: readonly Subgraph[];
  stop(): Promise<void>;
}

/** Starts the subgraphs; customers knows all that the service knows, and one more. Stop it in `afterAll`. */
export async function startFederation(variables: Record<string, string> = {}): Promise<Federation> {
  const service = await startTestService({ demo: true, variables });
  const ids: string[] = await service.db.map('select id from customers order by id', [], ({ id }) => id);
  const customers = [...ids, STRANGER_ID].map(describeCustomer);
  const ticket = await ticketAboutTheWebhook(service);
  const others: Served[] = await Promise.all([
    serveByApollo({ schema: createCustomersSchema(customers) }),
    serveByApollo({ schema: createTicketsSchema([ticket]) }),
  ]);
  const [customersUrl, ticketsUrl] = others.map(({ url }) => url) as [string, string];
  const urls = { customers: customersUrl, environment: `${service.url}/graphql`, tickets: ticketsUrl };
  return {
    service,
    customers,
    ticket,
    subgraphs: subgraphs(urls),
    async stop() {
      await Promise.all(others.map((other) => other.stop()));
      await service.stop();
    },
  };
}

function describeCustomer(id: string): CustomerRecord {
  if (id === ACME_ID) return { id, name: 'Acme Corporation', segment: 'Enterprise' };
  if (id === STRANGER_ID) return { id, name: 'Nobody We Know', segment: 'Startup' };
  return { id, name: `Customer ${id}`, segment: 'Growth' };
}

async function ticketAboutTheWebhook({ db }: TestService): Promise<TicketRecord> {
  const { integrationId, issueId } = await db.one(
    `select integration_id as "integrationId", id as "issueId" from technical_issues
     where customer_id = $1 and rule_id = 'webhook-delivery-failures'`,
    [ACME_ID],
  );
  return { id: 'T-1', title: 'Our webhook times out', integrationId, issueId };
}
