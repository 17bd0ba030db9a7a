/** A person at the customer to talk technology with. */
export interface TechnicalContact {
  readonly id: string;
  readonly customerId: string;
  readonly name: string;
  readonly role: string | null;
  readonly technicalLevel: 'HIGH' | 'MEDIUM' | 'LOW' | null;
  readonly email: string | null;
  readonly primary: boolean;
  readonly updatedAt: string;
}
