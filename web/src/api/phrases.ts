import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { keys } from './keys';
import type { Items, Phrase, Template } from './types';

/** The phrases that I use or look after, in their order. */
export const phrasesQuery = queryOptions({
  queryKey: keys.phrases,
  queryFn: async ({ signal }) => (await get<Items<Phrase>>('/phrases', undefined, signal)).items,
  staleTime: 60_000,
});

/** What is offered at intake, by category. */
export const templatesQuery = queryOptions({
  queryKey: keys.templates,
  queryFn: async ({ signal }) => (await get<Items<Template>>('/templates', undefined, signal)).items,
  staleTime: 5 * 60_000,
});
