import type { ComplianceItem, ComplianceItemStatus } from '../../environment/compliance/model.ts';
import type { Block, Inline, Tone } from '../blocks.ts';
import type { Judged } from '../judged.ts';
import { month } from './clock.ts';
import { type Cell, heading, list, paragraph, status, table, unreadable } from './parts.ts';

const STATUS: Readonly<Record<ComplianceItemStatus, readonly [Tone, string] | 'N/A'>> = {
  MET: ['good', 'Met'],
  COVERED: ['good', 'Covered'],
  SIGNED: ['good', 'Signed'],
  GAP: ['bad', 'Gap'],
  NOT_APPLICABLE: 'N/A',
  UNKNOWN: ['unknown', 'Unknown'],
};

/** Where the data is, which obligations are met, and where the two disagree. */
export function compliance({ facts: { complianceItems, deployment }, failed, conflicts }: Judged): Block[] {
  const blocks: Block[] = [heading(2, 'Compliance & Data')];
  const rows: Cell[][] = [];
  if (failed.includes('deployment'))
    blocks.push(unreadable('Where the data is kept', 'nor of whether the obligations allow it'));
  else {
    const { region, backupRegion } = deployment ?? { region: null, backupRegion: null };
    rows.push(placeOf('Data Residency', region, 'Primary region'));
    if (deployment) rows.push(placeOf('Backup Region', backupRegion, 'Disaster recovery'));
  }
  if (complianceItems === null) blocks.push(unreadable('The obligations'));
  for (const one of complianceItems ?? []) rows.push([one.aspect, statusOf(one), detailsOf(one)]);
  if (rows.length > 0) blocks.push(table(['Aspect', 'Status', 'Details'], rows));
  if (complianceItems?.length === 0) blocks.push(paragraph('No obligations or certificates are recorded.'));
  if (conflicts && conflicts.length > 0) {
    const explanations = list(conflicts.map(({ explanation }) => explanation));
    blocks.push({
      kind: 'callout',
      tone: 'bad',
      blocks: [paragraph('Regions and obligations disagree:'), explanations],
    });
  }
  return blocks;
}

function placeOf(aspect: string, region: string | null, details: string): Cell[] {
  return region === null ? [aspect, status('unknown', 'Unknown'), '-'] : [aspect, region, details];
}

function statusOf({ status: state }: ComplianceItem): Inline {
  const shown = STATUS[state];
  return shown === 'N/A' ? shown : status(...shown);
}

function detailsOf({ details, since }: ComplianceItem): string {
  return details ?? (since === null ? '-' : `Since ${month(since)}`);
}
