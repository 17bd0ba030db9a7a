import type { TechnicalContact } from '../../src/environment/contacts/model.ts';
import { CUSTOMER_ID, daysBefore } from '../support/builders.ts';

/** The primary contact of PRD-079. */
export function contact(over: Partial<TechnicalContact> = {}): TechnicalContact {
  return {
    id: '11111111-1111-4111-8111-000000000031',
    customerId: CUSTOMER_ID,
    name: 'Mike Lee',
    role: 'Director of Engineering',
    technicalLevel: 'HIGH',
    email: 'mike.lee@acme.com',
    primary: true,
    updatedAt: daysBefore(1),
    ...over,
  };
}
