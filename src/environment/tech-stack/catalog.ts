/** A technology that we know. */
export interface Product {
  readonly name: string;
  readonly category: string;
  /** Other names it goes by; matched like the name, without regard to case and punctuation. */
  readonly aliases: readonly string[];
  /** What a customer gains by connecting it; null: we have no integration for it. */
  readonly benefit: string | null;
  /** We run on it ourselves, so there is nothing to propose. */
  readonly sameAsOurs: boolean;
}

const supported = (category: string, name: string, benefit: string, ...aliases: string[]): Product => ({
  name,
  category,
  aliases,
  benefit,
  sameAsOurs: false,
});
const ours = (category: string, name: string, ...aliases: string[]): Product => ({
  name,
  category,
  aliases,
  benefit: null,
  sameAsOurs: true,
});

/** What we can integrate, and what we use ourselves. Adding a product is a line here. */
export const CATALOG: readonly Product[] = [
  supported(
    'CRM',
    'Salesforce',
    'Account and opportunity sync',
    'Salesforce Sales Cloud',
    'Salesforce CRM',
    'SFDC',
  ),
  supported(
    'CRM',
    'Microsoft Dynamics 365',
    'Account and opportunity sync',
    'Dynamics 365',
    'Microsoft Dynamics',
  ),
  supported('CRM', 'Pipedrive', 'Deal and contact sync'),
  supported('CRM', 'Zoho CRM', 'Deal and contact sync'),
  supported('Marketing', 'HubSpot', 'Marketing automation data sync', 'HubSpot Marketing Hub'),
  supported('Marketing', 'Marketo', 'Campaign engagement sync', 'Adobe Marketo Engage', 'Marketo Engage'),
  supported('Marketing', 'Mailchimp', 'Campaign engagement sync'),
  supported('Marketing', 'Braze', 'Audience and message sync'),
  supported('Communication', 'Slack', 'Alerts in channels'),
  supported('Communication', 'Microsoft Teams', 'Alerts in channels', 'MS Teams', 'Teams'),
  supported('Communication', 'Zoom', 'Meeting history', 'Zoom Meetings'),
  supported('Analytics', 'Tableau', 'BI dashboard embedding', 'Tableau Cloud', 'Tableau Server'),
  supported('Analytics', 'Power BI', 'BI dashboard embedding', 'Microsoft Power BI'),
  supported('Analytics', 'Looker', 'BI dashboard embedding', 'Google Looker'),
  supported('Analytics', 'Pendo', 'Product usage data'),
  supported('Analytics', 'Amplitude', 'Product usage data', 'Amplitude Analytics'),
  supported('Analytics', 'Mixpanel', 'Product usage data'),
  supported('Analytics', 'Segment', 'Event stream forwarding', 'Twilio Segment'),
  supported('Analytics', 'Snowflake', 'Data sharing without exports'),
  supported('Support', 'Zendesk', 'Support ticket visibility', 'Zendesk Support', 'Zendesk Suite'),
  supported('Support', 'Intercom', 'Conversation visibility'),
  supported('Support', 'Freshdesk', 'Support ticket visibility'),
  supported('Support', 'ServiceNow', 'Incident visibility'),
  supported('Support', 'Jira Service Management', 'Support ticket visibility', 'Jira Service Desk'),
  supported('SSO/Identity', 'Okta', 'Single sign-on and user provisioning'),
  supported(
    'SSO/Identity',
    'Microsoft Entra ID',
    'Single sign-on and user provisioning',
    'Azure AD',
    'Azure Active Directory',
    'Entra ID',
  ),
  supported('SSO/Identity', 'OneLogin', 'Single sign-on and user provisioning'),
  supported('SSO/Identity', 'Auth0', 'Single sign-on'),
  supported('Automation', 'Zapier', 'Workflows without code'),
  supported('Automation', 'Workato', 'Workflow orchestration'),
  supported('Automation', 'Make', 'Workflows without code', 'Integromat'),
  supported('Storage', 'Dropbox', 'Scheduled file exports'),
  supported('Storage', 'Box', 'Scheduled file exports'),
  supported('Storage', 'Google Drive', 'Scheduled file exports'),
  ours('Cloud', 'AWS', 'Amazon Web Services'),
  ours('Database', 'PostgreSQL', 'Postgres'),
];

/** A name for comparison: lower case, anything but letters and digits as one space. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const BY_NAME: ReadonlyMap<string, Product> = new Map(
  CATALOG.flatMap((product) =>
    [product.name, ...product.aliases].map((name) => [normalName(name), product] as const),
  ),
);

/** The product that goes by this name; null: not in the catalog. */
export function productNamed(name: string): Product | null {
  return BY_NAME.get(normalName(name)) ?? null;
}

/**
 * The product an integration is with, by its name: people add words of their own behind the product's, such as
 * "Salesforce (EMEA)". The longest name that the integration's begins with; null: none.
 */
export function productOfIntegration(name: string): Product | null {
  const words = normalName(name).split(' ');
  for (let length = words.length; length > 0; length--) {
    const product = BY_NAME.get(words.slice(0, length).join(' '));
    if (product) return product;
  }
  return null;
}
