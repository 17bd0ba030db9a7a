import { describe, expect, it } from 'vitest';
import {
  CATALOG,
  normalName,
  productNamed,
  productOfIntegration,
} from '../../../src/environment/tech-stack/catalog.ts';
import { CATEGORIES } from '../../../src/environment/tech-stack/categories.ts';

describe('the catalog', () => {
  it('has each name once, aliases included', () => {
    const names = CATALOG.flatMap(({ name, aliases }) => [name, ...aliases]).map(normalName);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives each product that we integrate a known category and a benefit', () => {
    for (const { name, benefit, category, sameAsOurs } of CATALOG) {
      expect(benefit === null, name).toBe(sameAsOurs);
      if (!sameAsOurs) expect(CATEGORIES[category]?.weight, name).toBeGreaterThan(0);
    }
  });

  it.each([
    ['HubSpot', 'Marketing automation data sync'],
    ['Zendesk', 'Support ticket visibility'],
    ['Tableau', 'BI dashboard embedding'],
  ])('promises of %s what PRD-079 does', (name, benefit) => {
    expect(productNamed(name)?.benefit).toBe(benefit);
  });

  it.each([
    ['azure ad', 'Microsoft Entra ID'],
    ['AMAZON WEB SERVICES', 'AWS'],
    ['Hub Spot', undefined],
    ['', undefined],
  ])('knows %s as %s', (name, product) => {
    expect(productNamed(name)?.name).toBe(product);
  });

  it.each([
    ['Salesforce (EMEA)', 'Salesforce'],
    ['Zoho CRM production', 'Zoho CRM'],
    ['Slackbot', undefined],
    ['Custom Webhook', undefined],
    ['Our Salesforce', undefined],
  ])('takes an integration named %s for one with %s', (name, product) => {
    expect(productOfIntegration(name)?.name).toBe(product);
  });
});
