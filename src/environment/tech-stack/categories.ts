import type { IntegrationType } from '../integrations/model.ts';

/** A kind of technology, with what it is worth to us that a customer connects one. */
export interface ProductCategory {
  /** The most an opportunity of this kind can score, 0–1: judged by how much a connection tells and binds. */
  readonly weight: number;
  /** The type that an integration with it has. */
  readonly type: IntegrationType;
  /** Why the weight, a sentence for people. */
  readonly reason: string;
  /** What a recommendation to connect one is good for, in a few words. */
  readonly impact: string;
}

/** The kinds of product that we integrate. */
export const CATEGORIES: Readonly<Record<string, ProductCategory>> = {
  Support: {
    weight: 1,
    type: 'SUPPORT',
    impact: 'Support visibility',
    reason: 'Support tickets are the earliest sign of trouble.',
  },
  CRM: {
    weight: 0.95,
    type: 'CRM',
    impact: 'One view of the account',
    reason: 'The CRM holds the account and its people.',
  },
  Marketing: {
    weight: 0.9,
    type: 'CRM',
    impact: 'Shared customer data',
    reason: 'Marketing data shows who is being won and kept.',
  },
  'SSO/Identity': {
    weight: 0.9,
    type: 'IDENTITY',
    impact: 'Safer sign-in',
    reason: 'An identity provider makes sign-in safer for all users.',
  },
  Communication: {
    weight: 0.85,
    type: 'COMMUNICATION',
    impact: 'Faster answers',
    reason: 'Messages reach people where they work.',
  },
  Analytics: {
    weight: 0.8,
    type: 'ANALYTICS',
    impact: 'Better insight',
    reason: 'Dashboards carry our figures to more people.',
  },
  Automation: {
    weight: 0.7,
    type: 'AUTOMATION',
    impact: 'Less manual work',
    reason: 'Automation saves manual steps.',
  },
  Storage: {
    weight: 0.6,
    type: 'STORAGE',
    impact: 'Simpler exports',
    reason: 'Storage makes exports simpler.',
  },
};
