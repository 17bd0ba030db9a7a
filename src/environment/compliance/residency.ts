import type { Deployment } from '../deployment/model.ts';
import type { ComplianceItem } from './model.ts';

/** An obligation that a region in which data is kept does not agree with. */
export interface ResidencyConflict {
  /** The item's aspect. */
  readonly obligation: string;
  readonly region: string;
  /** One sentence for people. */
  readonly explanation: string;
}

/**
 * The conflicts between what obligations demand of the place of data and where it is: the region and the backup
 * region, each outside all required prefixes, with nothing that allows the transfer. Items that do not apply have
 * none. Null when the items or the deployment are unknown: then nobody can say that there is no conflict.
 */
export function residencyConflicts(
  items: readonly ComplianceItem[] | null,
  deployment: Pick<Deployment, 'region' | 'backupRegion'> | null,
): ResidencyConflict[] | null {
  if (items === null || deployment === null) return null;
  const { region, backupRegion } = deployment;
  const places = [{ region, what: 'data' }];
  if (backupRegion !== null && backupRegion !== region)
    places.push({ region: backupRegion, what: 'backups' });

  const demanding = items.filter(
    ({ status, requiredRegions, transferBasis }) =>
      status !== 'NOT_APPLICABLE' && requiredRegions.length > 0 && !transferBasis?.trim(),
  );
  return demanding.flatMap(({ aspect, requiredRegions }) =>
    places
      .filter((place) => !requiredRegions.some((prefix) => isWithin(place.region, prefix)))
      .map((place) => ({
        obligation: aspect,
        region: place.region,
        explanation:
          `${aspect} wants data kept in ${requiredRegions.join(' or ')}, but ${place.what} are in ${place.region} ` +
          'and no basis for the transfer is recorded.',
      })),
  );
}

/** Whether a region is a required one or a part of it: "EU" holds "EU-West" and "eu_north_1" but not "Europa". */
export function isWithin(region: string, prefix: string): boolean {
  const whole = region.trim().toLowerCase();
  const start = prefix.trim().toLowerCase();
  return start !== '' && whole.startsWith(start) && !/^[a-z0-9]/.test(whole.slice(start.length));
}
