import { queryOptions } from '@tanstack/react-query';
import { get, post, put } from './client';
import { keys } from './keys';
import type { Items, SiteFact, SiteFactKind } from './types';

/** What was found at a site, each with what was said before. */
export const siteFactsQuery = (site: string) =>
  queryOptions({
    queryKey: keys.siteFacts(site),
    queryFn: async ({ signal }) => (await get<Items<SiteFact>>(`/sites/${site}/facts`, undefined, signal)).items,
  });

export interface FactInput {
  kind: SiteFactKind;
  words: string;
  seenOn?: string;
  validUntil?: string;
  gone?: boolean;
}

/** Records a fact, or says one anew. */
export const saveFact = (site: string, input: FactInput, before?: SiteFact) =>
  before === undefined
    ? post<SiteFact>(`/sites/${site}/facts`, input)
    : put<SiteFact>(`/site-facts/${before.id}`, { ...input, version: before.version });
