export type DeploymentModel = 'MULTI_TENANT' | 'SINGLE_TENANT' | 'HYBRID' | 'ON_PREMISES';

/** Where and how the customer's instance of our product runs. */
export interface Deployment {
  readonly customerId: string;
  readonly model: DeploymentModel;
  readonly region: string;
  readonly backupRegion: string | null;
  readonly version: string | null;
  readonly plan: string | null;
  readonly updatedAt: string;
}
