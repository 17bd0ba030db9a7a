/** Four sections as a page shows them. */
export const FOUR_SECTIONS = `
  integrations { id name type status healthStatus lastSyncAt }
  deployment { model region version plan }
  security { settings { setting state detail } }
  contacts { id name role email primary }`;

/** Every section. */
export const ALL_SECTIONS = `${FOUR_SECTIONS}
  lastUpdated dataResidency pendingIntegrations technicalHealthScore
  integrationHealth { connected healthy degraded down score }
  apiUsage { callsPerDay totalCalls errorRate averageResponseMs rateLimitHitRate quotas { resource used limit status } topEndpoints { endpoint callsPerDay } }
  apiHealth { score checks { metric value passed } }
  complianceStatus { items { aspect status scope } }
  techStack { technologies { category name confidence relevance } }
  health { score band coverage components { component score status } }
  issues { id title severity status }
  recommendations { id title priority scoreGain }
  freshness { section status updatedAt }`;

const FOUR = {
  integrations: 'id, name, type, status, health_status, last_sync_at',
  deployments: 'model, region, version, plan',
  security_settings: 'setting, state, detail',
  technical_contacts: 'id, name, role, email, is_primary',
};

const ALL = {
  ...FOUR,
  pending_integrations: 'name',
  api_usage_daily: 'day, calls, client_errors, server_errors, rate_limited, latency_total_ms',
  api_endpoint_daily: 'day, endpoint, calls',
  api_quotas: 'resource, period, used, quota_limit, unit',
  security_reviews: 'subject, reviewed_at',
  risk_acceptances: 'setting, reason, until',
  compliance_items: 'aspect, status, scope',
  technologies: 'category, name, confidence, last_seen_at',
  technical_issues: 'id, title, severity, status',
};

const statements = { four: build('four', FOUR), all: build('all', ALL) };

/** The statement somebody would write by hand for the same sections: one text of JSON for all customers, prepared. */
export function handWritten(sections: 'four' | 'all'): { name: string; text: string } {
  return statements[sections];
}

function build(name: string, tables: Readonly<Record<string, string>>): { name: string; text: string } {
  const lists = Object.entries(tables).map(
    ([table, columns]) =>
      `(select coalesce(json_agg(r), '[]') from (select ${columns} from ${table} where customer_id = c.id
        ${table.endsWith('_daily') ? 'and day > current_date - 31' : ''}) r) as ${table}`,
  );
  const text = `select json_agg(e)::text as json from (select c.id, ${lists.join(', ')} from customers c where c.id = any ($1::uuid[])) e`;
  return { name: `bench_${name}`, text };
}
