import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild, compositionHasErrors } from '@theguild/federation-composition';
import { federateSubgraphs } from '@wundergraph/composition';
import { parse } from 'graphql';
import { subgraphs } from './subgraphs.ts';

/** The supergraph, or what a composer has against it. */
export type Composition = { readonly supergraphSdl: string } | { readonly errors: readonly string[] };

type Urls = Parameters<typeof subgraphs>[0];

/** Composes our subgraph with the customers subgraph, once by each of the composers in use. */
export const composers: Readonly<
  Record<'Apollo' | 'The Guild' | 'WunderGraph', (urls: Urls) => Composition>
> = {
  Apollo(urls) {
    const services = subgraphs(urls).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    const { supergraphSdl, errors } = composeByApollo(services);
    return supergraphSdl ? { supergraphSdl } : { errors: errors?.map(String) ?? [] };
  },
  'The Guild'(urls) {
    const services = subgraphs(urls).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    const result = composeByGuild(services);
    return compositionHasErrors(result)
      ? { errors: result.errors.map(String) }
      : { supergraphSdl: result.supergraphSdl };
  },
  WunderGraph(urls) {
    const services = subgraphs(urls).map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) }));
    const result = federateSubgraphs({ subgraphs: services, version: '1' });
    return result.success ? { supergraphSdl: '' } : { errors: result.errors.map(String) };
  },
};
