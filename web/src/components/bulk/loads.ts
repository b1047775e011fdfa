import { queryOptions, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { keys } from '@/api/keys';
import { useMay } from '@/api/session';
import type { Items, PersonWatch, UnitLoad } from '@/api/types';

const loadsQuery = queryOptions({
  queryKey: keys.loads,
  queryFn: async ({ signal }) => (await get<Items<PersonWatch>>('/watch/people', undefined, signal)).items,
});

/** How many open matters a person has. */
const openOf = ({ owned, working }: PersonWatch): number => owned.count + working.count;

/** How much a person has: 未办结 12 · 将超时 2 · 超时 1; what is none is not said. */
export function loadWords(load: PersonWatch, t: TFunction): string {
  const pressing = (['warned', 'overdue'] as const).filter((name) => load[name].count > 0);
  const full = load.most > 0 && openOf(load) >= load.most;
  return [
    full ? t('bulk:load.full', { count: openOf(load), most: load.most }) : t('bulk:load.open', { count: openOf(load) }),
    ...pressing.map((name) => t(`bulk:load.${name}`, { count: load[name].count })),
  ].join(' · ');
}

export interface Loads {
  /** How much a person has whom I supervise; empty of others. */
  words: (id: string) => string;
  /** Who has less comes first, and whose load is not known last. */
  compare: (a: string, b: string) => number;
}

const unitLoadsQuery = (unit: string) =>
  queryOptions({
    queryKey: keys.unitLoads(unit),
    queryFn: ({ signal }) => get<UnitLoad>(`/units/${unit}/loads`, undefined, signal),
  });

/** How much the people of a unit have, in numbers, for who assigns work among them. */
export function useUnitLoads(unit: string): Loads & { full: string } {
  const { t } = useTranslation();
  const { data } = useQuery(unitLoadsQuery(unit));
  const of = (id: string) => data?.people.find(({ person }) => person.id === id);
  const rank = (id: string) => of(id)?.open ?? Number.POSITIVE_INFINITY;
  return {
    words: (id) => {
      const load = of(id);
      if (load === undefined) return '';
      return load.open >= load.most
        ? t('bulk:load.full', { count: load.open, most: load.most })
        : t('bulk:load.open', { count: load.open });
    },
    full: data && data.open >= data.most ? t('bulk:load.unitFull', { count: data.open, most: data.most }) : '',
    compare: (a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)),
  };
}

/** How much those have whom I supervise, for choosing among them. */
export function useLoads(): Loads {
  const { t } = useTranslation();
  const { data = [] } = useQuery({ ...loadsQuery, enabled: useMay('ticket.supervise') });
  const byId = new Map(data.map((load) => [load.person.id, load]));
  const rank = (id: string) => {
    const load = byId.get(id);
    return load ? openOf(load) : Number.POSITIVE_INFINITY;
  };
  return {
    words: (id) => {
      const load = byId.get(id);
      return load ? loadWords(load, t) : '';
    },
    compare: (a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)),
  };
}
