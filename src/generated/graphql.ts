import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Alert as AlertModel, AlertSilence as AlertSilenceModel, AlertTransition as AlertTransitionModel, CustomerMessage as CustomerMessageModel, NotificationChannel as NotificationChannelModel, NotificationDelivery as NotificationDeliveryModel } from '../environment/alerts/model.ts';
import type { AlertEvent } from '../environment/alerts/subscription.ts';
import type { UsageView, LimitedQuota } from '../environment/usage/view.ts';
import type { UsageDay } from '../environment/usage/model.ts';
import type { ComplianceItem as ComplianceItemModel, ComplianceOverview } from '../environment/compliance/model.ts';
import type { CustomerReference } from '../environment/customer/model.ts';
import type { Deployment as DeploymentModel } from '../environment/deployment/model.ts';
import type { Integration as IntegrationModel, IntegrationFailure, IntegrationOverview, IntegrationMetricsView, IntegrationRun as IntegrationRunModel, WebhookDelivery as WebhookDeliveryModel } from '../environment/integrations/model.ts';
import type { StatusEvent, SectionEvent } from '../environment/changes/resolvers.ts';
import type { MaintenanceWindow as MaintenanceWindowModel } from '../environment/maintenance/model.ts';
import type { SecurityAuditEntry as SecurityAuditEntryModel } from '../environment/security/model.ts';
import type { SecurityView } from '../environment/security/view.ts';
import type { Environment } from '../environment/environment.ts';
import type { EnvironmentPage } from '../environment/list/model.ts';
import type { HealthView } from '../environment/health/view.ts';
import type { TechnicalIssue as TechnicalIssueModel } from '../environment/health/model.ts';
import type { Context } from '../environment/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day without a time or zone, as `YYYY-MM-DD`. Days of usage and scores are UTC days. */
  Date: { input: Date; output: string; }
  /** A moment, as RFC 3339 text in UTC: `2026-01-26T14:05:00.000Z`. Input may carry any offset; output is always UTC. */
  DateTime: { input: Date | string; output: Date | string; }
  /** An e-mail address (`local@domain`), without a display name. It may have letters beyond ASCII. */
  EmailAddress: { input: string; output: string; }
  /** A whole number from −(2⁵³ − 1) to 2⁵³ − 1, sent as a JSON number. Used for counts that can pass the 2³¹ − 1 of `Int`. */
  SafeInt: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

/**
 * One episode of a rule finding something wrong: from when it was first seen until it is over. If it returns, that is another
 * alert with the next `episode`.
 */
export type Alert = {
  readonly __typename?: 'Alert';
  /** When somebody said to have seen it; null when nobody has. */
  readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who that was. */
  readonly acknowledgedBy?: Maybe<Scalars['String']['output']>;
  /** Since when the condition holds without a break; null while it does not. */
  readonly conditionSince?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Whose environment it is about; null for what belongs to no single customer, a channel for every one of them that fails:
   * only callers who may see every customer are shown that.
   */
  readonly customer?: Maybe<Customer>;
  /** What was sent about it, the latest first. */
  readonly deliveries: NotificationDeliveryConnection;
  /** What is wrong, in sentences, with the figures of when it was last seen wrong. */
  readonly description: Scalars['String']['output'];
  /** Counts how often the rule fired on the subject, from 1. */
  readonly episode: Scalars['Int']['output'];
  /** When it began to fire; null before. */
  readonly firedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it came here, the latest step first, at most 100. */
  readonly history: ReadonlyArray<AlertTransition>;
  /** The alert's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The integration it is about; null when it is not about one or that has been deleted. */
  readonly integration?: Maybe<Integration>;
  /** When it was first seen. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** Whom it is for; nobody: it is only shown. */
  readonly recipients: ReadonlyArray<AlertRole>;
  /** When it was over; null while it is not. */
  readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the rule, the same for all customers, such as `integration-down`. */
  readonly ruleId: Scalars['String']['output'];
  /** How bad it is. Within an episode it only rises. */
  readonly severity: IssueSeverity;
  /** Where it stands. */
  readonly state: AlertState;
  /** Since when it stands there. */
  readonly stateSince: Scalars['DateTime']['output'];
  /**
   * What the rule found it on: an integration's id, a quota's name such as `API_CALLS/DAY`, the id of a security change in the
   * audit log, a channel's id.
   */
  readonly subjectId: Scalars['String']['output'];
  /** What is wrong, in a few words. */
  readonly title: Scalars['String']['output'];
};


/**
 * One episode of a rule finding something wrong: from when it was first seen until it is over. If it returns, that is another
 * alert with the next `episode`.
 */
export type AlertDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** An alert that began to fire, got worse, or otherwise changed after it had fired. */
export type AlertChange = {
  readonly __typename?: 'AlertChange';
  /** The alert as it is now, which may be newer than this event; null when it has been deleted since. */
  readonly alert?: Maybe<Alert>;
  /** When it changed. */
  readonly at: Scalars['DateTime']['output'];
  /** This event's place in its stream, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** Whose environment it is about; null for what belongs to no single customer, as in `Alert.customer`. */
  readonly customer?: Maybe<Customer>;
  /** The `cursor` of the event before it in the same stream (on the first event: of the point where the stream started). */
  readonly previousCursor: Scalars['String']['output'];
  /** The state before; null: the alert is new. */
  readonly previousState?: Maybe<AlertState>;
  /** The severity after. */
  readonly severity: IssueSeverity;
  /** The state after. */
  readonly state: AlertState;
};

