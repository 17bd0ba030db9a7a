import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild, compositionHasErrors } from '@theguild/federation-composition';
import { federateSubgraphs } from '@wundergraph/composition';
import { parse } from 'graphql';
import type { Subgraph } from './subgraphs.ts';

/** The supergraph, or what a composer has against it. WunderGraph's is in a form of its own, so its SDL is empty. */
export type Composition = { readonly supergraphSdl: string } | { readonly errors: readonly string[] };

type Composer = (subgraphs: readonly Subgraph[]) => Composition;

/** Composes subgraphs, by each of the composers in use. */
export const composers: Readonly<Record<'Apollo' | 'The Guild' | 'WunderGraph', Composer>> = {
  Apollo(subgraphs) {
    const { supergraphSdl, errors } = composeByApollo(subgraphs.map(withTypeDefs));
    return supergraphSdl ? { supergraphSdl } : { errors: errors?.map(String) ?? [] };
  },
  'The Guild'(subgraphs) {
    const result = composeByGuild(subgraphs.map(withTypeDefs));
    return compositionHasErrors(result)
      ? { errors: result.errors.map(String) }
      : { supergraphSdl: result.supergraphSdl };
  },
  WunderGraph(subgraphs) {
    const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) }));
    const result = federateSubgraphs({ subgraphs: services, version: '1' });
    return result.success ? { supergraphSdl: '' } : { errors: result.errors.map(String) };
  },
};

/**
 * The supergraph by one composer.
 * @throws {Error} with all that the composer has against it.
 */
export function supergraphBy(composer: keyof typeof composers, subgraphs: readonly Subgraph[]): string {
  const result = composers[composer](subgraphs);
  if ('errors' in result) throw new Error(`${composer} refuses:\n${result.errors.join('\n')}`);
  return result.supergraphSdl;
}

function withTypeDefs({ name, url, sdl }: Subgraph) {
  return { name, url, typeDefs: parse(sdl) };
}
