import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from './client';
import { keys } from './keys';
import type { Catalogue, Code, Named } from './types';

export const catalogueQuery = queryOptions({
  queryKey: keys.catalogue,
  queryFn: ({ signal }) => get<Catalogue>('/catalogue', undefined, signal),
  staleTime: 10 * 60_000,
});

/** The reference data. The shell has loaded it before any page shows. */
export function useCatalogue(): Catalogue {
  return useSuspenseQuery(catalogueQuery).data;
}

/** The lists of the catalogue whose entries have a name. */
export type NamedList = {
  [K in keyof Catalogue]: Catalogue[K] extends Named[] ? K : never;
}[keyof Catalogue];

export interface Names {
  /** The name of a code in the user's language; the code itself where it is not known. */
  of: (list: NamedList, code: Code | undefined | null) => string;
  in: (named: Omit<Named, 'code'>) => string;
}

/** Names codes in the user's language. */
export function useNames(): Names {
  const catalogue = useCatalogue();
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const named = (entry: Omit<Named, 'code'>) => entry[language] || entry.zh;
  return {
    of: (list, code) => {
      const entry = (catalogue[list] as Named[] | null)?.find((n) => n.code === code);
      return entry ? named(entry) : (code ?? '');
    },
    in: named,
  };
}