/** A page of alerts. */
export type AlertConnection = {
  readonly __typename?: 'AlertConnection';
  /** The alerts of this page, the latest first. */
  readonly edges: ReadonlyArray<AlertEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** One alert in a page. */
export type AlertEdge = {
  readonly __typename?: 'AlertEdge';
  /** The alert's place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The alert. */
  readonly node: Alert;
};

/** Conditions on an alert. Every condition given must hold; a null condition is not applied. */
export type AlertFilter = {
  /** Only this customer's; a UUID. What belongs to no single customer is left out. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Only about this integration; a UUID. */
  readonly integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only of this rule. */
  readonly ruleId?: InputMaybe<Scalars['String']['input']>;
  /** Only of exactly this severity. */
  readonly severity?: InputMaybe<IssueSeverity>;
  /** Only alerts in one of these states, fired or not; null: all that have fired, whatever became of them. */
  readonly states?: InputMaybe<ReadonlyArray<AlertState>>;
};

/** Which alerts to mute. Every condition given must hold; a null condition matches everything. */
export type AlertMatcher = {
  /** Only alerts of this rule. */
  readonly ruleId?: InputMaybe<Scalars['String']['input']>;
  /** Only alerts of this severity. */
  readonly severity?: InputMaybe<IssueSeverity>;
  /** Only alerts on this subject, as in `Alert.subjectId`. */
  readonly subjectId?: InputMaybe<Scalars['String']['input']>;
};

/** Whom an alert is for. */
export type AlertRole =
  /** The customer success manager. */
  | 'CSM'
  /** The technical team. */
  | 'TECH';

/** What a customer has changed of a rule. */
export type AlertRuleOverride = {
  readonly __typename?: 'AlertRuleOverride';
  /** False: the rule is off for this customer. */
  readonly enabled: Scalars['Boolean']['output'];
  /** How long the condition has to last; null: as long as the rule says. */
  readonly forSeconds?: Maybe<Scalars['Int']['output']>;
  /** The rule's id. */
  readonly ruleId: Scalars['String']['output'];
  /** The threshold in the rule's own unit; null: the rule's own. */
  readonly threshold?: Maybe<Scalars['Float']['output']>;
};

/**
 * A mute for alerts of one customer. They are judged and shown as always; who would be told hears of what still fires when it
 * ends.
 */
export type AlertSilence = {
  readonly __typename?: 'AlertSilence';
  /** Who asked for it. */
  readonly author: Scalars['String']['output'];
  /** Whose alerts it mutes. */
  readonly customer: Customer;
  /** When somebody ended it early; null when nobody has. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The silence's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** Only alerts of this rule; null: of every rule. */
  readonly ruleId?: Maybe<Scalars['String']['output']>;
  /** Only alerts of this severity; null: of every severity. */
  readonly severity?: Maybe<IssueSeverity>;
  /** When it began. */
  readonly startsAt: Scalars['DateTime']['output'];
  /** Only alerts on this subject; null: on every subject. */
  readonly subjectId?: Maybe<Scalars['String']['output']>;
  /** When it ends, or ended. */
  readonly until: Scalars['DateTime']['output'];
};

/** Where an alert stands. `NO_DATA` and `ERROR` say neither that the subject is well nor that it is not. */
export type AlertState =
  /** The facts could not be read or judged. */
  | 'ERROR'
  /** Something is wrong. */
  | 'FIRING'
  /** Nothing is wrong; it never came to firing. */
  | 'NORMAL'
  /** The source is silent. */
  | 'NO_DATA'
  /** Something is wrong, but not for long enough yet. */
  | 'PENDING'
  /** It seems to be over, but not for long enough yet. */
  | 'RECOVERING'
  /** It is over. */
  | 'RESOLVED';

/** One step of an alert. */
export type AlertTransition = {
  readonly __typename?: 'AlertTransition';
  /** When it was taken. */
  readonly at: Scalars['DateTime']['output'];
  /** The state before; null at the beginning. */
  readonly from?: Maybe<AlertState>;
  /** What the rule said then, or that it is over. */
  readonly reason: Scalars['String']['output'];
  /** The severity after. */
  readonly severity: IssueSeverity;
  /** The state after. */
  readonly to: AlertState;
};

/** The calls to one endpoint over the last 30 days. */
export type ApiEndpointUsage = {
  readonly __typename?: 'ApiEndpointUsage';
  /** Calls per day, the mean over the days that were reported. */
  readonly callsPerDay: Scalars['SafeInt']['output'];
  /** The endpoint's path with its parameters left as placeholders, such as `/api/v2/users`; `Other` for all the rest. */
  readonly endpoint: Scalars['String']['output'];
  /** This endpoint's share of all calls, 0–1; null when the number of all calls is unknown. */
  readonly share?: Maybe<Scalars['Float']['output']>;
};

/** Whether the customer's use of our API goes well, over the last 30 days. */
export type ApiHealth = {
  readonly __typename?: 'ApiHealth';
  /** The figures behind the score against their benchmarks: one entry per metric. */
  readonly checks: ReadonlyArray<ApiHealthCheck>;
  /**
   * 0–100: 30 % quota, 30 % errors, 20 % response time and 20 % rate limit hits, unknown ones left out. Null when too
   * little is known and when `includeHealth` is false.
   */
  readonly score?: Maybe<Scalars['Int']['output']>;
  /** The score in a word. Null only when `includeHealth` is false. */
  readonly status?: Maybe<ComponentStatus>;
};

/** One figure against its benchmark. */
export type ApiHealthCheck = {
  readonly __typename?: 'ApiHealthCheck';
  /** What the value has to stay below; null when there is nothing to compare with. */
  readonly benchmark?: Maybe<Scalars['Float']['output']>;
  /** What is measured. It also says the unit of `value` and `benchmark`. */
  readonly metric: ApiHealthMetric;
  /** True when the value is below the benchmark; null when either is unknown. */
  readonly passed?: Maybe<Scalars['Boolean']['output']>;
  /** What was measured; null when unknown. */
  readonly value?: Maybe<Scalars['Float']['output']>;
};

/** What an API health check measures. */
export type ApiHealthMetric =
  /** The share of calls answered with an error (5xx, and 4xx other than 429), 0–1. */
  | 'ERROR_RATE'
  /** The used share of the quota closest to its limit, where 1 is the limit; above 1 when exceeded. */
  | 'QUOTA'
  /** The share of calls refused because of a rate limit (429), 0–1. */
  | 'RATE_LIMIT_HITS'
  /** Mean response time in milliseconds. */
  | 'RESPONSE_TIME';

/** A limit in the customer's contract and how much of it is used. Resources without a limit are not listed. */
export type ApiQuota = {
  readonly __typename?: 'ApiQuota';
  /** When the limit may be reached; null when use of this resource is not forecast. */
  readonly forecast?: Maybe<QuotaForecast>;
  /** How much may be used per period, in `unit`; above 0. */
  readonly limit: Scalars['Float']['output'];
  /** The period that the limit is for. */
  readonly period: QuotaPeriod;
  /** When the current period ends and `used` starts again at 0; null for the periods `SECOND` and `NONE`. */
  readonly resetsAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is limited. */
  readonly resource: QuotaResource;
  /**
   * How close to the limit the use is. While an issue about it is open, `WARNING` and `EXCEEDED` clear only 5 points (of
   * 100) below the figure that sets them.
   */
  readonly status: QuotaStatus;
  /** The unit of `used` and `limit`, such as `calls`, `calls/s`, `GB` or `webhooks`. */
  readonly unit: Scalars['String']['output'];
  /**
   * How much is used, in `unit`: over the current period for `DAY` and `MONTH`, the highest one-second rate for `SECOND`,
   * the level now for `NONE`.
   */
  readonly used: Scalars['Float']['output'];
  /** `used` divided by `limit`: 0.85 is 85 %. Above 1 when the limit is exceeded. */
  readonly usedRatio: Scalars['Float']['output'];
};

/**
 * How the customer used our API. Unless a field says otherwise, a figure covers the last 30 full days (UTC) and is null when
 * nothing was reported for them.
 */
export type ApiUsage = {
  readonly __typename?: 'ApiUsage';
  /** Mean response time in milliseconds. */
  readonly averageResponseMs?: Maybe<Scalars['Float']['output']>;
  /** Calls per day, the mean over the days that were reported. */
  readonly callsPerDay?: Maybe<Scalars['SafeInt']['output']>;
  /** Change of the number of calls against the 30 days before, as a ratio: 0.12 is 12 % more, −0.5 is half. */
  readonly changeFromPreviousPeriod?: Maybe<Scalars['Float']['output']>;
  /** Use per day, the oldest day first, with today as far as it has come. Days for which nothing was reported are left out. */
  readonly daily: ReadonlyArray<ApiUsageDay>;
  /** How many different endpoints were called. */
  readonly endpointsUsed?: Maybe<Scalars['Int']['output']>;
  /** The share of calls answered with an error (5xx, and 4xx other than 429), 0–1. */
  readonly errorRate?: Maybe<Scalars['Float']['output']>;
  /** Response time in milliseconds that 50 % of calls stayed within, estimated from a histogram. */
  readonly p50Ms?: Maybe<Scalars['Float']['output']>;
  /** Response time in milliseconds that 95 % of calls stayed within, estimated from a histogram. */
  readonly p95Ms?: Maybe<Scalars['Float']['output']>;
  /** Response time in milliseconds that 99 % of calls stayed within, estimated from a histogram. */
  readonly p99Ms?: Maybe<Scalars['Float']['output']>;
  /** What is limited and how much of it is used. Unlimited resources are left out. */
  readonly quotas: ReadonlyArray<ApiQuota>;
  /** The share of calls refused because of a rate limit, 0–1. */
  readonly rateLimitHitRate?: Maybe<Scalars['Float']['output']>;
  /** How many calls were refused because of a rate limit (429). */
  readonly rateLimitHits?: Maybe<Scalars['SafeInt']['output']>;
  /**
   * The endpoints called most, the busiest first. Where there are more than `first`, the last entry is called `Other` and
   * stands for all the rest, so that shares add up to 1.
   */
  readonly topEndpoints: ReadonlyArray<ApiEndpointUsage>;
  /** All calls of the 30 days. */
  readonly totalCalls?: Maybe<Scalars['SafeInt']['output']>;
};


/**
 * How the customer used our API. Unless a field says otherwise, a figure covers the last 30 full days (UTC) and is null when
 * nothing was reported for them.
 */
export type ApiUsageDailyArgs = {
  days?: Scalars['Int']['input'];
};


/**
 * How the customer used our API. Unless a field says otherwise, a figure covers the last 30 full days (UTC) and is null when
 * nothing was reported for them.
 */
export type ApiUsageTopEndpointsArgs = {
  first?: Scalars['Int']['input'];
};

/** Use of the API on one day. */
export type ApiUsageDay = {
  readonly __typename?: 'ApiUsageDay';
  /** Mean response time in milliseconds; null when it was not reported or there were no calls. */
  readonly averageMs?: Maybe<Scalars['Float']['output']>;
  /** All calls of the day. */
  readonly calls: Scalars['SafeInt']['output'];
  /** The day (UTC). */
  readonly day: Scalars['Date']['output'];
  /** Calls answered with an error (5xx, and 4xx other than 429). */
  readonly errors: Scalars['SafeInt']['output'];
  /** Calls refused because of a rate limit (429). */
  readonly rateLimited: Scalars['SafeInt']['output'];
};

/** One obligation. */
export type ComplianceItem = {
  readonly __typename?: 'ComplianceItem';
  /** What it is about, such as `Data Processing Agreement`, `SOC 2`, `GDPR` or `HIPAA`. */
  readonly aspect: Scalars['String']['output'];
  /** An explanation for people; null when there is nothing to add. */
  readonly details?: Maybe<Scalars['String']['output']>;
  /** Whose obligation it is. */
  readonly scope: ComplianceScope;
  /** The day since which the status holds, such as the day of signing; null when unknown. */
  readonly since?: Maybe<Scalars['Date']['output']>;
  /** How it stands. */
  readonly status: ComplianceItemStatus;
};

/** How an obligation stands. */
export type ComplianceItemStatus =
  /** A certification covers it. */
  | 'COVERED'
  /** It applies and is not fulfilled. */
  | 'GAP'
  /** Its requirements are fulfilled. */
  | 'MET'
  /** It does not apply to this customer. */
  | 'NOT_APPLICABLE'
  /** A contract about it is signed. */
  | 'SIGNED'
  /** Not reported, so it cannot be judged. It is not to be read as fulfilled. */
  | 'UNKNOWN';

/** Whose obligation it is. */
export type ComplianceScope =
  /** The customer's. */
  | 'CUSTOMER'
  /** Ours, as the vendor, such as our SOC 2 certification. */
  | 'VENDOR';

/** Obligations about data and security, and whether they are met. */
export type ComplianceStatus = {
  readonly __typename?: 'ComplianceStatus';
  /** The obligations, one entry each. */
  readonly items: ReadonlyArray<ComplianceItem>;
  /** Obligations that the regions in which data is stored do not agree with; empty when none are known. */
  readonly residencyConflicts: ReadonlyArray<ResidencyConflict>;
};

/** The score of a part in a word. */
export type ComponentStatus =
  /** 0–59. */
  | 'AT_RISK'
  /** 90–100. */
  | 'HEALTHY'
  /** 85–89. */
  | 'OK'
  /** 60–84: worth a look. */
  | 'REVIEW'
  /** No score, because too little is known. */
  | 'UNKNOWN';

/** One setting of an integration. */
export type ConfigurationEntry = {
  readonly __typename?: 'ConfigurationEntry';
  /** The setting's key, unique within the integration, such as `contactSync`. */
  readonly key: Scalars['String']['output'];
  /** The setting's name for people, such as `Contact sync`. */
  readonly label: Scalars['String']['output'];
  /** True when a value exists that must not be shown, such as an API key. */
  readonly secret: Scalars['Boolean']['output'];
  /** The setting's value as text; null where `secret` is true, and where it has not been set. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** An account of ours. Another subgraph owns it; this one adds its technical environment. */
export type Customer = {
  readonly __typename?: 'Customer';
  /** The customer's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /**
   * How this customer is connected to us, how well that works and what to do about it. Null, without an error, when we
   * hold nothing about the customer or the caller may not see it.
   */
  readonly technicalEnvironment?: Maybe<TechnicalEnvironment>;
};


/** An account of ours. Another subgraph owns it; this one adds its technical environment. */
export type CustomerTechnicalEnvironmentArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  includeHealth?: Scalars['Boolean']['input'];
};

/** A message to the customer about an issue. It is sent as it stands here, and only once that is confirmed. */
export type CustomerMessage = {
  readonly __typename?: 'CustomerMessage';
  /** That person's mail address. */
  readonly address: Scalars['EmailAddress']['output'];
  /** The mail's text. */
  readonly body: Scalars['String']['output'];
  /** When it was put together. */
  readonly composedAt: Scalars['DateTime']['output'];
  /** Whom it is to. */
  readonly customer: Customer;
  /** How far sending it has come; null before it is confirmed. */
  readonly delivery?: Maybe<NotificationDelivery>;
  /** Who the mail comes from, as it says itself; null: e-mail is off. */
  readonly from?: Maybe<Scalars['String']['output']>;
  /** The message's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** What it is about; null when the issue has been deleted since. */
  readonly issue?: Maybe<TechnicalIssue>;
  /** The name of the person it is to. */
  readonly recipient: Scalars['String']['output'];
  /** Where answers go: to the customer's CSM; null: no address is known, and the text asks for no answer. */
  readonly replyTo?: Maybe<Scalars['EmailAddress']['output']>;
  /** When sending it was confirmed; null before. */
  readonly sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** The subject of the mail. */
  readonly subject: Scalars['String']['output'];
};

/** Which way data flows, seen from us. */
export type DataFlowDirection =
  /** Both ways. */
  | 'BIDIRECTIONAL'
  /** From the other system to us. */
  | 'INBOUND'
  /** From us to the other system. */
  | 'OUTBOUND';

/** Where and in which form our product runs for the customer. Each field is null when it is unknown. */
export type Deployment = {
  readonly __typename?: 'Deployment';
  /** The region that takes over in a disaster, such as `US-East`. */
  readonly backupRegion?: Maybe<Scalars['String']['output']>;
  /** The form of the deployment, such as `Multi-tenant cloud` or `Dedicated`. */
  readonly model?: Maybe<Scalars['String']['output']>;
  /** The plan in the customer's contract, such as `Enterprise`. */
  readonly plan?: Maybe<Scalars['String']['output']>;
  /** The region in which it runs, such as `US-West`. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The version of our product that is in use. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/**
 * The parts of an environment that are read and change independently of each other. Scores and recommendations are
 * computed from these, so they have no entry of their own.
 */
export type EnvironmentSection =
  /** `complianceStatus`. */
  | 'COMPLIANCE'
  /** `contacts`. */
  | 'CONTACTS'
  /** `deployment` and `dataResidency`. */
  | 'DEPLOYMENT'
  /** `integrations` with their runs and deliveries, and `integrationHealth`. */
  | 'INTEGRATIONS'
  /** `issues`. */
  | 'ISSUES'
  /** `pendingIntegrations`. */
  | 'PENDING_INTEGRATIONS'
  /** `apiUsage.quotas`. */
  | 'QUOTAS'
  /** `security`, with its audit log. */
  | 'SECURITY'
  /** `techStack`. */
  | 'TECH_STACK'
  /** `apiUsage` apart from its quotas, and what `apiHealth` takes from it. */
  | 'USAGE';

/** One thing that was looked at for a score. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** What was seen, for people; null when there is nothing to add. */
  readonly detail?: Maybe<Scalars['String']['output']>;
  /** Which one it is: its `id`, or the value of the enum that tells it from others, such as `MFA`. */
  readonly id: Scalars['ID']['output'];
  /** What kind of thing it is: the name of its type in this schema, such as `Integration`, `ApiQuota` or `SecuritySetting`. */
  readonly kind: Scalars['String']['output'];
};

/** A range of days for reaching a limit. A day is null when in that case the limit is not reached within the forecast. */
export type ExhaustionDates = {
  readonly __typename?: 'ExhaustionDates';
  /** The early case: the probability that the limit is reached by this day is 10 %. */
  readonly p10?: Maybe<Scalars['Date']['output']>;
  /** The middle case: the probability that the limit is reached by this day is 50 %. */
  readonly p50?: Maybe<Scalars['Date']['output']>;
  /** The late case: the probability that the limit is reached by this day is 90 %. */
  readonly p90?: Maybe<Scalars['Date']['output']>;
};

/** How far a section's data can be trusted to be current. */
export type FreshnessStatus =
  /** The section could not be read for this request: it is null, with an error. */
  | 'FAILED'
  /** The source answered within the time that is usual for it. */
  | 'FRESH'
  /** There is data, but its source has been silent for longer than is usual for it. */
  | 'STALE'
  /** The section has never had data, so it cannot be judged. */
  | 'UNKNOWN';

/** The overall score in a word. */
export type HealthBand =
  /** 0–39. */
  | 'CRITICAL'
  /** 90–100. */
  | 'EXCELLENT'
  /** 60–74. */
  | 'FAIR'
  /** 75–89. */
  | 'GOOD'
  /** 40–59. */
  | 'POOR';

/** One part of the overall score. */
export type HealthComponent = {
  readonly __typename?: 'HealthComponent';
  /** Which part this is. */
  readonly component: HealthComponentKind;
  /** What the part's score is made of, also where it is unknown. Factors of weight 0 are shown but change nothing. */
  readonly factors: ReadonlyArray<HealthFactor>;
  /** 0–100; null when too little is known. */
  readonly score?: Maybe<Scalars['Int']['output']>;
  /** The score in a word. */
  readonly status: ComponentStatus;
  /** This part's weight in the overall score, 0–1, before weights are scaled up for unknown parts. */
  readonly weight: Scalars['Float']['output'];
};

/** The parts of the overall score. */
export type HealthComponentKind =
  /** How well use of our API goes: `apiHealth`. */
  | 'API'
  /** How well the integrations work: `integrationHealth`. */
  | 'INTEGRATIONS'
  /** How well the account is secured: `security`. */
  | 'SECURITY';

/** One thing that a part's score depends on. */
export type HealthFactor = {
  readonly __typename?: 'HealthFactor';
  /** What was looked at. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** Why it has these points, in a sentence for people, with the figures. */
  readonly explanation: Scalars['String']['output'];
  /** The factor's id, stable over time and the same for all customers, except that an integration's factor has its id. */
  readonly id: Scalars['ID']['output'];
  /** How good it is, 0–100; null when unknown. */
  readonly points?: Maybe<Scalars['Float']['output']>;
  /** How many points of the overall score (before any cap) it costs; null when unknown. */
  readonly pointsLost?: Maybe<Scalars['Float']['output']>;
  /** Name for people. */
  readonly title: Scalars['String']['output'];
  /** The factor's weight within its part, 0–1, before weights are scaled up for unknown factors. */
  readonly weight: Scalars['Float']['output'];
};

/** The overall score on one day. */
export type HealthScoreDay = {
  readonly __typename?: 'HealthScoreDay';
  /** The day (UTC). */
  readonly day: Scalars['Date']['output'];
  /** The score at the end of the day (today: now), 0–100; null when too little was known. */
  readonly score?: Maybe<Scalars['Int']['output']>;
};

/**
 * How well data flows through an integration, judged from its runs and deliveries. The first state that fits, from
 * `UNKNOWN` down to `HEALTHY`; going back to a better state takes two good evaluations over 15 minutes.
 */
export type HealthStatus =
  /**
   * At least 3 failures and less than 99 % success within 24 hours, or a scheduled sync overdue by more than 1.5 intervals
   * plus 5 minutes.
   */
  | 'DEGRADED'
  /**
   * Authentication failed, at least 5 failures in a row, at least half of 5 or more attempts failed within an hour, or a
   * scheduled sync overdue by more than 2 intervals plus an hour.
   */
  | 'DOWN'
  /** None of the states below fits: data flows as it should. */
  | 'HEALTHY'
  /** Nothing has been reported, so it cannot be judged. It counts in no score. */
  | 'UNKNOWN';

/** A connection between the customer's account with us and another system, such as Salesforce or a webhook of its own. */
export type Integration = {
  readonly __typename?: 'Integration';
  /** The settings that may be shown. Values of secret settings are never stored here, so they are never returned. */
  readonly configuration: ReadonlyArray<ConfigurationEntry>;
  /** The customer whose integration this is. */
  readonly customer: Customer;
  /** Which way data flows, seen from us. */
  readonly dataFlowDirection: DataFlowDirection;
  /** The integration's webhook deliveries, the latest first: empty unless it is a webhook; null when they could not be read. */
  readonly deliveries?: Maybe<WebhookDeliveryConnection>;
  /**
   * Address that the integration calls, such as a webhook's URL, without query, user name and password; null when there
   * is none.
   */
  readonly endpoint?: Maybe<Scalars['String']['output']>;
  /** A sentence that says why the health is what it is, with the figures; null when healthy. */
  readonly healthReason?: Maybe<Scalars['String']['output']>;
  /** How well data has been flowing, judged by us from runs and deliveries. */
  readonly healthStatus: HealthStatus;
  /** The integration's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** When a sync or delivery was last tried, whatever came of it; null when none has been recorded. */
  readonly lastAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * When a sync or delivery last succeeded; null when none has been recorded, which is usual for a `REALTIME`
   * integration.
   */
  readonly lastSyncAt?: Maybe<Scalars['DateTime']['output']>;
  /** Figures on the runs or deliveries of the last hours; null when they could not be read. */
  readonly metrics?: Maybe<IntegrationMetrics>;
  /** Name for people, such as `Salesforce` or `Custom Webhook`. */
  readonly name: Scalars['String']['output'];
  /** Names of the kinds of record that are synced, such as `Accounts`; empty when none are or none are known. */
  readonly objectsSynced: ReadonlyArray<Scalars['String']['output']>;
  /** The integration's sync runs, the latest first; null when they could not be read. */
  readonly runs?: Maybe<IntegrationRunConnection>;
  /** The day the integration was connected. */
  readonly setupDate: Scalars['Date']['output'];
  /** What the integration service says about the connection: switched on, switched off or in error. */
  readonly status: IntegrationStatus;
  /** Seconds between scheduled syncs; null unless `syncMode` is `SCHEDULED`. */
  readonly syncIntervalSeconds?: Maybe<Scalars['Int']['output']>;
  /** What makes the integration sync. */
  readonly syncMode: SyncMode;
  /** What kind of system is connected. */
  readonly type: IntegrationType;
};


/** A connection between the customer's account with us and another system, such as Salesforce or a webhook of its own. */
export type IntegrationDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A connection between the customer's account with us and another system, such as Salesforce or a webhook of its own. */
export type IntegrationMetricsArgs = {
  hours?: Scalars['Int']['input'];
};


/** A connection between the customer's account with us and another system, such as Salesforce or a webhook of its own. */
export type IntegrationRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** Suppose that an integration were in another health. */
export type IntegrationChange = {
  /** The health to suppose. */
  readonly healthStatus: HealthStatus;
  /** The id of one of the customer's integrations, a UUID. */
  readonly id: Scalars['ID']['input'];
};

/** Why a run or delivery failed. */
export type IntegrationError = {
  readonly __typename?: 'IntegrationError';
  /** When it failed. */
  readonly at: Scalars['DateTime']['output'];
  /** What kind of failure it was, in a word for programs, such as `timeout` or `authentication`; null when not reported. */
  readonly class?: Maybe<Scalars['String']['output']>;
  /** What went wrong, in words for people, with secrets removed; null when not reported. */
  readonly message?: Maybe<Scalars['String']['output']>;
};

/** The customer's integrations counted by health. `healthy`, `degraded`, `down` and `unknown` add up to `connected`. */
export type IntegrationHealth = {
  readonly __typename?: 'IntegrationHealth';
  /** How many are switched on: status `ACTIVE` or `ERROR`. */
  readonly connected: Scalars['Int']['output'];
  /** How many of the connected are `DEGRADED`. */
  readonly degraded: Scalars['Int']['output'];
  /** How many of the connected are `DOWN`. */
  readonly down: Scalars['Int']['output'];
  /** How many of the connected are `HEALTHY`. */
  readonly healthy: Scalars['Int']['output'];
  /** How many are switched off: status `INACTIVE`. */
  readonly inactive: Scalars['Int']['output'];
  /**
   * Mean over the connected ones, 0–100, where healthy is 100, degraded 50 and down 0; unknown ones are left out. Null
   * when none is left and when `includeHealth` is false.
   */
  readonly score?: Maybe<Scalars['Int']['output']>;
  /** How many of the connected are `UNKNOWN`. */
  readonly unknown: Scalars['Int']['output'];
};

/** A stretch of time in which an integration was `DEGRADED` or `DOWN` without a break, as far as it lies in the hours asked for. */
export type IntegrationIncident = {
  readonly __typename?: 'IntegrationIncident';
  /** How long it lasted, in seconds, up to now while it goes on. */
  readonly durationSeconds: Scalars['Float']['output'];
  /** When it was over; null while it goes on. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it began, or when the hours asked for did. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The worst health in it: `DEGRADED` or `DOWN`. */
  readonly worst: HealthStatus;
};

/** Figures on the runs (for webhooks: the deliveries) of one integration over the hours asked for. */
export type IntegrationMetrics = {
  readonly __typename?: 'IntegrationMetrics';
  /** How many of `runs` failed. A delivery is judged by its first attempt. */
  readonly failures: Scalars['Int']['output'];
  /** When the integration was not `HEALTHY`, the oldest stretch first. */
  readonly incidents: ReadonlyArray<IntegrationIncident>;
  /** The latest error within the hours asked for; null when there was none. */
  readonly lastError?: Maybe<IntegrationError>;
  /** How many records the runs moved; null when no run said so. */
  readonly recordsSynced?: Maybe<Scalars['SafeInt']['output']>;
  /** How many runs or deliveries ended. A delivery counts once, however often it was tried again. */
  readonly runs: Scalars['Int']['output'];
  /** The share of `runs` that succeeded, 0–1; null when there were none. */
  readonly successRate?: Maybe<Scalars['Float']['output']>;
  /**
   * The share of the observed time, maintenance left out, in which the integration was not `DOWN`, 0–1; null when it was
   * not observed.
   */
  readonly uptime?: Maybe<Scalars['Float']['output']>;
};

/** An integration that could be proposed to the customer. */
export type IntegrationOpportunity = {
  readonly __typename?: 'IntegrationOpportunity';
  /** What the customer would gain, for people, such as `Support ticket visibility`. */
  readonly benefit: Scalars['String']['output'];
  /** What it is for, as in `Technology.category`. */
  readonly category: Scalars['String']['output'];
  /** Why it is proposed, in sentences for people, the weightiest first. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
  /** How promising it is, 0–1, only for comparing opportunities with each other. Null when `includeHealth` is false. */
  readonly score?: Maybe<Scalars['Float']['output']>;
  /** The technology's name, as in `Technology.name`. */
  readonly technology: Scalars['String']['output'];
};

/** One sync of an integration. */
export type IntegrationRun = {
  readonly __typename?: 'IntegrationRun';
  /** Why it failed; null unless `status` is `FAILED`. */
  readonly error?: Maybe<IntegrationError>;
  /** When it ended; null while it is running. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run's id. */
  readonly id: Scalars['ID']['output'];
  /** How many records it moved; null when not reported. */
  readonly recordsSynced?: Maybe<Scalars['SafeInt']['output']>;
  /** When it started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How it stands. */
  readonly status: IntegrationRunStatus;
};

/** A page of sync runs. */
export type IntegrationRunConnection = {
  readonly __typename?: 'IntegrationRunConnection';
  /** The runs of this page, the latest first. */
  readonly edges: ReadonlyArray<IntegrationRunEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** One run in a page. */
export type IntegrationRunEdge = {
  readonly __typename?: 'IntegrationRunEdge';
  /** The run's place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: IntegrationRun;
};

/** How a sync run stands. */
export type IntegrationRunStatus =
  /** Ended with an error. */
  | 'FAILED'
  /** Started, not ended. */
  | 'RUNNING'
  /** Ended without an error. */
  | 'SUCCEEDED';

/** What the integration service says about a connection. */
export type IntegrationStatus =
  /** Connected and switched on. */
  | 'ACTIVE'
  /** Switched on, but the integration service reports an error. */
  | 'ERROR'
  /** Switched off or disconnected. It counts in no score. */
  | 'INACTIVE';

/** One change of an integration's status or health. */
export type IntegrationStatusChange = {
  readonly __typename?: 'IntegrationStatusChange';
  /** When it changed. */
  readonly at: Scalars['DateTime']['output'];
  /** This event's place in its stream, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The customer whose integration changed. */
  readonly customer: Customer;
  /** The health after. */
  readonly healthStatus: HealthStatus;
  /** The integration as it is now, which may be newer than this event; null when it has been deleted since. */
  readonly integration?: Maybe<Integration>;
  /** The `cursor` of the event before it in the same stream (on the first event: of the point where the stream started). */
  readonly previousCursor: Scalars['String']['output'];
  /** The health before; null when it is not known. */
  readonly previousHealthStatus?: Maybe<HealthStatus>;
  /** The status before; null when it is not known. */
  readonly previousStatus?: Maybe<IntegrationStatus>;
  /** Why it changed, in a sentence for people; null when not known. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The status after. */
  readonly status: IntegrationStatus;
};

/** Kinds of system that can be connected. */
export type IntegrationType =
  /** Product and business analytics, such as Pendo or Amplitude. */
  | 'ANALYTICS'
  /** Workflow automation, such as Zapier. */
  | 'AUTOMATION'
  /** Messaging, such as Slack or Teams. */
  | 'COMMUNICATION'
  /** Customer relationship management, such as Salesforce or HubSpot. */
  | 'CRM'
  /** Built by the customer: webhooks and programs that use our API. */
  | 'CUSTOM'
  /** Single sign-on and user directories, such as Okta or Azure AD. */
  | 'IDENTITY'
  /** Anything else. */
  | 'OTHER'
  /** Cloud storage, such as AWS, GCP or Azure. */
  | 'STORAGE'
  /** Help desks, such as Zendesk or Intercom. */
  | 'SUPPORT';

/** How bad an issue is. */
export type IssueSeverity =
  /** Something does not work or is at risk. Holds the overall health score at 74 at most. */
  | 'HIGH'
  /** To be watched. */
  | 'LOW'
  /** Something works badly. */
  | 'MEDIUM';

/** How far dealing with an issue has come. Every status but `RESOLVED` counts as open. */
export type IssueStatus =
  /** Somebody has seen it. */
  | 'ACKNOWLEDGED'
  /** Somebody is looking for the cause. */
  | 'INVESTIGATING'
  /** The cause is known or harmless; it is being watched. */
  | 'MONITORING'
  /** Found; nobody has taken it up. */
  | 'OPEN'
  /** Over. */
  | 'RESOLVED'
  /** Put off until later. */
  | 'SNOOZED';

/** Announced downtime. Meanwhile alerts about the integration wait, and the time counts neither for its uptime nor against it. */
export type MaintenanceWindow = {
  readonly __typename?: 'MaintenanceWindow';
  /** Who announced it; null where nobody said. */
  readonly announcedBy?: Maybe<Scalars['String']['output']>;
  /** Whose integrations. */
  readonly customer: Customer;
  /** When it ends, or was ended. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** The window's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** Which one; null: all of the customer's. */
  readonly integration?: Maybe<Integration>;
  /** What is done; null where nobody said. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it begins. */
  readonly startsAt: Scalars['DateTime']['output'];
};

/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Records the customer's decision to live with a security gap. While it holds, nothing is recommended about the setting;
   * its points stay lost. It replaces an earlier decision about the same setting.
   */
  readonly acceptSecurityRisk: SecurityConfiguration;
  /** Says that somebody has seen an alert. It goes on as before. */
  readonly acknowledgeAlert: Alert;
  /** Says that somebody has seen an issue. One that is not `OPEN` any more stays as it is. */
  readonly acknowledgeTechnicalIssue: TechnicalIssue;
  /** Announces downtime of a customer's integrations. Alerts about them wait until it is over. */
  readonly announceMaintenance: MaintenanceWindow;
  /** Says who deals with an issue. */
  readonly assignTechnicalIssue: TechnicalIssue;
  /** Puts together a message to the customer about an issue, to be looked at. It sends nothing. Of a resolved issue there is none. */
  readonly composeCustomerMessage: CustomerMessage;
  /** Ends a silence before its time. */
  readonly endAlertSilence: AlertSilence;
  /** Ends announced downtime now. What has not begun is called off: the answer is null, for there was none. */
  readonly endMaintenance?: Maybe<MaintenanceWindow>;
  /** Changes for one customer when a rule fires. What is null is as the rule says. */
  readonly overrideAlertRule: AlertRuleOverride;
  /** Tries a notification that was given up again, for another three days, under the same id. */
  readonly redeliver: NotificationDelivery;
  /** Sends a message as it was put together. One that was sent is not sent again. */
  readonly sendCustomerMessage: CustomerMessage;
  /**
   * Says how far dealing with an issue has come. `SNOOZED` needs `snoozeTechnicalIssue`. An issue that is resolved by hand
   * is reopened when the problem is found again.
   */
  readonly setTechnicalIssueStatus: TechnicalIssue;
  /** Mutes alerts of a customer until then. They are judged and shown as always; what still fires at the end is told then. */
  readonly silenceAlerts: AlertSilence;
  /** Puts an issue off. It opens again at that moment if the problem is still there, and at once if it gets worse. */
  readonly snoozeTechnicalIssue: TechnicalIssue;
  /** Sends a notification of kind `TEST` to a channel. */
  readonly testNotificationChannel: NotificationDelivery;
  /** Adds a notification channel, or changes one. */
  readonly upsertNotificationChannel: NotificationChannel;
  /** Ends the decision to live with a security gap: the recommendation returns. */
  readonly withdrawRiskAcceptance: SecurityConfiguration;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationAcceptSecurityRiskArgs = {
  customerId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  setting: SecuritySettingKind;
  until?: InputMaybe<Scalars['Date']['input']>;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationAcknowledgeAlertArgs = {
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationAcknowledgeTechnicalIssueArgs = {
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationAnnounceMaintenanceArgs = {
  customerId: Scalars['ID']['input'];
  endsAt: Scalars['DateTime']['input'];
  integrationId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationAssignTechnicalIssueArgs = {
  id: Scalars['ID']['input'];
  owner?: InputMaybe<Scalars['String']['input']>;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationComposeCustomerMessageArgs = {
  contactId?: InputMaybe<Scalars['ID']['input']>;
  issueId: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationEndAlertSilenceArgs = {
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationEndMaintenanceArgs = {
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationOverrideAlertRuleArgs = {
  customerId: Scalars['ID']['input'];
  enabled?: Scalars['Boolean']['input'];
  forSeconds?: InputMaybe<Scalars['Int']['input']>;
  ruleId: Scalars['String']['input'];
  threshold?: InputMaybe<Scalars['Float']['input']>;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationRedeliverArgs = {
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationSendCustomerMessageArgs = {
  confirm: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationSetTechnicalIssueStatusArgs = {
  id: Scalars['ID']['input'];
  status: IssueStatus;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationSilenceAlertsArgs = {
  customerId: Scalars['ID']['input'];
  matcher?: InputMaybe<AlertMatcher>;
  reason: Scalars['String']['input'];
  until: Scalars['DateTime']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationSnoozeTechnicalIssueArgs = {
  id: Scalars['ID']['input'];
  until: Scalars['DateTime']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationTestNotificationChannelArgs = {
  customerId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationUpsertNotificationChannelArgs = {
  input: NotificationChannelInput;
};


/** What people can set going. Every change is recorded with who made it and when, and reaches subscribers like any other. */
export type MutationWithdrawRiskAcceptanceArgs = {
  customerId: Scalars['ID']['input'];
  setting: SecuritySettingKind;
};

/** Somewhere that alerts are told: a webhook, a Slack channel, a mailbox. Its secrets never leave. */
export type NotificationChannel = {
  readonly __typename?: 'NotificationChannel';
  /** When it was added. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Whose alerts it is told; null: every customer's. */
  readonly customer?: Maybe<Customer>;
  /** What was sent to it, the latest first. */
  readonly deliveries: NotificationDeliveryConnection;
  /** Why it was switched off, where no person did that; null otherwise. */
  readonly disabledReason?: Maybe<Scalars['String']['output']>;
  /** Whether anything is sent to it. */
  readonly enabled: Scalars['Boolean']['output'];
  /** The channel's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** How it is reached. */
  readonly kind: NotificationChannelKind;
  /** Its name, for people. */
  readonly name: Scalars['String']['output'];
  /** Which alerts it is told. */
  readonly role: AlertRole;
  /** A mail address, or the scheme and host of a URL, whose path may be a secret. */
  readonly target: Scalars['String']['output'];
};


/** Somewhere that alerts are told: a webhook, a Slack channel, a mailbox. Its secrets never leave. */
export type NotificationChannelDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/**
 * A channel to add or to change. Without `id` it is added, and needs `role`, `kind`, `name`, `target` and for `WEBHOOK`
 * `signingSecret`; where a channel of the same customer, role, kind and target is there, that one is changed. What is null
 * stays as it is.
 */
export type NotificationChannelInput = {
  /** Whose alerts it is told, when it is added; null: every customer's, for callers who may see every customer. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** False switches it off, true on again. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The channel to change; a UUID. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** How it is reached. It cannot be changed. */
  readonly kind?: InputMaybe<NotificationChannelKind>;
  /** Its name, at most 300 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** True ends that day at once: from now on only the newest key signs, as when the one before has leaked. */
  readonly revokePreviousKey?: InputMaybe<Scalars['Boolean']['input']>;
  /** Which alerts it is told. */
  readonly role?: InputMaybe<AlertRole>;
  /**
   * The key that signs, for `WEBHOOK`: `whsec_` and 24–64 bytes in base64. A new one replaces the old; for a
   * day both sign. It is never given back.
   */
  readonly signingSecret?: InputMaybe<Scalars['String']['input']>;
  /** An http or https URL, or for `EMAIL` a mail address. */
  readonly target?: InputMaybe<Scalars['String']['input']>;
};

/** How a channel is reached. */
export type NotificationChannelKind =
  /** A mail, as text and HTML. */
  | 'EMAIL'
  /** An incoming webhook as Slack and others that follow it take. */
  | 'SLACK'
  /** A POST of JSON, signed as Standard Webhooks says. */
  | 'WEBHOOK';

/** One notification on its way: the same, under the same id, at every attempt. */
export type NotificationDelivery = {
  readonly __typename?: 'NotificationDelivery';
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** Where it goes; null for a message to the customer, and where the caller may not see the channel. */
  readonly channel?: Maybe<NotificationChannel>;
  /** When it was put together. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Whom it is about; null for what belongs to no single customer, as in `Alert.customer`. */
  readonly customer?: Maybe<Customer>;
  /** What the last attempt came to, for people; null before the first, and for those who may not see the channel. */
  readonly detail?: Maybe<Scalars['String']['output']>;
  /** When it arrived or was given up; null before. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its id, a UUID; receivers see it as `webhook-id` and in `Message-ID`. */
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: NotificationKind;
  /** When it is tried next; null when it is over. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly status: NotificationStatus;
};

/** A page of notifications. */
export type NotificationDeliveryConnection = {
  readonly __typename?: 'NotificationDeliveryConnection';
  /** The notifications of this page, the latest first. */
  readonly edges: ReadonlyArray<NotificationDeliveryEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** One notification in a page. */
export type NotificationDeliveryEdge = {
  readonly __typename?: 'NotificationDeliveryEdge';
  /** Its place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The notification. */
  readonly node: NotificationDelivery;
};

/** What a notification is. */
export type NotificationKind =
  /** A message to the customer. */
  | 'CUSTOMER_MESSAGE'
  /** Something is wrong. */
  | 'FIRING'
  /** All that it tells of is over. */
  | 'RESOLVED'
  /** A trial of the channel. */
  | 'TEST';

/** How far a notification has come. */
export type NotificationStatus =
  /** It was taken. */
  | 'DELIVERED'
  /** It was refused, or given up. `redeliver` tries it again. */
  | 'FAILED'
  /** It is tried, and tried again for three days. */
  | 'PENDING';

/**
 * Where a page stands in its list, as in the Relay cursor connection specification. Paging goes forward only:
 * ask for the next page with `after: endCursor`.
 */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item of the page, for the next `after`; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when more items follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when the page was asked for with `after`, so that items precede it. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of the page; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type Query = {
  readonly __typename?: 'Query';
  /** The silences of a customer that are in force, the latest first. */
  readonly alertSilences: ReadonlyArray<AlertSilence>;
  /** The announced downtime of a customer's integrations that is not over, the soonest first. */
  readonly maintenanceWindows: ReadonlyArray<MaintenanceWindow>;
  /** Where a customer's alerts are told, the channels for every customer among them where the caller may see every customer. */
  readonly notificationChannels: ReadonlyArray<NotificationChannel>;
  /** The alerts of customers that the caller may see, the latest first, a page at a time. */
  readonly technicalAlerts: AlertConnection;
  /**
   * One customer's technical environment. Null when we hold nothing about the customer or the caller may not see it:
   * the two are not told apart.
   */
  readonly technicalEnvironment?: Maybe<TechnicalEnvironment>;
  /** The environments that the caller may see, a page at a time. */
  readonly technicalEnvironments: TechnicalEnvironmentConnection;
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryAlertSilencesArgs = {
  customerId: Scalars['ID']['input'];
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryMaintenanceWindowsArgs = {
  customerId: Scalars['ID']['input'];
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryNotificationChannelsArgs = {
  customerId?: InputMaybe<Scalars['ID']['input']>;
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryTechnicalAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlertFilter>;
  first?: Scalars['Int']['input'];
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryTechnicalEnvironmentArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  customerId: Scalars['ID']['input'];
  includeHealth?: Scalars['Boolean']['input'];
};


/** Where reading starts. Other subgraphs reach the same data through `Customer.technicalEnvironment`. */
export type QueryTechnicalEnvironmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TechnicalEnvironmentFilter>;
  first?: Scalars['Int']['input'];
  orderBy?: TechnicalEnvironmentOrder;
};

/** Suppose that a quota had another limit. */
export type QuotaChange = {
  /** The limit to suppose, in the quota's `unit`; above 0. */
  readonly limit: Scalars['Float']['input'];
  /** The period of the quota to change, which together with `resource` tells quotas apart. */
  readonly period: QuotaPeriod;
  /** The resource whose quota to change. */
  readonly resource: QuotaResource;
};

/**
 * When a quota is likely to be used up, estimated from the use of recent days. Where no estimate could be made,
 * `unavailableReason` says why and the figures are null.
 */
export type QuotaForecast = {
  readonly __typename?: 'QuotaForecast';
  /** Mean absolute error of the same method over recent days that are known by now, relative to their use: 0.08 is 8 %. */
  readonly backtestError?: Maybe<Scalars['Float']['output']>;
  /** How many days of use went into it; at least 14 where there is a forecast. */
  readonly basisDays?: Maybe<Scalars['Int']['output']>;
  /**
   * The days on which the limit is likely to be reached. For a `DAY` quota the first day whose use passes the limit, for a
   * `MONTH` quota the day on which the month's sum does.
   */
  readonly exhaustedOn?: Maybe<ExhaustionDates>;
  /** Name of the method, such as `weekday-median-theil-sen-bootstrap`. */
  readonly method?: Maybe<Scalars['String']['output']>;
  /** Probability that the limit is reached before the current month is over (for `DAY` quotas: on any day of it), 0–1. */
  readonly probabilityInPeriod?: Maybe<Scalars['Float']['output']>;
  /** Why there is no forecast, in a sentence for people; null when there is one. */
  readonly unavailableReason?: Maybe<Scalars['String']['output']>;
};

/** The period that a limit is for. */
export type QuotaPeriod =
  /** A calendar day (UTC). */
  | 'DAY'
  /** A calendar month (UTC). */
  | 'MONTH'
  /** None: a level that never resets, such as stored data. */
  | 'NONE'
  /** One second: a rate. */
  | 'SECOND';

/** What a quota limits. */
export type QuotaResource =
  /** Calls to our API. */
  | 'API_CALLS'
  /** Calls to our API per second. */
  | 'RATE_LIMIT'
  /** Stored data. */
  | 'STORAGE'
  /** Webhooks that are set up. */
  | 'WEBHOOKS';

/** How close to its limit a quota's use is. */
export type QuotaStatus =
  /** Over 90 %. People are notified. */
  | 'CRITICAL'
  /** 100 % or more. */
  | 'EXCEEDED'
  /** Under 80 %. */
  | 'OK'
  /** From 80 % to 90 %. There is an issue of low severity; nobody is notified. */
  | 'WARNING';

/** How urgent a recommendation is. */
export type RecommendationPriority =
  /** Do it now. */
  | 'HIGH'
  /** When there is an occasion. */
  | 'LOW'
  /** Plan it. */
  | 'MEDIUM';

/** How a report is written. */
export type ReportFormat =
  /** Markdown (CommonMark with tables); the answer holds the text. */
  | 'MARKDOWN'
  /** A PDF; the answer holds a link to it. */
  | 'PDF';

/** An obligation that a storage region does not agree with. */
export type ResidencyConflict = {
  readonly __typename?: 'ResidencyConflict';
  /** Why the two do not agree, for people. */
  readonly explanation: Scalars['String']['output'];
  /** The obligation, as in `ComplianceItem.aspect`. */
  readonly obligation: Scalars['String']['output'];
  /** The region in which data is stored, such as `US-West`. */
  readonly region: Scalars['String']['output'];
};

/** A decision to live with a security gap for a while. */
export type RiskAcceptance = {
  readonly __typename?: 'RiskAcceptance';
  /** Name of the person who accepted it; null when it was not recorded or the caller may not see it. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** Why the gap is accepted. */
  readonly reason: Scalars['String']['output'];
  /** The last day on which the decision holds; null when it has no end. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** How recent one section's data is. */
export type SectionFreshness = {
  readonly __typename?: 'SectionFreshness';
  /** A sentence for people that says what is wrong; null when the section is fresh. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The section this is about. */
  readonly section: EnvironmentSection;
  /** The verdict on the section's data. */
  readonly status: FreshnessStatus;
  /** When the section's source last reported; null when it never has or when that could not be read. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** One recorded change of a security setting. Entries are never changed or removed. */
export type SecurityAuditEntry = {
  readonly __typename?: 'SecurityAuditEntry';
  /**
   * What was done, in words for people, such as
   * `API key rotation changed from enabled (90-day rotation) to enabled (180-day rotation)`.
   */
  readonly action: Scalars['String']['output'];
  /** Who did it: a person's or a program's name; null when it was not recorded or the caller may not see it. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** The entry's id. */
  readonly id: Scalars['ID']['output'];
  /** The setting's state before; null when there was none or the entry is not about a setting. */
  readonly previousState?: Maybe<SecuritySettingState>;
  /** The setting that was changed; null when the entry is about something else. */
  readonly setting?: Maybe<SecuritySettingKind>;
  /** The setting's state after; null when the entry is not about a setting. */
  readonly state?: Maybe<SecuritySettingState>;
};

/** A page of the security audit log. */
export type SecurityAuditEntryConnection = {
  readonly __typename?: 'SecurityAuditEntryConnection';
  /** The entries of this page, the latest first. */
  readonly edges: ReadonlyArray<SecurityAuditEntryEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** One audit log entry in a page. */
export type SecurityAuditEntryEdge = {
  readonly __typename?: 'SecurityAuditEntryEdge';
  /** The entry's place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: SecurityAuditEntry;
};

/** The customer's security settings with us, what they are worth and how they changed. */
export type SecurityConfiguration = {
  readonly __typename?: 'SecurityConfiguration';
  /** Changes of security settings, the latest first; null when they could not be read. */
  readonly auditLog?: Maybe<SecurityAuditEntryConnection>;
  /** What could be done better, in sentences for people, the most urgent first. */
  readonly recommendations: ReadonlyArray<Scalars['String']['output']>;
  /**
   * Points of all known settings as a share of the points they can bring, 0–100. Null when too little is known and when
   * `includeHealth` is false.
   */
  readonly score?: Maybe<Scalars['Int']['output']>;
  /** The settings, one entry each, also where the state is unknown. */
  readonly settings: ReadonlyArray<SecuritySetting>;
};


/** The customer's security settings with us, what they are worth and how they changed. */
export type SecurityConfigurationAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** One security setting. */
export type SecuritySetting = {
  readonly __typename?: 'SecuritySetting';
  /** What is behind the state, such as `Okta` or `90-day rotation`; null when there is nothing to add. */
  readonly detail?: Maybe<Scalars['String']['output']>;
  /** The most points this setting can bring to the security score. Null when `includeHealth` is false. */
  readonly maxPoints?: Maybe<Scalars['Float']['output']>;
  /**
   * Points this setting brings to the security score, 0–`maxPoints`. Null when the state is unknown and when
   * `includeHealth` is false.
   */
  readonly points?: Maybe<Scalars['Float']['output']>;
  /** What to do about it, for people; null when nothing is to be done. */
  readonly recommendation?: Maybe<Scalars['String']['output']>;
  /** The customer's decision to live with the gap; null when there is none. It changes no points. */
  readonly riskAcceptance?: Maybe<RiskAcceptance>;
  /** Which setting this is. */
  readonly setting: SecuritySettingKind;
  /** How it is set. */
  readonly state: SecuritySettingState;
};

/** Suppose that a security setting were set differently. */
export type SecuritySettingChange = {
  /** The setting. */
  readonly setting: SecuritySettingKind;
  /** The state to suppose. */
  readonly state: SecuritySettingState;
};

/** The security settings that are tracked, with the points that each can bring. */
export type SecuritySettingKind =
  /** API keys are replaced regularly (15 points): all of them up to 90 days, half up to 180. */
  | 'API_KEY_ROTATION'
  /** Activity of users is logged (15 points). */
  | 'AUDIT_LOGGING'
  /** Stored data is encrypted (20 points). */
  | 'DATA_ENCRYPTION'
  /** Only listed IP addresses may use the API (10 points). */
  | 'IP_ALLOWLIST'
  /** Multi-factor authentication (20 points). */
  | 'MFA'
  /** Single sign-on (20 points). */
  | 'SSO';

/** How a security setting is set. Which states occur depends on the setting. */
export type SecuritySettingState =
  /** Set up. */
  | 'CONFIGURED'
  /** Switched off. */
  | 'DISABLED'
  /** Switched on. */
  | 'ENABLED'
  /** On, and users cannot do without it. */
  | 'ENFORCED'
  /** Not set up. */
  | 'NOT_CONFIGURED'
  /** On, but users may do without it: half of the points. */
  | 'OPTIONAL'
  /** Not reported. It counts in no score. */
  | 'UNKNOWN';

/**
 * Changes as they are committed. Events come at least once and in order; each one names its predecessor, so a gap shows when
 * `previousCursor` differs from the last `cursor` received. To close it, or after a reconnect, subscribe again with `after`.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** An integration's status or health changed. Without `customerId` and `customerIds`: of any customer the caller may see. */
  readonly integrationStatusChanged: IntegrationStatusChange;
  /** An alert began to fire or got worse. Without `customerId` and `customerIds`: of any customer the caller may see. */
  readonly technicalAlertRaised: AlertChange;
  /** Some of a customer's environment changed. */
  readonly technicalEnvironmentChanged: TechnicalEnvironmentChange;
};


/**
 * Changes as they are committed. Events come at least once and in order; each one names its predecessor, so a gap shows when
 * `previousCursor` differs from the last `cursor` received. To close it, or after a reconnect, subscribe again with `after`.
 */
export type SubscriptionIntegrationStatusChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  customerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/**
 * Changes as they are committed. Events come at least once and in order; each one names its predecessor, so a gap shows when
 * `previousCursor` differs from the last `cursor` received. To close it, or after a reconnect, subscribe again with `after`.
 */
export type SubscriptionTechnicalAlertRaisedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  customerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  everyChange?: Scalars['Boolean']['input'];
};


/**
 * Changes as they are committed. Events come at least once and in order; each one names its predecessor, so a gap shows when
 * `previousCursor` differs from the last `cursor` received. To close it, or after a reconnect, subscribe again with `after`.
 */
export type SubscriptionTechnicalEnvironmentChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId: Scalars['ID']['input'];
};

/** What makes an integration sync. */
export type SyncMode =
  /** A person. */
  | 'MANUAL'
  /** Each event, as it happens; long pauses are no fault. */
  | 'REALTIME'
  /** A timer, every `syncIntervalSeconds`. */
  | 'SCHEDULED';

/** Technologies the customer uses apart from ours, and what could be integrated. */
export type TechStack = {
  readonly __typename?: 'TechStack';
  /** Technologies that we support and the customer has not connected yet, the best first. */
  readonly opportunities: ReadonlyArray<IntegrationOpportunity>;
  /** The technologies, in order of category and name. */
  readonly technologies: ReadonlyArray<Technology>;
};

/** A person at the customer to talk to about technical matters. */
export type TechnicalContact = {
  readonly __typename?: 'TechnicalContact';
  /** The person's address; null when unknown. */
  readonly email?: Maybe<Scalars['EmailAddress']['output']>;
  /** The contact's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The person's name. */
  readonly name: Scalars['String']['output'];
  /** True for the person to talk to first; at most one per customer. */
  readonly primary: Scalars['Boolean']['output'];
  /** The person's role at the customer, such as `Lead Developer`; null when unknown. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** How technical a conversation can be; null when unknown. */
  readonly technicalLevel?: Maybe<TechnicalLevel>;
};

/**
 * Everything we know about a customer's technical setup, in sections. Sections are read independently: one that cannot be
 * read, or that the caller may not see, is null with an error at its path (`extensions.code` says why) while the others
 * answer; `freshness` says the same as data. An empty list means that there is nothing, null that we do not know.
 */
export type TechnicalEnvironment = {
  readonly __typename?: 'TechnicalEnvironment';
  /** Whether the customer's use of our API goes well: error rate, response time and limits against their benchmarks. */
  readonly apiHealth?: Maybe<ApiHealth>;
  /** Use of our API by the customer over the last 30 days, against its quotas. */
  readonly apiUsage?: Maybe<ApiUsage>;
  /** Obligations such as a data processing agreement, SOC 2 or GDPR, and whether they are met. */
  readonly complianceStatus?: Maybe<ComplianceStatus>;
  /** The people at the customer to talk to about technical matters, the primary contact first. */
  readonly contacts?: Maybe<ReadonlyArray<TechnicalContact>>;
  /** The customer this environment belongs to. */
  readonly customer: Customer;
  /** The id of the customer this environment belongs to, a UUID. */
  readonly customerId: Scalars['ID']['output'];
  /** The region in which the customer's data is stored, such as `US-West`; null when unknown. */
  readonly dataResidency?: Maybe<Scalars['String']['output']>;
  /** Where and in which form our product runs for the customer. */
  readonly deployment?: Maybe<Deployment>;
  /** How recent the data of each section is and whether it could be read: one entry per section. */
  readonly freshness: ReadonlyArray<SectionFreshness>;
  /** The overall technical health and how it comes about. Null when `includeHealth` is false. */
  readonly health?: Maybe<TechnicalHealth>;
  /** How many integrations are in which health, and the score of them together. */
  readonly integrationHealth?: Maybe<IntegrationHealth>;
  /** The integrations that are set up, in order of name. Arguments that are given must all match; null matches everything. */
  readonly integrations?: Maybe<ReadonlyArray<Integration>>;
  /** Technical problems found by our rules, the most severe first. Without `status`: every issue that is not resolved. */
  readonly issues?: Maybe<ReadonlyArray<TechnicalIssue>>;
  /** When any section last changed. */
  readonly lastUpdated: Scalars['DateTime']['output'];
  /** Names of integrations that have been started but are not connected yet. They count in no score. */
  readonly pendingIntegrations?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What to do next, the highest priority first. */
  readonly recommendations?: Maybe<ReadonlyArray<TechnicalRecommendation>>;
  /**
   * All of this as a document that one can send: scores, integrations, usage, security, compliance, tech stack, issues,
   * recommendations and contacts. Without scores where `includeHealth` is false.
   */
  readonly report?: Maybe<TechnicalReport>;
  /** The customer's security settings with us. */
  readonly security?: Maybe<SecurityConfiguration>;
  /** Technologies the customer uses apart from ours, as far as is known from outside and from its integrations. */
  readonly techStack?: Maybe<TechStack>;
  /**
   * The overall technical health, 0–100, the same as `health.score`. Null when too little is known (`health.coverage`
   * under 0.6) and when `includeHealth` is false.
   */
  readonly technicalHealthScore?: Maybe<Scalars['Int']['output']>;
};


/**
 * Everything we know about a customer's technical setup, in sections. Sections are read independently: one that cannot be
 * read, or that the caller may not see, is null with an error at its path (`extensions.code` says why) while the others
 * answer; `freshness` says the same as data. An empty list means that there is nothing, null that we do not know.
 */
export type TechnicalEnvironmentIntegrationsArgs = {
  healthStatus?: InputMaybe<HealthStatus>;
  status?: InputMaybe<IntegrationStatus>;
  type?: InputMaybe<IntegrationType>;
};


/**
 * Everything we know about a customer's technical setup, in sections. Sections are read independently: one that cannot be
 * read, or that the caller may not see, is null with an error at its path (`extensions.code` says why) while the others
 * answer; `freshness` says the same as data. An empty list means that there is nothing, null that we do not know.
 */
export type TechnicalEnvironmentIssuesArgs = {
  severity?: InputMaybe<IssueSeverity>;
  status?: InputMaybe<IssueStatus>;
};


/**
 * Everything we know about a customer's technical setup, in sections. Sections are read independently: one that cannot be
 * read, or that the caller may not see, is null with an error at its path (`extensions.code` says why) while the others
 * answer; `freshness` says the same as data. An empty list means that there is nothing, null that we do not know.
 */
export type TechnicalEnvironmentReportArgs = {
  format?: ReportFormat;
};

/** One change of a customer's environment. */
export type TechnicalEnvironmentChange = {
  readonly __typename?: 'TechnicalEnvironmentChange';
  /** When it changed. */
  readonly at: Scalars['DateTime']['output'];
  /** This event's place in its stream, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The customer whose environment changed. */
  readonly customer: Customer;
  /** The environment as it is now, which may be newer than this event; null when we no longer hold anything about the customer. */
  readonly environment?: Maybe<TechnicalEnvironment>;
  /** The `cursor` of the event before it in the same stream (on the first event: of the point where the stream started). */
  readonly previousCursor: Scalars['String']['output'];
  /** The sections that changed, at least one. */
  readonly sections: ReadonlyArray<EnvironmentSection>;
};

/** A page of environments. */
export type TechnicalEnvironmentConnection = {
  readonly __typename?: 'TechnicalEnvironmentConnection';
  /** The environments of this page, in the order asked for. */
  readonly edges: ReadonlyArray<TechnicalEnvironmentEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many environments match the filter over all pages, counting only those the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One environment in a page. */
export type TechnicalEnvironmentEdge = {
  readonly __typename?: 'TechnicalEnvironmentEdge';
  /** The environment's place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The environment. */
  readonly node: TechnicalEnvironment;
};

/** Conditions on an environment. Every condition given must hold; a null condition is not applied. */
export type TechnicalEnvironmentFilter = {
  /** The overall health score is in this band. */
  readonly band?: InputMaybe<HealthBand>;
  /** Has at least one issue of exactly this severity that is not resolved. */
  readonly hasOpenIssueOfSeverity?: InputMaybe<IssueSeverity>;
  /** Has at least one integration in this health. */
  readonly healthStatus?: InputMaybe<HealthStatus>;
  /** Has at least one integration with this status. */
  readonly integrationStatus?: InputMaybe<IntegrationStatus>;
  /** Has at least one integration of this type. */
  readonly integrationType?: InputMaybe<IntegrationType>;
  /** The customer's name contains this text, upper and lower case alike. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
};

/** Orders in which environments can be listed. */
export type TechnicalEnvironmentOrder =
  /** The lowest overall health score first; environments without a score come last. */
  | 'HEALTH_SCORE_ASC'
  /** The highest overall health score first; environments without a score come last. */
  | 'HEALTH_SCORE_DESC'
  /** The most recently changed first. */
  | 'LAST_UPDATED_DESC'
  /** By the customer's name, A to Z. */
  | 'NAME_ASC';

/**
 * The overall technical health and how it comes about. What is unknown carries no weight: the weights of the rest are
 * scaled up, and `coverage` says how much was known.
 */
export type TechnicalHealth = {
  readonly __typename?: 'TechnicalHealth';
  /** The score in a word; null when the score is. */
  readonly band?: Maybe<HealthBand>;
  /** The open issue of high severity that holds the score at 74; null when the score is not held. */
  readonly cappedBy?: Maybe<TechnicalIssue>;
  /** The parts of the score, one entry each, also where the part is unknown. */
  readonly components: ReadonlyArray<HealthComponent>;
  /** The share of the weights whose inputs were known, 0–1. */
  readonly coverage: Scalars['Float']['output'];
  /** The version of the weights and bands that were used. Scores of different versions should not be compared. */
  readonly policyVersion: Scalars['String']['output'];
  /**
   * 0–100: 35 % integrations, 30 % API, 35 % security, rounded half up; at most 74 while an issue of high severity is open.
   * Null when `coverage` is under 0.6.
   */
  readonly score?: Maybe<Scalars['Int']['output']>;
  /** The overall score day by day, the oldest first. Days on which it was not recorded are left out. */
  readonly trend: ReadonlyArray<HealthScoreDay>;
  /** What the score would be after some changes, all of them together. Nothing is stored. Null when it cannot be computed. */
  readonly whatIf?: Maybe<WhatIfResult>;
};


/**
 * The overall technical health and how it comes about. What is unknown carries no weight: the weights of the rest are
 * scaled up, and `coverage` says how much was known.
 */
export type TechnicalHealthTrendArgs = {
  days?: Scalars['Int']['input'];
};


/**
 * The overall technical health and how it comes about. What is unknown carries no weight: the weights of the rest are
 * scaled up, and `coverage` says how much was known.
 */
export type TechnicalHealthWhatIfArgs = {
  changes: ReadonlyArray<WhatIfChange>;
};

/** A technical problem of one customer, found by a rule. While the rule keeps finding it, it is the same issue. */
export type TechnicalIssue = {
  readonly __typename?: 'TechnicalIssue';
  /** The customer who has the problem. */
  readonly customer: Customer;
  /** The problem in sentences, with the figures. */
  readonly description: Scalars['String']['output'];
  /** When it was first found. */
  readonly firstDetectedAt: Scalars['DateTime']['output'];
  /** The issue's id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The integration it is about; null when it is not about one or that has been deleted. */
  readonly integration?: Maybe<Integration>;
  /** When it was last found still to be there. */
  readonly lastDetectedAt: Scalars['DateTime']['output'];
  /** Name of the person who deals with it; null when nobody does yet or the caller may not see it. */
  readonly owner?: Maybe<Scalars['String']['output']>;
  /** When it was over; null while it is not. */
  readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the rule that found it, the same for all customers, such as `webhook-delivery-failures`. */
  readonly ruleId: Scalars['String']['output'];
  /** How bad it is. */
  readonly severity: IssueSeverity;
  /** How far dealing with it has come. */
  readonly status: IssueStatus;
  /** What to do about it, for people; null when there is no advice. */
  readonly suggestedAction?: Maybe<Scalars['String']['output']>;
  /** The problem in a few words. */
  readonly title: Scalars['String']['output'];
};

/** How technical a conversation with a contact can be. */
export type TechnicalLevel =
  /** Builds or runs systems: code, APIs and architecture. */
  | 'HIGH'
  /** Uses products; keep to what they do. */
  | 'LOW'
  /** Sets up and administers products. */
  | 'MEDIUM';

/** Something to do for the customer's technical health. */
export type TechnicalRecommendation = {
  readonly __typename?: 'TechnicalRecommendation';
  /** The recommendation's id, stable as long as its reason lasts. */
  readonly id: Scalars['ID']['output'];
  /** What it is good for, in a few words, such as `Prevent disruption`. */
  readonly impact: Scalars['String']['output'];
  /** The issue that it would solve; null when it comes from no issue. */
  readonly issue?: Maybe<TechnicalIssue>;
  /** How urgent it is. It comes from the rule, not from `scoreGain`. */
  readonly priority: RecommendationPriority;
  /** Why it is recommended, in sentences for people, with the figures. */
  readonly rationale: Scalars['String']['output'];
  /** Points the overall health score would gain, 0–100. Null when that is unknown and when `includeHealth` is false. */
  readonly scoreGain?: Maybe<Scalars['Float']['output']>;
  /** What to do, in a few words, such as `Enforce MFA`. */
  readonly title: Scalars['String']['output'];
};

/** The report of a customer's technical environment. */
export type TechnicalReport = {
  readonly __typename?: 'TechnicalReport';
  /** When `url` stops working. Null for `MARKDOWN`. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it is written. */
  readonly format: ReportFormat;
  /** The whole report as text. Null for `PDF`. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /**
   * Where the report can be had until `expiresAt`, by anyone who has the address: no other credentials are asked for. Null
   * for `MARKDOWN`.
   */
  readonly url?: Maybe<Scalars['String']['output']>;
};

/** One technology the customer uses or has used. */
export type Technology = {
  readonly __typename?: 'Technology';
  /** What it is for, such as `CRM` or `Marketing`. */
  readonly category: Scalars['String']['output'];
  /**
   * How sure it is that the customer uses it now, 0–1: the source's confidence, halved for every 180 days since
   * `lastSeenAt`. 1 where an integration confirms it; null when the source gives none.
   */
  readonly confidence?: Maybe<Scalars['Float']['output']>;
  /** When it was first seen at this customer; null when unknown. */
  readonly firstSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was last seen at this customer; null when unknown. */
  readonly lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its name, such as `Salesforce`. */
  readonly name: Scalars['String']['output'];
  /** What it means for us. */
  readonly relevance: TechnologyRelevance;
  /** Where this is known from: the name of a technographics provider, or `integration` where one confirms it. */
  readonly source: Scalars['String']['output'];
};

/** What a technology of the customer's means for us. */
export type TechnologyRelevance =
  /** The customer has connected it with us. */
  | 'INTEGRATED'
  /** We support it and the customer has not connected it: worth a conversation. */
  | 'OPPORTUNITY'
  /** We use it ourselves, such as the same cloud. */
  | 'SAME_AS_OURS'
  /** Last seen more than 365 days ago: it may be gone. */
  | 'STALE'
  /** We have no integration for it. */
  | 'UNSUPPORTED';

/** One message to a webhook, with all the attempts to deliver it. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** How many times it has been tried, at least 1 once it has left the queue. */
  readonly attempts: Scalars['Int']['output'];
  /** When the message was due and first tried. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why the latest attempt failed; null when it did not. */
  readonly error?: Maybe<IntegrationError>;
  /** The delivery's id. */
  readonly id: Scalars['ID']['output'];
  /** Milliseconds from the latest attempt's request to its answer or failure; null before the first attempt. */
  readonly latencyMs?: Maybe<Scalars['Int']['output']>;
  /** The HTTP status of the latest answer, 100–599; null when the endpoint gave none. */
  readonly responseStatus?: Maybe<Scalars['Int']['output']>;
  /** How it stands after its latest attempt. */
  readonly status: WebhookDeliveryStatus;
};

/** A page of webhook deliveries. */
export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  /** The deliveries of this page, the latest first. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** One delivery in a page. */
export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  /** The delivery's place in the list, for `after`. Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: WebhookDelivery;
};

/** How a webhook delivery stands. */
export type WebhookDeliveryStatus =
  /** Every attempt failed and no other will be made. */
  | 'FAILED'
  /** Not accepted yet; an attempt is still to come. */
  | 'PENDING'
  /** The endpoint accepted it (a 2xx answer). */
  | 'SUCCEEDED';

/** One change to suppose in `whatIf`. Give exactly one of the fields; anything else is a `BAD_USER_INPUT` error. */
export type WhatIfChange = {
  /** Suppose that an integration were in another health. */
  readonly integration?: InputMaybe<IntegrationChange>;
  /** Suppose that a quota had another limit. */
  readonly quota?: InputMaybe<QuotaChange>;
  /** Suppose that a security setting were set differently. */
  readonly setting?: InputMaybe<SecuritySettingChange>;
};

/** What the score would be after the changes. */
export type WhatIfResult = {
  readonly __typename?: 'WhatIfResult';
  /** The score in a word; null when the score is. */
  readonly band?: Maybe<HealthBand>;
  /** The parts of the score, one entry each. */
  readonly components: ReadonlyArray<HealthComponent>;
  /** Points of the overall score gained, negative when lost; null when either score is. */
  readonly gained?: Maybe<Scalars['Float']['output']>;
  /** The overall score, 0–100; null when too little would be known. */
  readonly score?: Maybe<Scalars['Int']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Alert: Alert;
  Customer: Customer;
  Integration: Integration;
  TechnicalEnvironment: TechnicalEnvironment;
  TechnicalIssue: TechnicalIssue;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Alert:
    ( { __typename: 'Alert' }
    & GraphQLRecursivePick<FederationTypes['Alert'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Integration:
    ( { __typename: 'Integration' }
    & GraphQLRecursivePick<FederationTypes['Integration'], {"id":true}> );
  TechnicalEnvironment:
    ( { __typename: 'TechnicalEnvironment' }
    & GraphQLRecursivePick<FederationTypes['TechnicalEnvironment'], {"customerId":true}> );
  TechnicalIssue:
    ( { __typename: 'TechnicalIssue' }
    & GraphQLRecursivePick<FederationTypes['TechnicalIssue'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Alert: ResolverTypeWrapper<AlertModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AlertChange: ResolverTypeWrapper<AlertEvent>;
  AlertConnection: ResolverTypeWrapper<Omit<AlertConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AlertEdge']> }>;
  AlertEdge: ResolverTypeWrapper<Omit<AlertEdge, 'node'> & { node: ResolversTypes['Alert'] }>;
  AlertFilter: AlertFilter;
  AlertMatcher: AlertMatcher;
  AlertRole: AlertRole;
  AlertRuleOverride: ResolverTypeWrapper<AlertRuleOverride>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AlertSilence: ResolverTypeWrapper<AlertSilenceModel>;
  AlertState: AlertState;
  AlertTransition: ResolverTypeWrapper<AlertTransitionModel>;
  ApiEndpointUsage: ResolverTypeWrapper<ApiEndpointUsage>;
  ApiHealth: ResolverTypeWrapper<UsageView>;
  ApiHealthCheck: ResolverTypeWrapper<ApiHealthCheck>;
  ApiHealthMetric: ApiHealthMetric;
  ApiQuota: ResolverTypeWrapper<LimitedQuota>;
  ApiUsage: ResolverTypeWrapper<UsageView>;
  ApiUsageDay: ResolverTypeWrapper<UsageDay>;
  ComplianceItem: ResolverTypeWrapper<ComplianceItemModel>;
  ComplianceItemStatus: ComplianceItemStatus;
  ComplianceScope: ComplianceScope;
  ComplianceStatus: ResolverTypeWrapper<ComplianceOverview>;
  ComponentStatus: ComponentStatus;
  ConfigurationEntry: ResolverTypeWrapper<ConfigurationEntry>;
  Customer: ResolverTypeWrapper<CustomerReference>;
  CustomerMessage: ResolverTypeWrapper<CustomerMessageModel>;
  DataFlowDirection: DataFlowDirection;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Deployment: ResolverTypeWrapper<DeploymentModel>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EnvironmentSection: EnvironmentSection;
  Evidence: ResolverTypeWrapper<Evidence>;
  ExhaustionDates: ResolverTypeWrapper<ExhaustionDates>;
  FreshnessStatus: FreshnessStatus;
  HealthBand: HealthBand;
  HealthComponent: ResolverTypeWrapper<HealthComponent>;
  HealthComponentKind: HealthComponentKind;
  HealthFactor: ResolverTypeWrapper<HealthFactor>;
  HealthScoreDay: ResolverTypeWrapper<HealthScoreDay>;
  HealthStatus: HealthStatus;
  Integration: ResolverTypeWrapper<IntegrationModel>;
  IntegrationChange: IntegrationChange;
  IntegrationError: ResolverTypeWrapper<IntegrationFailure>;
  IntegrationHealth: ResolverTypeWrapper<IntegrationOverview>;
  IntegrationIncident: ResolverTypeWrapper<IntegrationIncident>;
  IntegrationMetrics: ResolverTypeWrapper<IntegrationMetricsView>;
  IntegrationOpportunity: ResolverTypeWrapper<IntegrationOpportunity>;
  IntegrationRun: ResolverTypeWrapper<IntegrationRunModel>;
  IntegrationRunConnection: ResolverTypeWrapper<Omit<IntegrationRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['IntegrationRunEdge']> }>;
  IntegrationRunEdge: ResolverTypeWrapper<Omit<IntegrationRunEdge, 'node'> & { node: ResolversTypes['IntegrationRun'] }>;
  IntegrationRunStatus: IntegrationRunStatus;
  IntegrationStatus: IntegrationStatus;
  IntegrationStatusChange: ResolverTypeWrapper<StatusEvent>;
  IntegrationType: IntegrationType;
  IssueSeverity: IssueSeverity;
  IssueStatus: IssueStatus;
  MaintenanceWindow: ResolverTypeWrapper<MaintenanceWindowModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotificationChannel: ResolverTypeWrapper<NotificationChannelModel>;
  NotificationChannelInput: NotificationChannelInput;
  NotificationChannelKind: NotificationChannelKind;
  NotificationDelivery: ResolverTypeWrapper<NotificationDeliveryModel>;
  NotificationDeliveryConnection: ResolverTypeWrapper<Omit<NotificationDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['NotificationDeliveryEdge']> }>;
  NotificationDeliveryEdge: ResolverTypeWrapper<Omit<NotificationDeliveryEdge, 'node'> & { node: ResolversTypes['NotificationDelivery'] }>;
  NotificationKind: NotificationKind;
  NotificationStatus: NotificationStatus;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuotaChange: QuotaChange;
  QuotaForecast: ResolverTypeWrapper<QuotaForecast>;
  QuotaPeriod: QuotaPeriod;
  QuotaResource: QuotaResource;
  QuotaStatus: QuotaStatus;
  RecommendationPriority: RecommendationPriority;
  ReportFormat: ReportFormat;
  ResidencyConflict: ResolverTypeWrapper<ResidencyConflict>;
  RiskAcceptance: ResolverTypeWrapper<RiskAcceptance>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SectionFreshness: ResolverTypeWrapper<SectionFreshness>;
  SecurityAuditEntry: ResolverTypeWrapper<SecurityAuditEntryModel>;
  SecurityAuditEntryConnection: ResolverTypeWrapper<Omit<SecurityAuditEntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SecurityAuditEntryEdge']> }>;
  SecurityAuditEntryEdge: ResolverTypeWrapper<Omit<SecurityAuditEntryEdge, 'node'> & { node: ResolversTypes['SecurityAuditEntry'] }>;
  SecurityConfiguration: ResolverTypeWrapper<SecurityView>;
  SecuritySetting: ResolverTypeWrapper<SecuritySetting>;
  SecuritySettingChange: SecuritySettingChange;
  SecuritySettingKind: SecuritySettingKind;
  SecuritySettingState: SecuritySettingState;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SyncMode: SyncMode;
  TechStack: ResolverTypeWrapper<TechStack>;
  TechnicalContact: ResolverTypeWrapper<TechnicalContact>;
  TechnicalEnvironment: ResolverTypeWrapper<Environment>;
  TechnicalEnvironmentChange: ResolverTypeWrapper<SectionEvent>;
  TechnicalEnvironmentConnection: ResolverTypeWrapper<EnvironmentPage>;
  TechnicalEnvironmentEdge: ResolverTypeWrapper<Omit<TechnicalEnvironmentEdge, 'node'> & { node: ResolversTypes['TechnicalEnvironment'] }>;
  TechnicalEnvironmentFilter: TechnicalEnvironmentFilter;
  TechnicalEnvironmentOrder: TechnicalEnvironmentOrder;
  TechnicalHealth: ResolverTypeWrapper<HealthView>;
  TechnicalIssue: ResolverTypeWrapper<TechnicalIssueModel>;
  TechnicalLevel: TechnicalLevel;
  TechnicalRecommendation: ResolverTypeWrapper<Omit<TechnicalRecommendation, 'issue'> & { issue?: Maybe<ResolversTypes['TechnicalIssue']> }>;
  TechnicalReport: ResolverTypeWrapper<TechnicalReport>;
  Technology: ResolverTypeWrapper<Technology>;
  TechnologyRelevance: TechnologyRelevance;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryModel>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']> }>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookDeliveryStatus: WebhookDeliveryStatus;
  WhatIfChange: WhatIfChange;
  WhatIfResult: ResolverTypeWrapper<WhatIfResult>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Alert: AlertModel;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  AlertChange: AlertEvent;
  AlertConnection: Omit<AlertConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AlertEdge']> };
  AlertEdge: Omit<AlertEdge, 'node'> & { node: ResolversParentTypes['Alert'] };
  AlertFilter: AlertFilter;
  AlertMatcher: AlertMatcher;
  AlertRuleOverride: AlertRuleOverride;
  Boolean: Scalars['Boolean']['output'];
  Float: Scalars['Float']['output'];
  AlertSilence: AlertSilenceModel;
  AlertTransition: AlertTransitionModel;
  ApiEndpointUsage: ApiEndpointUsage;
  ApiHealth: UsageView;
  ApiHealthCheck: ApiHealthCheck;
  ApiQuota: LimitedQuota;
  ApiUsage: UsageView;
  ApiUsageDay: UsageDay;
  ComplianceItem: ComplianceItemModel;
  ComplianceStatus: ComplianceOverview;
  ConfigurationEntry: ConfigurationEntry;
  Customer: CustomerReference;
  CustomerMessage: CustomerMessageModel;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Deployment: DeploymentModel;
  EmailAddress: Scalars['EmailAddress']['output'];
  Evidence: Evidence;
  ExhaustionDates: ExhaustionDates;
  HealthComponent: HealthComponent;
  HealthFactor: HealthFactor;
  HealthScoreDay: HealthScoreDay;
  Integration: IntegrationModel;
  IntegrationChange: IntegrationChange;
  IntegrationError: IntegrationFailure;
  IntegrationHealth: IntegrationOverview;
  IntegrationIncident: IntegrationIncident;
  IntegrationMetrics: IntegrationMetricsView;
  IntegrationOpportunity: IntegrationOpportunity;
  IntegrationRun: IntegrationRunModel;
  IntegrationRunConnection: Omit<IntegrationRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['IntegrationRunEdge']> };
  IntegrationRunEdge: Omit<IntegrationRunEdge, 'node'> & { node: ResolversParentTypes['IntegrationRun'] };
  IntegrationStatusChange: StatusEvent;
  MaintenanceWindow: MaintenanceWindowModel;
  Mutation: Record<PropertyKey, never>;
  NotificationChannel: NotificationChannelModel;
  NotificationChannelInput: NotificationChannelInput;
  NotificationDelivery: NotificationDeliveryModel;
  NotificationDeliveryConnection: Omit<NotificationDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['NotificationDeliveryEdge']> };
  NotificationDeliveryEdge: Omit<NotificationDeliveryEdge, 'node'> & { node: ResolversParentTypes['NotificationDelivery'] };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  QuotaChange: QuotaChange;
  QuotaForecast: QuotaForecast;
  ResidencyConflict: ResidencyConflict;
  RiskAcceptance: RiskAcceptance;
  SafeInt: Scalars['SafeInt']['output'];
  SectionFreshness: SectionFreshness;
  SecurityAuditEntry: SecurityAuditEntryModel;
  SecurityAuditEntryConnection: Omit<SecurityAuditEntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SecurityAuditEntryEdge']> };
  SecurityAuditEntryEdge: Omit<SecurityAuditEntryEdge, 'node'> & { node: ResolversParentTypes['SecurityAuditEntry'] };
  SecurityConfiguration: SecurityView;
  SecuritySetting: SecuritySetting;
  SecuritySettingChange: SecuritySettingChange;
  Subscription: Record<PropertyKey, never>;
  TechStack: TechStack;
  TechnicalContact: TechnicalContact;
  TechnicalEnvironment: Environment;
  TechnicalEnvironmentChange: SectionEvent;
  TechnicalEnvironmentConnection: EnvironmentPage;
  TechnicalEnvironmentEdge: Omit<TechnicalEnvironmentEdge, 'node'> & { node: ResolversParentTypes['TechnicalEnvironment'] };
  TechnicalEnvironmentFilter: TechnicalEnvironmentFilter;
  TechnicalHealth: HealthView;
  TechnicalIssue: TechnicalIssueModel;
  TechnicalRecommendation: Omit<TechnicalRecommendation, 'issue'> & { issue?: Maybe<ResolversParentTypes['TechnicalIssue']> };
  TechnicalReport: TechnicalReport;
  Technology: Technology;
  WebhookDelivery: WebhookDeliveryModel;
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WebhookDeliveryEdge']> };
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WhatIfChange: WhatIfChange;
  WhatIfResult: WhatIfResult;
};

export type AlertResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert'], FederationReferenceType extends FederationReferenceTypes['Alert'] = FederationReferenceTypes['Alert']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Alert']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conditionSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['NotificationDeliveryConnection'], ParentType, ContextType, RequireFields<AlertDeliveriesArgs, 'first'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  episode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['AlertTransition']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recipients?: Resolver<ReadonlyArray<ResolversTypes['AlertRole']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ruleId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  stateSince?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertChange'] = ResolversParentTypes['AlertChange']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  previousCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousState?: Resolver<Maybe<ResolversTypes['AlertState']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type AlertRuleOverrideResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertRuleOverride'] = ResolversParentTypes['AlertRuleOverride']> = {
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  forSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ruleId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AlertSilenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertSilence'] = ResolversParentTypes['AlertSilence']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['IssueSeverity']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AlertTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlertTransition'] = ResolversParentTypes['AlertTransition']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['AlertState']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
};

export type ApiEndpointUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiEndpointUsage'] = ResolversParentTypes['ApiEndpointUsage']> = {
  callsPerDay?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ApiHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiHealth'] = ResolversParentTypes['ApiHealth']> = {
  checks?: Resolver<ReadonlyArray<ResolversTypes['ApiHealthCheck']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ComponentStatus']>, ParentType, ContextType>;
};

export type ApiHealthCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiHealthCheck'] = ResolversParentTypes['ApiHealthCheck']> = {
  benchmark?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['ApiHealthMetric'], ParentType, ContextType>;
  passed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ApiQuotaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiQuota'] = ResolversParentTypes['ApiQuota']> = {
  forecast?: Resolver<Maybe<ResolversTypes['QuotaForecast']>, ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['QuotaPeriod'], ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['QuotaResource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['QuotaStatus'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  usedRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ApiUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiUsage'] = ResolversParentTypes['ApiUsage']> = {
  averageResponseMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  callsPerDay?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  changeFromPreviousPeriod?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  daily?: Resolver<ReadonlyArray<ResolversTypes['ApiUsageDay']>, ParentType, ContextType, RequireFields<ApiUsageDailyArgs, 'days'>>;
  endpointsUsed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  errorRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quotas?: Resolver<ReadonlyArray<ResolversTypes['ApiQuota']>, ParentType, ContextType>;
  rateLimitHitRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rateLimitHits?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  topEndpoints?: Resolver<ReadonlyArray<ResolversTypes['ApiEndpointUsage']>, ParentType, ContextType, RequireFields<ApiUsageTopEndpointsArgs, 'first'>>;
  totalCalls?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type ApiUsageDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiUsageDay'] = ResolversParentTypes['ApiUsageDay']> = {
  averageMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  calls?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  rateLimited?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ComplianceItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ComplianceItem'] = ResolversParentTypes['ComplianceItem']> = {
  aspect?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ComplianceScope'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ComplianceItemStatus'], ParentType, ContextType>;
};

export type ComplianceStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ComplianceStatus'] = ResolversParentTypes['ComplianceStatus']> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['ComplianceItem']>, ParentType, ContextType>;
  residencyConflicts?: Resolver<ReadonlyArray<ResolversTypes['ResidencyConflict']>, ParentType, ContextType>;
};

export type ConfigurationEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationEntry'] = ResolversParentTypes['ConfigurationEntry']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  technicalEnvironment?: Resolver<Maybe<ResolversTypes['TechnicalEnvironment']>, ParentType, ContextType, RequireFields<CustomerTechnicalEnvironmentArgs, 'includeHealth'>>;
};

export type CustomerMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerMessage'] = ResolversParentTypes['CustomerMessage']> = {
  address?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  composedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  delivery?: Resolver<Maybe<ResolversTypes['NotificationDelivery']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issue?: Resolver<Maybe<ResolversTypes['TechnicalIssue']>, ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replyTo?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  backupRegion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EvidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExhaustionDatesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExhaustionDates'] = ResolversParentTypes['ExhaustionDates']> = {
  p10?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type HealthComponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthComponent'] = ResolversParentTypes['HealthComponent']> = {
  component?: Resolver<ResolversTypes['HealthComponentKind'], ParentType, ContextType>;
  factors?: Resolver<ReadonlyArray<ResolversTypes['HealthFactor']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ComponentStatus'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type HealthFactorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthFactor'] = ResolversParentTypes['HealthFactor']> = {
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pointsLost?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type HealthScoreDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthScoreDay'] = ResolversParentTypes['HealthScoreDay']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type IntegrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration'], FederationReferenceType extends FederationReferenceTypes['Integration'] = FederationReferenceTypes['Integration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Integration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  configuration?: Resolver<ReadonlyArray<ResolversTypes['ConfigurationEntry']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  dataFlowDirection?: Resolver<ResolversTypes['DataFlowDirection'], ParentType, ContextType>;
  deliveries?: Resolver<Maybe<ResolversTypes['WebhookDeliveryConnection']>, ParentType, ContextType, RequireFields<IntegrationDeliveriesArgs, 'first'>>;
  endpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  healthReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  healthStatus?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSyncAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metrics?: Resolver<Maybe<ResolversTypes['IntegrationMetrics']>, ParentType, ContextType, RequireFields<IntegrationMetricsArgs, 'hours'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  objectsSynced?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  runs?: Resolver<Maybe<ResolversTypes['IntegrationRunConnection']>, ParentType, ContextType, RequireFields<IntegrationRunsArgs, 'first'>>;
  setupDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
  syncIntervalSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  syncMode?: Resolver<ResolversTypes['SyncMode'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['IntegrationType'], ParentType, ContextType>;
};

export type IntegrationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationError'] = ResolversParentTypes['IntegrationError']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IntegrationHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationHealth'] = ResolversParentTypes['IntegrationHealth']> = {
  connected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  degraded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  down?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  healthy?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inactive?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unknown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IntegrationIncidentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationIncident'] = ResolversParentTypes['IntegrationIncident']> = {
  durationSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worst?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export type IntegrationMetricsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationMetrics'] = ResolversParentTypes['IntegrationMetrics']> = {
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  incidents?: Resolver<ReadonlyArray<ResolversTypes['IntegrationIncident']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['IntegrationError']>, ParentType, ContextType>;
  recordsSynced?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  uptime?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type IntegrationOpportunityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationOpportunity'] = ResolversParentTypes['IntegrationOpportunity']> = {
  benefit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  technology?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationRun'] = ResolversParentTypes['IntegrationRun']> = {
  error?: Resolver<Maybe<ResolversTypes['IntegrationError']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordsSynced?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationRunStatus'], ParentType, ContextType>;
};

export type IntegrationRunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationRunConnection'] = ResolversParentTypes['IntegrationRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['IntegrationRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type IntegrationRunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationRunEdge'] = ResolversParentTypes['IntegrationRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['IntegrationRun'], ParentType, ContextType>;
};

export type IntegrationStatusChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IntegrationStatusChange'] = ResolversParentTypes['IntegrationStatusChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  healthStatus?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  previousCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousHealthStatus?: Resolver<Maybe<ResolversTypes['HealthStatus']>, ParentType, ContextType>;
  previousStatus?: Resolver<Maybe<ResolversTypes['IntegrationStatus']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IntegrationStatus'], ParentType, ContextType>;
};

export type MaintenanceWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenanceWindow'] = ResolversParentTypes['MaintenanceWindow']> = {
  announcedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptSecurityRisk?: Resolver<ResolversTypes['SecurityConfiguration'], ParentType, ContextType, RequireFields<MutationAcceptSecurityRiskArgs, 'customerId' | 'reason' | 'setting'>>;
  acknowledgeAlert?: Resolver<ResolversTypes['Alert'], ParentType, ContextType, RequireFields<MutationAcknowledgeAlertArgs, 'id'>>;
  acknowledgeTechnicalIssue?: Resolver<ResolversTypes['TechnicalIssue'], ParentType, ContextType, RequireFields<MutationAcknowledgeTechnicalIssueArgs, 'id'>>;
  announceMaintenance?: Resolver<ResolversTypes['MaintenanceWindow'], ParentType, ContextType, RequireFields<MutationAnnounceMaintenanceArgs, 'customerId' | 'endsAt' | 'reason'>>;
  assignTechnicalIssue?: Resolver<ResolversTypes['TechnicalIssue'], ParentType, ContextType, RequireFields<MutationAssignTechnicalIssueArgs, 'id'>>;
  composeCustomerMessage?: Resolver<ResolversTypes['CustomerMessage'], ParentType, ContextType, RequireFields<MutationComposeCustomerMessageArgs, 'issueId'>>;
  endAlertSilence?: Resolver<ResolversTypes['AlertSilence'], ParentType, ContextType, RequireFields<MutationEndAlertSilenceArgs, 'id'>>;
  endMaintenance?: Resolver<Maybe<ResolversTypes['MaintenanceWindow']>, ParentType, ContextType, RequireFields<MutationEndMaintenanceArgs, 'id'>>;
  overrideAlertRule?: Resolver<ResolversTypes['AlertRuleOverride'], ParentType, ContextType, RequireFields<MutationOverrideAlertRuleArgs, 'customerId' | 'enabled' | 'ruleId'>>;
  redeliver?: Resolver<ResolversTypes['NotificationDelivery'], ParentType, ContextType, RequireFields<MutationRedeliverArgs, 'id'>>;
  sendCustomerMessage?: Resolver<ResolversTypes['CustomerMessage'], ParentType, ContextType, RequireFields<MutationSendCustomerMessageArgs, 'confirm' | 'id'>>;
  setTechnicalIssueStatus?: Resolver<ResolversTypes['TechnicalIssue'], ParentType, ContextType, RequireFields<MutationSetTechnicalIssueStatusArgs, 'id' | 'status'>>;
  silenceAlerts?: Resolver<ResolversTypes['AlertSilence'], ParentType, ContextType, RequireFields<MutationSilenceAlertsArgs, 'customerId' | 'reason' | 'until'>>;
  snoozeTechnicalIssue?: Resolver<ResolversTypes['TechnicalIssue'], ParentType, ContextType, RequireFields<MutationSnoozeTechnicalIssueArgs, 'id' | 'until'>>;
  testNotificationChannel?: Resolver<ResolversTypes['NotificationDelivery'], ParentType, ContextType, RequireFields<MutationTestNotificationChannelArgs, 'id'>>;
  upsertNotificationChannel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType, RequireFields<MutationUpsertNotificationChannelArgs, 'input'>>;
  withdrawRiskAcceptance?: Resolver<ResolversTypes['SecurityConfiguration'], ParentType, ContextType, RequireFields<MutationWithdrawRiskAcceptanceArgs, 'customerId' | 'setting'>>;
};

export type NotificationChannelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationChannel'] = ResolversParentTypes['NotificationChannel']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['NotificationDeliveryConnection'], ParentType, ContextType, RequireFields<NotificationChannelDeliveriesArgs, 'first'>>;
  disabledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationChannelKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AlertRole'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDelivery'] = ResolversParentTypes['NotificationDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['NotificationChannel']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NotificationStatus'], ParentType, ContextType>;
};

export type NotificationDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDeliveryConnection'] = ResolversParentTypes['NotificationDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NotificationDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDeliveryEdge'] = ResolversParentTypes['NotificationDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NotificationDelivery'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alertSilences?: Resolver<ReadonlyArray<ResolversTypes['AlertSilence']>, ParentType, ContextType, RequireFields<QueryAlertSilencesArgs, 'customerId'>>;
  maintenanceWindows?: Resolver<ReadonlyArray<ResolversTypes['MaintenanceWindow']>, ParentType, ContextType, RequireFields<QueryMaintenanceWindowsArgs, 'customerId'>>;
  notificationChannels?: Resolver<ReadonlyArray<ResolversTypes['NotificationChannel']>, ParentType, ContextType, Partial<QueryNotificationChannelsArgs>>;
  technicalAlerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, RequireFields<QueryTechnicalAlertsArgs, 'first'>>;
  technicalEnvironment?: Resolver<Maybe<ResolversTypes['TechnicalEnvironment']>, ParentType, ContextType, RequireFields<QueryTechnicalEnvironmentArgs, 'customerId' | 'includeHealth'>>;
  technicalEnvironments?: Resolver<ResolversTypes['TechnicalEnvironmentConnection'], ParentType, ContextType, RequireFields<QueryTechnicalEnvironmentsArgs, 'first' | 'orderBy'>>;
};

export type QuotaForecastResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuotaForecast'] = ResolversParentTypes['QuotaForecast']> = {
  backtestError?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  basisDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  exhaustedOn?: Resolver<Maybe<ResolversTypes['ExhaustionDates']>, ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  probabilityInPeriod?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  unavailableReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ResidencyConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResidencyConflict'] = ResolversParentTypes['ResidencyConflict']> = {
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  obligation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RiskAcceptanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RiskAcceptance'] = ResolversParentTypes['RiskAcceptance']> = {
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SectionFreshnessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SectionFreshness'] = ResolversParentTypes['SectionFreshness']> = {
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  section?: Resolver<ResolversTypes['EnvironmentSection'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FreshnessStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SecurityAuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecurityAuditEntry'] = ResolversParentTypes['SecurityAuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  previousState?: Resolver<Maybe<ResolversTypes['SecuritySettingState']>, ParentType, ContextType>;
  setting?: Resolver<Maybe<ResolversTypes['SecuritySettingKind']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['SecuritySettingState']>, ParentType, ContextType>;
};

export type SecurityAuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecurityAuditEntryConnection'] = ResolversParentTypes['SecurityAuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SecurityAuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SecurityAuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecurityAuditEntryEdge'] = ResolversParentTypes['SecurityAuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SecurityAuditEntry'], ParentType, ContextType>;
};

export type SecurityConfigurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecurityConfiguration'] = ResolversParentTypes['SecurityConfiguration']> = {
  auditLog?: Resolver<Maybe<ResolversTypes['SecurityAuditEntryConnection']>, ParentType, ContextType, RequireFields<SecurityConfigurationAuditLogArgs, 'first'>>;
  recommendations?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  settings?: Resolver<ReadonlyArray<ResolversTypes['SecuritySetting']>, ParentType, ContextType>;
};

export type SecuritySettingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecuritySetting'] = ResolversParentTypes['SecuritySetting']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxPoints?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  recommendation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  riskAcceptance?: Resolver<Maybe<ResolversTypes['RiskAcceptance']>, ParentType, ContextType>;
  setting?: Resolver<ResolversTypes['SecuritySettingKind'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SecuritySettingState'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  integrationStatusChanged?: SubscriptionResolver<ResolversTypes['IntegrationStatusChange'], "integrationStatusChanged", ParentType, ContextType, Partial<SubscriptionIntegrationStatusChangedArgs>>;
  technicalAlertRaised?: SubscriptionResolver<ResolversTypes['AlertChange'], "technicalAlertRaised", ParentType, ContextType, RequireFields<SubscriptionTechnicalAlertRaisedArgs, 'everyChange'>>;
  technicalEnvironmentChanged?: SubscriptionResolver<ResolversTypes['TechnicalEnvironmentChange'], "technicalEnvironmentChanged", ParentType, ContextType, RequireFields<SubscriptionTechnicalEnvironmentChangedArgs, 'customerId'>>;
};

export type TechStackResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechStack'] = ResolversParentTypes['TechStack']> = {
  opportunities?: Resolver<ReadonlyArray<ResolversTypes['IntegrationOpportunity']>, ParentType, ContextType>;
  technologies?: Resolver<ReadonlyArray<ResolversTypes['Technology']>, ParentType, ContextType>;
};

export type TechnicalContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalContact'] = ResolversParentTypes['TechnicalContact']> = {
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  primary?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  technicalLevel?: Resolver<Maybe<ResolversTypes['TechnicalLevel']>, ParentType, ContextType>;
};

export type TechnicalEnvironmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalEnvironment'] = ResolversParentTypes['TechnicalEnvironment'], FederationReferenceType extends FederationReferenceTypes['TechnicalEnvironment'] = FederationReferenceTypes['TechnicalEnvironment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TechnicalEnvironment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apiHealth?: Resolver<Maybe<ResolversTypes['ApiHealth']>, ParentType, ContextType>;
  apiUsage?: Resolver<Maybe<ResolversTypes['ApiUsage']>, ParentType, ContextType>;
  complianceStatus?: Resolver<Maybe<ResolversTypes['ComplianceStatus']>, ParentType, ContextType>;
  contacts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TechnicalContact']>>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dataResidency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['Deployment']>, ParentType, ContextType>;
  freshness?: Resolver<ReadonlyArray<ResolversTypes['SectionFreshness']>, ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['TechnicalHealth']>, ParentType, ContextType>;
  integrationHealth?: Resolver<Maybe<ResolversTypes['IntegrationHealth']>, ParentType, ContextType>;
  integrations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Integration']>>, ParentType, ContextType, Partial<TechnicalEnvironmentIntegrationsArgs>>;
  issues?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TechnicalIssue']>>, ParentType, ContextType, Partial<TechnicalEnvironmentIssuesArgs>>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pendingIntegrations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  recommendations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TechnicalRecommendation']>>, ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['TechnicalReport']>, ParentType, ContextType, RequireFields<TechnicalEnvironmentReportArgs, 'format'>>;
  security?: Resolver<Maybe<ResolversTypes['SecurityConfiguration']>, ParentType, ContextType>;
  techStack?: Resolver<Maybe<ResolversTypes['TechStack']>, ParentType, ContextType>;
  technicalHealthScore?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TechnicalEnvironmentChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalEnvironmentChange'] = ResolversParentTypes['TechnicalEnvironmentChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  environment?: Resolver<Maybe<ResolversTypes['TechnicalEnvironment']>, ParentType, ContextType>;
  previousCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sections?: Resolver<ReadonlyArray<ResolversTypes['EnvironmentSection']>, ParentType, ContextType>;
};

export type TechnicalEnvironmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalEnvironmentConnection'] = ResolversParentTypes['TechnicalEnvironmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TechnicalEnvironmentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TechnicalEnvironmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalEnvironmentEdge'] = ResolversParentTypes['TechnicalEnvironmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TechnicalEnvironment'], ParentType, ContextType>;
};

export type TechnicalHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalHealth'] = ResolversParentTypes['TechnicalHealth']> = {
  band?: Resolver<Maybe<ResolversTypes['HealthBand']>, ParentType, ContextType>;
  cappedBy?: Resolver<Maybe<ResolversTypes['TechnicalIssue']>, ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['HealthComponent']>, ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  trend?: Resolver<ReadonlyArray<ResolversTypes['HealthScoreDay']>, ParentType, ContextType, RequireFields<TechnicalHealthTrendArgs, 'days'>>;
  whatIf?: Resolver<Maybe<ResolversTypes['WhatIfResult']>, ParentType, ContextType, RequireFields<TechnicalHealthWhatIfArgs, 'changes'>>;
};

export type TechnicalIssueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalIssue'] = ResolversParentTypes['TechnicalIssue'], FederationReferenceType extends FederationReferenceTypes['TechnicalIssue'] = FederationReferenceTypes['TechnicalIssue']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TechnicalIssue']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstDetectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  lastDetectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ruleId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IssueStatus'], ParentType, ContextType>;
  suggestedAction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TechnicalRecommendationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalRecommendation'] = ResolversParentTypes['TechnicalRecommendation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  issue?: Resolver<Maybe<ResolversTypes['TechnicalIssue']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['RecommendationPriority'], ParentType, ContextType>;
  rationale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scoreGain?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TechnicalReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TechnicalReport'] = ResolversParentTypes['TechnicalReport']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ReportFormat'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TechnologyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Technology'] = ResolversParentTypes['Technology']> = {
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  relevance?: Resolver<ResolversTypes['TechnologyRelevance'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['IntegrationError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  responseStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookDeliveryStatus'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WhatIfResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WhatIfResult'] = ResolversParentTypes['WhatIfResult']> = {
  band?: Resolver<Maybe<ResolversTypes['HealthBand']>, ParentType, ContextType>;
  components?: Resolver<ReadonlyArray<ResolversTypes['HealthComponent']>, ParentType, ContextType>;
  gained?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Alert?: AlertResolvers<ContextType>;
  AlertChange?: AlertChangeResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  AlertRuleOverride?: AlertRuleOverrideResolvers<ContextType>;
  AlertSilence?: AlertSilenceResolvers<ContextType>;
  AlertTransition?: AlertTransitionResolvers<ContextType>;
  ApiEndpointUsage?: ApiEndpointUsageResolvers<ContextType>;
  ApiHealth?: ApiHealthResolvers<ContextType>;
  ApiHealthCheck?: ApiHealthCheckResolvers<ContextType>;
  ApiQuota?: ApiQuotaResolvers<ContextType>;
  ApiUsage?: ApiUsageResolvers<ContextType>;
  ApiUsageDay?: ApiUsageDayResolvers<ContextType>;
  ComplianceItem?: ComplianceItemResolvers<ContextType>;
  ComplianceStatus?: ComplianceStatusResolvers<ContextType>;
  ConfigurationEntry?: ConfigurationEntryResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerMessage?: CustomerMessageResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Deployment?: DeploymentResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  ExhaustionDates?: ExhaustionDatesResolvers<ContextType>;
  HealthComponent?: HealthComponentResolvers<ContextType>;
  HealthFactor?: HealthFactorResolvers<ContextType>;
  HealthScoreDay?: HealthScoreDayResolvers<ContextType>;
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationError?: IntegrationErrorResolvers<ContextType>;
  IntegrationHealth?: IntegrationHealthResolvers<ContextType>;
  IntegrationIncident?: IntegrationIncidentResolvers<ContextType>;
  IntegrationMetrics?: IntegrationMetricsResolvers<ContextType>;
  IntegrationOpportunity?: IntegrationOpportunityResolvers<ContextType>;
  IntegrationRun?: IntegrationRunResolvers<ContextType>;
  IntegrationRunConnection?: IntegrationRunConnectionResolvers<ContextType>;
  IntegrationRunEdge?: IntegrationRunEdgeResolvers<ContextType>;
  IntegrationStatusChange?: IntegrationStatusChangeResolvers<ContextType>;
  MaintenanceWindow?: MaintenanceWindowResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotificationChannel?: NotificationChannelResolvers<ContextType>;
  NotificationDelivery?: NotificationDeliveryResolvers<ContextType>;
  NotificationDeliveryConnection?: NotificationDeliveryConnectionResolvers<ContextType>;
  NotificationDeliveryEdge?: NotificationDeliveryEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuotaForecast?: QuotaForecastResolvers<ContextType>;
  ResidencyConflict?: ResidencyConflictResolvers<ContextType>;
  RiskAcceptance?: RiskAcceptanceResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SectionFreshness?: SectionFreshnessResolvers<ContextType>;
  SecurityAuditEntry?: SecurityAuditEntryResolvers<ContextType>;
  SecurityAuditEntryConnection?: SecurityAuditEntryConnectionResolvers<ContextType>;
  SecurityAuditEntryEdge?: SecurityAuditEntryEdgeResolvers<ContextType>;
  SecurityConfiguration?: SecurityConfigurationResolvers<ContextType>;
  SecuritySetting?: SecuritySettingResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TechStack?: TechStackResolvers<ContextType>;
  TechnicalContact?: TechnicalContactResolvers<ContextType>;
  TechnicalEnvironment?: TechnicalEnvironmentResolvers<ContextType>;
  TechnicalEnvironmentChange?: TechnicalEnvironmentChangeResolvers<ContextType>;
  TechnicalEnvironmentConnection?: TechnicalEnvironmentConnectionResolvers<ContextType>;
  TechnicalEnvironmentEdge?: TechnicalEnvironmentEdgeResolvers<ContextType>;
  TechnicalHealth?: TechnicalHealthResolvers<ContextType>;
  TechnicalIssue?: TechnicalIssueResolvers<ContextType>;
  TechnicalRecommendation?: TechnicalRecommendationResolvers<ContextType>;
  TechnicalReport?: TechnicalReportResolvers<ContextType>;
  Technology?: TechnologyResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WhatIfResult?: WhatIfResultResolvers<ContextType>;
};

