import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Types for the resolvers, from the SDL in `schema/`. `npm run codegen` writes them; the output is committed and
 * compared in CI, so never edit it by hand.
 */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  // Node runs the output as it is, so its imports have to name `.ts` files.
  emitLegacyCommonJSImports: false,
  importExtension: '.ts',
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        strictScalars: true,
        defaultScalarType: 'unknown',
        makeResolverTypeCallable: false,
        scalars: {
          ID: 'string',
          // Resolvers may hand on PostgreSQL's text as it is.
          DateTime: { input: 'Date | string', output: 'Date | string' },
          Date: { input: 'Date', output: 'string' },
          SafeInt: 'number',
          EmailAddress: 'string',
          // Federation's own; the plugin adds it.
          _FieldSet: 'string',
        },
        contextType: '../environment/context.ts#Context',
        // The model that each object type's resolvers receive, as `Type: 'path.ts#Model'` relative to the output.
        mappers: {
          Alert: '../environment/alerts/model.ts#Alert as AlertModel',
          AlertChange: '../environment/alerts/subscription.ts#AlertEvent',
          AlertSilence: '../environment/alerts/model.ts#AlertSilence as AlertSilenceModel',
          AlertTransition: '../environment/alerts/model.ts#AlertTransition as AlertTransitionModel',
          ApiHealth: '../environment/usage/view.ts#UsageView',
          ApiQuota: '../environment/usage/view.ts#LimitedQuota',
          ApiUsage: '../environment/usage/view.ts#UsageView',
          ApiUsageDay: '../environment/usage/model.ts#UsageDay',
          ComplianceItem: '../environment/compliance/model.ts#ComplianceItem as ComplianceItemModel',
          ComplianceStatus: '../environment/compliance/model.ts#ComplianceOverview',
          Customer: '../environment/customer/model.ts#CustomerReference',
          CustomerMessage: '../environment/alerts/model.ts#CustomerMessage as CustomerMessageModel',
          Deployment: '../environment/deployment/model.ts#Deployment as DeploymentModel',
          Integration: '../environment/integrations/model.ts#Integration as IntegrationModel',
          IntegrationError: '../environment/integrations/model.ts#IntegrationFailure',
          IntegrationHealth: '../environment/integrations/model.ts#IntegrationOverview',
          IntegrationMetrics: '../environment/integrations/model.ts#IntegrationMetricsView',
          IntegrationRun: '../environment/integrations/model.ts#IntegrationRun as IntegrationRunModel',
          IntegrationStatusChange: '../environment/changes/resolvers.ts#StatusEvent',
          MaintenanceWindow:
            '../environment/maintenance/model.ts#MaintenanceWindow as MaintenanceWindowModel',
          NotificationChannel:
            '../environment/alerts/model.ts#NotificationChannel as NotificationChannelModel',
          NotificationDelivery:
            '../environment/alerts/model.ts#NotificationDelivery as NotificationDeliveryModel',
          SecurityAuditEntry:
            '../environment/security/model.ts#SecurityAuditEntry as SecurityAuditEntryModel',
          SecurityConfiguration: '../environment/security/view.ts#SecurityView',
          TechnicalEnvironment: '../environment/environment.ts#Environment',
          TechnicalEnvironmentChange: '../environment/changes/resolvers.ts#SectionEvent',
          TechnicalEnvironmentConnection: '../environment/list/model.ts#EnvironmentPage',
          TechnicalHealth: '../environment/health/view.ts#HealthView',
          TechnicalIssue: '../environment/health/model.ts#TechnicalIssue as TechnicalIssueModel',
          WebhookDelivery: '../environment/integrations/model.ts#WebhookDelivery as WebhookDeliveryModel',
        },
      },
    },
  },
};

export default config;
