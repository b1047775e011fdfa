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

/** What is offered at intake in a unit, by category; without one, in my own. */
export const templatesQuery = (unit = '') =>
  queryOptions({
    queryKey: keys.templates(unit),
    queryFn: async ({ signal }) =>
      (await get<Items<Template>>('/templates', { unit: unit || undefined }, signal)).items,
    staleTime: 5 * 60_000,
  });
