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
        strictScalars: true,
        defaultScalarType: 'unknown',
        makeResolverTypeCallable: false,
        scalars: {
          ID: 'string',
          // Resolvers may hand on PostgreSQL's text as it is.
          DateTime: { input: 'Date | string', output: 'Date | string' },
          Date: 'string',
          SafeInt: 'number',
          EmailAddress: 'string',
          // Federation's own; the plugin adds it.
          _FieldSet: 'string',
        },
        contextType: '../server/context.ts#Context',
        // The model that each object type's resolvers receive, as `Type: 'path.ts#Model'` relative to the output.
        mappers: {},
      },
    },
  },
};

export default config;
